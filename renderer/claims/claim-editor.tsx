import { Trash2, X } from "lucide-react";
import { type KeyboardEvent, type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from "react";

import type { Article, Range } from "../../app/articles/model.ts";
import type { Claim } from "../../app/claims/model.ts";
import { gradeOfKey } from "../../app/claims/rules.ts";
import { useClient } from "../data/client.tsx";
import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import {
  Button,
  ErrorNotice,
  IconButton,
  Kbd,
  notify,
  notifyFailure,
  TextField,
  toFailure,
  useKeys,
} from "../ui/index.ts";
import { TagField } from "../ui/tag-field.tsx";
import { ChainsPart } from "./editor/chains-part.tsx";
import { moveHop } from "./editor/chains.ts";
import { confirmed, withSpan } from "./editor/content.ts";
import { Fold } from "./editor/fold.tsx";
import { GradeBlock } from "./editor/grade-block.tsx";
import { GradeHistory } from "./editor/grade-history.tsx";
import { QuestionsPart } from "./editor/questions-part.tsx";
import { QuotesPart } from "./editor/quotes-part.tsx";
import { dateOf, type EditorStart } from "./editor/sitting.ts";
import { SlotsPart } from "./editor/slots-part.tsx";
import { changeSlot } from "./editor/slots.ts";
import { useChainActs } from "./editor/use-chain-acts.ts";
import { useSitting } from "./editor/use-sitting.ts";
import { axesToConfirm } from "./looks.ts";
import { ClaimRelations } from "./relations/claim-relations.tsx";

import css from "./editor/editor.module.css";

/** What the reader can ask of the editor while it is open. */
export interface ClaimEditorHandle {
  /** Adds a span of the open article to the claim. */
  addSpan: (span: Range) => void;
  /** Ends the sitting: saves what is complete, keeps the rest as a draft. */
  leave: () => Promise<void>;
  focus: () => void;
}

export interface ClaimEditorProps {
  ref?: Ref<ClaimEditorHandle>;
  article: Article;
  start: EditorStart;
  /** The words selected in the article now, for a cue. */
  selection: Range | null;
  /** The spans of the claim in the open version, whenever they change: the reader paints them. */
  onSpans: (spans: Range[]) => void;
  /** Show a span in the text. */
  onGoTo: (span: Range) => void;
  onClosed: (saved: Claim | null) => void;
}

/** Parts that stay folded until they hold something or are asked for. */
type Part = "slots" | "questions" | "relations";

/** The claim editor: a pane beside the text, never a dialog. All of it by keyboard; Enter saves, Escape leaves. */
export function ClaimEditor({ ref, article, start, selection, onSpans, onGoTo, onClosed }: ClaimEditorProps) {
  const t = useText("editor");
  const formats = useFormats();
  const client = useClient();
  const { sitting, state } = useSitting(article, start, onClosed);
  const { content, missing, error } = state;
  const { update } = sitting;
  const eventDate = dateOf(content, article);
  const tags = useRead("tags.list", {});
  const speaker = useRef<HTMLInputElement | null>(null);
  const question = useRef<HTMLInputElement | null>(null);
  const kinds = useRef<HTMLDivElement | null>(null);
  const grades = useRef<HTMLElement | null>(null);
  const pane = useRef<HTMLElement | null>(null);
  const [activeHop, setActiveHop] = useState<number | null>(null);
  const [relationsAsked, setRelationsAsked] = useState(0);
  const [opened, setOpened] = useState<ReadonlySet<Part>>(
    () =>
      new Set<Part>([
        ...(content.slots.length > 0 ? ["slots" as const] : []),
        ...(content.questions.length > 0 ? ["questions" as const] : []),
      ]),
  );
  const quoted = selection && { ...selection, quote: article.text.slice(selection.start, selection.end) };

  useImperativeHandle(ref, () => ({
    addSpan: (span) =>
      update((now) =>
        withSpan(now, {
          articleId: article.id,
          version: article.version,
          start: span.start,
          end: span.end,
          quote: article.text.slice(span.start, span.end),
        }),
      ),
    leave: () => sitting.leave(),
    focus: () => speaker.current?.focus(),
  }));

  useEffect(() => {
    onSpans(content.spans.filter((span) => span.version === article.version));
  }, [content.spans, article.version, onSpans]);

  const takeFocus = useEffectEvent(() => {
    if (start.claim && !start.draft) focusGrades();
    else speaker.current?.focus();
  });
  useEffect(() => takeFocus(), []);

  useEffect(() => {
    const field = missing === "reason" ? "reasonCredibility" : missing;
    if (missing === "hops") speaker.current?.focus();
    else if (field) pane.current?.querySelector<HTMLInputElement>(`[data-field="${field}"] input`)?.focus();
  }, [missing]);

  function focusGrades(): void {
    grades.current?.querySelector<HTMLElement>('[role="radio"][tabindex="0"]')?.focus();
  }

  /** Opens a part, or folds it; `after` runs once it stands there. */
  function toggle(part: Part, isOpen: boolean, after?: () => void): void {
    setOpened((before) => new Set(isOpen ? [...before, part] : [...before].filter((one) => one !== part)));
    if (after) requestAnimationFrame(after);
  }

  const { copyBefore, addChain, takeCue } = useChainActs({ sitting, article, start, pane, activeHop, quoted });

  /** The slot in focus takes the words selected in the article as its text; where none has it, a kind is asked for. */
  function takeValue(): void {
    const row = document.activeElement?.closest<HTMLElement>("[data-slot]");
    if (quoted && row) update((now) => changeSlot(now, Number(row.dataset["slot"]), { text: quoted.quote.trim() }));
    else toggle("slots", true, () => kinds.current?.querySelector("button")?.focus());
  }

  function stillStands(): void {
    const claim = start.claim;
    const [first] = claim ? axesToConfirm(claim) : [];
    if (!claim || first === undefined) return;
    update((now) => confirmed(now, claim));
    const field = first === "credibility" ? "reasonCredibility" : "reasonReliability";
    requestAnimationFrame(() =>
      pane.current?.querySelector<HTMLInputElement>(`[data-field="${field}"] input`)?.focus(),
    );
  }

  /** A link hears its own keys; the command palette moves the one that was met last. */
  const move = (by: 1 | -1, label: string) => ({
    label,
    run: (event: globalThis.KeyboardEvent) => {
      if (event.target !== null || activeHop === null) return false;
      update((now) => moveHop(now, activeHop, by));
      return true;
    },
  });

  useKeys(
    {
      "alt+ArrowUp": move(-1, t("moveUp")),
      "alt+ArrowDown": move(1, t("moveDown")),
      "alt+h": { run: () => speaker.current?.focus(), label: t("keyChain") },
      "alt+p": { run: copyBefore, label: t("copyChain") },
      "alt+n": { run: addChain, label: t("addChain") },
      "alt+w": { run: takeCue, label: t("keyCue") },
      "alt+g": { run: focusGrades, label: t("keyGrades") },
      "alt+s": {
        run: () => toggle("slots", true, () => kinds.current?.querySelector("button")?.focus()),
        label: t("keySlots"),
      },
      "alt+v": { run: takeValue, label: t("takeValue") },
      "alt+q": { run: () => toggle("questions", true, () => question.current?.focus()), label: t("keyQuestions") },
      "alt+r": {
        run: () => {
          // Asked for again, it takes the focus again.
          setRelationsAsked((before) => before + 1);
          toggle("relations", true);
        },
        label: t("keyRelations"),
      },
      ...(start.claim ? { "alt+y": { run: stillStands, label: t("keyStillStands") } } : {}),
    },
    { group: t("keysEditor") },
  );

  /** Before any button or list in the pane takes it for a press. */
  function hearSave(event: KeyboardEvent<HTMLElement>): void {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    void sitting.confirm();
  }

  function handleKey(event: KeyboardEvent<HTMLElement>): void {
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    const target = event.target as HTMLElement;
    if (event.key === "Escape") {
      event.preventDefault();
      void sitting.leave();
    } else if (event.key === "Enter") {
      // In one-line fields and on the grades Enter saves; in longer texts it is a line end, on buttons a press.
      const isLine = target instanceof HTMLInputElement && target.type !== "checkbox";
      const isGrade = grades.current?.contains(target) === true && target.getAttribute("role") === "radio";
      if (!isLine && !isGrade) return;
      event.preventDefault();
      void sitting.confirm();
    } else if (grades.current?.contains(target) && target.getAttribute("role") === "radio") {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const grade = gradeOfKey(event.key, event.code);
      if (!grade) return;
      event.preventDefault();
      update((now) => ({ ...now, [grade.axis]: { ...now[grade.axis], value: grade.value } }));
      const choice = `[data-axis="${grade.axis}"] > [data-value="${grade.value}"]`;
      grades.current.querySelector<HTMLElement>(choice)?.focus();
    }
  }

  function remove(): void {
    const claim = start.claim;
    if (!claim) return;
    client
      .call("claims.remove", { ids: [claim.id] })
      .then(() => {
        notify({
          text: t("removed"),
          undoes: 1,
        });
        return sitting.discard();
      })
      .catch(notifyFailure);
  }

  const dateError = content.date.trim() !== "" && eventDate === null ? t("dateUnclear") : undefined;
  const precision = ["year", "month", "day"][(eventDate?.split("-").length ?? 1) - 1] ?? "day";
  const failure = error ? toFailure(error) : null;
  const slotWords = content.slots.map((slot) => slot.text.trim()).filter(Boolean);
  return (
    // The pane hears the keys of all fields in it; it is no control itself.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={css.editor}
      ref={pane}
      aria-label={start.claim ? t("editClaim") : t("newClaim")}
      onKeyDownCapture={hearSave}
      onKeyDown={handleKey}
    >
      <header className={css.header}>
        <h2>{start.claim ? t("editClaim") : t("newClaim")}</h2>
        <IconButton label={t("close")} keys="Escape" onPress={() => void sitting.leave()}>
          <X aria-hidden />
        </IconButton>
      </header>
      <div className={css.body}>
        {sitting.isRestored && start.draft ? (
          <output className={css.restored}>
            <strong>{t("wasWriting")}</strong> {t("wasWritingAt", { date: formats.dateTime(start.draft.updatedAt) })}
          </output>
        ) : null}
        <QuotesPart
          content={content}
          version={article.version}
          isMissing={missing === "spans"}
          update={update}
          onGoTo={onGoTo}
        />
        <ChainsPart
          sitting={sitting}
          state={state}
          article={article}
          active={activeHop}
          onActive={setActiveHop}
          selection={quoted}
          onGoTo={onGoTo}
          onDone={focusGrades}
          onCopy={copyBefore}
          onAddChain={addChain}
          speakerRef={speaker}
        />
        <GradeBlock
          content={content}
          claim={start.claim}
          isReasonMissing={missing === "reason"}
          refusal={failure?.code === "reason-required" ? failure.message : null}
          onChange={(axis, change) => update((now) => ({ ...now, [axis]: { ...now[axis], ...change } }))}
          onStillStands={stillStands}
          groupRef={grades}
        />
        {start.claim ? <GradeHistory claimId={start.claim.id} /> : null}
        <div className={css.folds}>
          <Fold
            title={t("slots")}
            keys="alt+s"
            summary={slotWords.length === 0 ? null : formats.list(slotWords)}
            isOpen={opened.has("slots")}
            onToggle={(isOpen) => toggle("slots", isOpen)}
          >
            <SlotsPart
              content={content}
              update={update}
              today={article.publishedAt?.slice(0, 10)}
              selected={quoted?.quote ?? null}
              kindsRef={kinds}
            />
          </Fold>
          <Fold
            title={t("questions")}
            keys="alt+q"
            summary={content.questions.length === 0 ? null : formats.list(content.questions.map(({ text }) => text))}
            isOpen={opened.has("questions")}
            onToggle={(isOpen) => toggle("questions", isOpen)}
          >
            <QuestionsPart
              value={content.questions}
              onChange={(change) => update((now) => ({ ...now, questions: change(now.questions) }))}
              inputRef={question}
              onEnterEmpty={() => void sitting.confirm()}
            />
          </Fold>
          <Fold
            title={t("relations")}
            keys="alt+r"
            summary={start.claim ? relationCount(start.claim, formats.number) : null}
            isOpen={opened.has("relations")}
            onToggle={(isOpen) => toggle("relations", isOpen)}
          >
            {start.claim ? (
              <ClaimRelations key={relationsAsked} claim={start.claim} takesFocus={relationsAsked > 0} />
            ) : (
              <p className={css.hint}>{t("relationsLater")}</p>
            )}
          </Fold>
        </div>
        <div className={css.part}>
          <TagField
            label={t("tags")}
            placeholder={t("tagsHint")}
            value={content.tags}
            onChange={(next) => update((now) => ({ ...now, tags: next }))}
            text={content.tagText}
            onTextChange={(tagText) => update((now) => ({ ...now, tagText }))}
            known={tags.data ?? []}
            onEnterEmpty={() => void sitting.confirm()}
          />
          <TextField
            label={t("eventDate")}
            placeholder={t("eventDateHint")}
            value={content.date}
            onChange={(date) => update((now) => ({ ...now, date }))}
            error={dateError}
            description={eventDate ? t(`datePrecision_${precision}`, { date: formats.date(eventDate) }) : undefined}
          />
          <TextField
            label={t("memo")}
            placeholder={t("memoHint")}
            lines={2}
            value={content.memo}
            onChange={(memo) => update((now) => ({ ...now, memo }))}
            maxLength={20_000}
          />
        </div>
        {failure && failure.code !== "reason-required" ? (
          <ErrorNotice error={error}>{failure.code === "ambiguous-name" ? <p>{t("ambiguous")}</p> : null}</ErrorNotice>
        ) : null}
      </div>
      <footer className={css.footer}>
        <Button tone="primary" onPress={() => void sitting.confirm()}>
          {t("save")} <Kbd keys="mod+Enter" />
        </Button>
        {sitting.isTouched() || !start.claim ? (
          <Button tone="quiet" onPress={() => void sitting.discard()}>
            {start.claim ? t("revert") : t("discard")}
          </Button>
        ) : null}
        <span className={css.spring} />
        {start.claim ? (
          <Button tone="quiet" icon={<Trash2 aria-hidden />} onPress={remove}>
            {t("remove")}
          </Button>
        ) : null}
      </footer>
    </section>
  );
}

function relationCount(claim: Claim, number: (value: number) => string): string | null {
  const count = Object.values(claim.relations).reduce((sum, one) => sum + one, 0);
  return count === 0 ? null : number(count);
}
