import { LocateFixed, Plus, Trash2, X } from "lucide-react";
import { type KeyboardEvent, type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef } from "react";

import type { Article, Range } from "../../app/articles/model.ts";
import type { Claim } from "../../app/claims/model.ts";
import { gradeOfKey, originOf } from "../../app/claims/rules.ts";
import { useClient } from "../data/client.tsx";
import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { Button, ErrorNotice, IconButton, Kbd, notify, notifyFailure, TextField, toFailure } from "../ui/index.ts";
import { TagField } from "../ui/tag-field.tsx";
import { changeHop, moveHop, originName, withoutHop, withSpan } from "./editor/content.ts";
import { GradeBlock } from "./editor/grade-block.tsx";
import { GradeHistory } from "./editor/grade-history.tsx";
import { HopRow } from "./editor/hop-row.tsx";
import { dateOf, type EditorStart } from "./editor/sitting.ts";
import { SpeakerField } from "./editor/speaker-field.tsx";
import { useSitting } from "./editor/use-sitting.ts";

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
  const grades = useRef<HTMLElement | null>(null);
  const pane = useRef<HTMLElement | null>(null);
  const origin = originOf(content.hops);

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
    const field = missing === "reason" ? "reasonCredibility" : missing === "descriptor" ? "descriptor" : null;
    if (field) pane.current?.querySelector<HTMLInputElement>(`[data-field="${field}"] input`)?.focus();
    else if (missing === "hops") speaker.current?.focus();
  }, [missing]);

  function focusGrades(): void {
    grades.current?.querySelector<HTMLElement>('[role="radio"][tabindex="0"]')?.focus();
  }

  function handleKey(event: KeyboardEvent<HTMLElement>): void {
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    const target = event.target as HTMLElement;
    if (event.key === "Escape") {
      event.preventDefault();
      void sitting.leave();
    } else if (event.key === "Enter") {
      const isAsked = event.ctrlKey || event.metaKey;
      // In one-line fields and on the grades Enter saves; in longer texts it is a line end, on buttons a press.
      const isLine = target instanceof HTMLInputElement && target.type !== "checkbox";
      const isGrade = grades.current?.contains(target) === true && target.getAttribute("role") === "radio";
      if (!isAsked && !isLine && !isGrade) return;
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
          action: { text: t("undo"), run: () => void client.call("ledger.undo", {}).catch(notifyFailure) },
        });
        return sitting.discard();
      })
      .catch(notifyFailure);
  }

  const dateError = content.date.trim() !== "" && eventDate === null ? t("dateUnclear") : undefined;
  const precision = ["year", "month", "day"][(eventDate?.split("-").length ?? 1) - 1] ?? "day";
  return (
    // The pane hears the keys of all fields in it; it is no control itself.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={css.editor}
      ref={pane}
      aria-label={start.claim ? t("editClaim") : t("newClaim")}
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
        <div className={css.part}>
          <h3>{t("quotes")}</h3>
          <ul className={css.quotes}>
            {content.spans.map((span) => (
              <li key={`${span.version}:${span.start}:${span.end}`}>
                <blockquote dir="auto">{span.quote}</blockquote>
                <span className={css.quoteTools}>
                  {span.version === article.version ? (
                    <IconButton label={t("goToQuote")} onPress={() => onGoTo(span)}>
                      <LocateFixed aria-hidden />
                    </IconButton>
                  ) : null}
                  {content.spans.length > 1 ? (
                    <IconButton
                      label={t("removeQuote")}
                      onPress={() => update((now) => ({ ...now, spans: now.spans.filter((one) => one !== span) }))}
                    >
                      <X aria-hidden />
                    </IconButton>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
          <p className={css.hint}>{missing === "spans" ? t("missing.spans") : t("addQuote")}</p>
          <TextField
            label={t("statement")}
            placeholder={t("statementHint")}
            lines={2}
            value={content.statement}
            onChange={(statement) => update((now) => ({ ...now, statement }))}
            maxLength={5000}
          />
        </div>
        <div className={css.part}>
          <h3>{t("chain")}</h3>
          <ol className={css.chain}>
            {content.hops.map((hop, index) => (
              <HopRow
                key={hop.key}
                hop={hop}
                index={index}
                count={content.hops.length}
                isMissingDescriptor={missing === "descriptor" && hop.descriptor?.trim() === ""}
                selection={
                  selection ? { ...selection, quote: article.text.slice(selection.start, selection.end) } : null
                }
                onChange={(change) => update((now) => changeHop(now, hop.key, change))}
                onMove={(by) => update((now) => moveHop(now, hop.key, by))}
                onRemove={() => update((now) => withoutHop(now, hop.key))}
              />
            ))}
            <li className={css.hopNew}>
              <Plus aria-hidden />
              <SpeakerField
                label={t("speaker")}
                placeholder={t("speakerHint")}
                value={content.speaker}
                onChange={(text) => update((now) => ({ ...now, speaker: text }))}
                onPick={(choice, later) => {
                  sitting.addHop(choice, later);
                  focusGrades();
                }}
                onEnterEmpty={focusGrades}
                inputRef={speaker}
              />
            </li>
          </ol>
          {missing === "hops" ? <p className={css.problem}>{t("missing.hops")}</p> : null}
        </div>
        <GradeBlock
          content={content}
          claim={start.claim}
          origin={origin}
          originName={originName(content)}
          isReasonMissing={missing === "reason"}
          onChange={(axis, change) => update((now) => ({ ...now, [axis]: { ...now[axis], ...change } }))}
          groupRef={grades}
        />
        {start.claim ? <GradeHistory claimId={start.claim.id} /> : null}
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
        {error && toFailure(error).code !== "reason-required" ? (
          <ErrorNotice error={error}>
            {toFailure(error).code === "ambiguous-name" ? <p>{t("ambiguous")}</p> : null}
          </ErrorNotice>
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
