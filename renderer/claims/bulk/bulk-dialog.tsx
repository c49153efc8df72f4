import { useEffect, useRef, useState } from "react";

import { Basis, Mode } from "../../../app/claims/model.ts";
import { type GradeAxis, gradeOfKey } from "../../../app/claims/rules.ts";
import { ReasonCode } from "../../../app/sources/model.ts";
import type { Tag } from "../../../app/tags/model.ts";
import { useChange } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { FacetFilter } from "../../ui/facet-filter.tsx";
import {
  Button,
  Checkbox,
  Dialog,
  ErrorNotice,
  isTextField,
  Select,
  TextField,
  useKeys,
  useReasonWords,
} from "../../ui/index.ts";
import { cleanTagPath, TagField } from "../../ui/tag-field.tsx";
import { given, QuestionFilter } from "../table/choices.tsx";
import { AxisChoice } from "../table/grade-dialog.tsx";
import { useNames } from "../table/names.ts";
import { type BulkChange, inputOf, isNothing, noChange, problemOf } from "./change.ts";
import { OriginField } from "./origin-field.tsx";

import css from "./bulk.module.css";

interface BulkDialogProps {
  ids: readonly string[];
  tags: readonly Tag[];
  onClose: () => void;
  onDone: (changed: number) => void;
}

/** What is typed in a field that takes names and is no name yet: it counts when the change is made. */
interface Typed {
  tag: string;
  origin: string;
}

function settle(change: BulkChange, { tag, origin }: Typed): BulkChange {
  const path = cleanTagPath(tag);
  return {
    ...change,
    ...(path === null || change.addTags.includes(path) ? {} : { addTags: [...change.addTags, path] }),
    ...(origin.trim() === "" || change.origin !== null ? {} : { origin: { source: origin.trim() } }),
  };
}

/** Changes any field of the chosen claims as one act with one reason; what is not touched here stays as it is in each. */
export function BulkDialog({ ids, tags, onClose, onDone }: BulkDialogProps) {
  const t = useText("bulk");
  const ui = useText("ui");
  const formats = useFormats();
  const words = useReasonWords();
  const bulk = useChange("claims.bulk");
  const [change, setChange] = useState(noChange);
  const [typed, setTyped] = useState<Typed>({ tag: "", origin: "" });
  const [isAsked, setAsked] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const reason = useRef<HTMLTextAreaElement>(null);
  // A letter grades at once: the focus stands outside the text fields.
  useEffect(() => body.current?.focus(), []);
  const set = (part: Partial<BulkChange>): void => setChange((now) => ({ ...now, ...part }));
  const settled = settle(change, typed);
  const problem = problemOf(settled);
  const names = useNames({ questions: [...change.addQuestions, ...change.removeQuestions] });
  const count = { count: ids.length, n: formats.number(ids.length) };

  function apply(): void {
    if (bulk.isPending || problem === "nothing" || problem === "date") return;
    setAsked(true);
    if (problem === "reason") {
      reason.current?.focus();
      return;
    }
    bulk.mutate(inputOf(ids, settled), {
      onSuccess: ({ changed }) => {
        onClose();
        onDone(changed);
      },
    });
  }
  useKeys({ "mod+Enter": apply }, { inDialogs: true, inFields: true });

  function grade(axis: GradeAxis, value: string | null | undefined): void {
    setChange((now) => {
      const { [axis]: _, ...rest } = now;
      return value === undefined ? rest : { ...rest, [axis]: value };
    });
  }
  const said = (key: "willGet" | "willLose", list: readonly string[]) =>
    list.length === 0 ? null : (
      <p className={css.hint} dir="auto">
        {t(key, { names: formats.list(list.map((name) => `\u2068${name}\u2069`)) })}
      </p>
    );
  const nameOf = (id: string): string => names.get(id) ?? "…";

  return (
    <Dialog
      title={t("title", count)}
      isOpen
      onClose={onClose}
      isFirm={!isNothing(settled) || change.reason !== ""}
      width="large"
      actions={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button
            tone="primary"
            keys="mod+Enter"
            isDisabled={bulk.isPending || problem === "nothing" || problem === "date"}
            onPress={apply}
          >
            {bulk.isPending ? t("working") : t("apply", count)}
          </Button>
        </>
      }
    >
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys that act wherever the focus is in it */}
      <div
        ref={body}
        tabIndex={-1}
        className={css.form}
        onKeyDown={(event) => {
          const isTyping = isTextField(event.target as Element);
          if (event.ctrlKey || event.metaKey || event.altKey || isTyping || event.target instanceof HTMLSelectElement)
            return;
          const key = gradeOfKey(event.key, event.code);
          // Lists search by what is typed.
          if (!key || (event.target as Element).closest('[role="listbox"]')) return;
          event.preventDefault();
          grade(key.axis, key.value);
        }}
      >
        <p className={css.hint}>{t("help")}</p>
        <div className={css.parts}>
          <fieldset className={css.part}>
            <legend>{t("grades")}</legend>
            <AxisChoice
              isCompact
              axis="reliability"
              value={change.reliability}
              onChange={(value) => grade("reliability", value)}
            />
            <AxisChoice
              isCompact
              axis="credibility"
              value={change.credibility}
              onChange={(value) => grade("credibility", value)}
            />
          </fieldset>
          <fieldset className={css.part}>
            <legend>{t("filing")}</legend>
            <TagField
              label={t("addTags")}
              value={change.addTags}
              onChange={(addTags) => set({ addTags })}
              text={typed.tag}
              onTextChange={(tag) => setTyped((now) => ({ ...now, tag }))}
              known={tags}
            />
            <div className={css.lists}>
              <FacetFilter
                label={t("removeTags")}
                facets={tags.map((tag) => ({ value: tag.id, text: tag.path, count: formats.number(tag.uses) }))}
                selected={change.removeTags}
                onChange={(values) => set({ removeTags: given(values) })}
                searchLabel={t("searchTags")}
                emptyText={t("noMatch")}
              />
              <QuestionFilter
                label={t("addQuestions")}
                selected={change.addQuestions}
                onChange={(addQuestions) => set({ addQuestions })}
              />
              <QuestionFilter
                label={t("removeQuestions")}
                selected={change.removeQuestions}
                onChange={(removeQuestions) => set({ removeQuestions })}
              />
            </div>
            {said("willGet", change.addQuestions.map(nameOf))}
            {said("willLose", [
              ...tags.filter(({ id }) => change.removeTags.includes(id)).map(({ path }) => path),
              ...change.removeQuestions.map(nameOf),
            ])}
          </fieldset>
          <fieldset className={css.part}>
            <legend>{t("lastHop")}</legend>
            <OriginField
              typed={typed.origin}
              onTyped={(origin) => setTyped((now) => ({ ...now, origin }))}
              value={change.origin}
              onChange={(origin) => set({ origin })}
            />
            <div className={css.pair}>
              <Select
                label={t("mode")}
                value={change.mode}
                onChange={(mode) => set({ mode })}
                choices={[
                  { id: "keep" as const, text: t("keep") },
                  { id: "none" as const, text: t("notStated") },
                  ...Mode.options.map((mode) => ({ id: mode, text: ui(`mode.${mode}`) })),
                ]}
              />
              <Select
                label={t("basis")}
                value={change.basis}
                onChange={(basis) => set({ basis })}
                choices={[
                  { id: "keep" as const, text: t("keep") },
                  { id: "none" as const, text: t("notStated") },
                  ...Basis.options.map((basis) => ({ id: basis, text: ui(`basis.${basis}`) })),
                ]}
              />
            </div>
          </fieldset>
          <fieldset className={css.part}>
            <legend>{t("other")}</legend>
            <Checkbox isSelected={change.eventDate !== null} onChange={(isOn) => set({ eventDate: isOn ? "" : null })}>
              {t("eventDate")}
            </Checkbox>
            {change.eventDate === null ? null : (
              <TextField
                label={t("eventDate")}
                hideLabel
                autoFocus
                dir="ltr"
                placeholder="2025-11-24"
                value={change.eventDate}
                onChange={(eventDate) => set({ eventDate })}
                description={t("emptyDate")}
                error={problem === "date" ? ui("dateWrong") : undefined}
              />
            )}
            <Checkbox isSelected={change.memo !== null} onChange={(isOn) => set({ memo: isOn ? "" : null })}>
              {t("memo")}
            </Checkbox>
            {change.memo === null ? null : (
              <TextField
                label={t("memo")}
                hideLabel
                autoFocus
                lines={3}
                value={change.memo}
                onChange={(memo) => set({ memo })}
                description={t("emptyMemo")}
                maxLength={20_000}
              />
            )}
          </fieldset>
        </div>
        <div className={css.reason}>
          <TextField
            label={t("reason")}
            lines={2}
            value={change.reason}
            onChange={(text) => set({ reason: text })}
            areaRef={reason}
            description={t("reasonHelp")}
            error={isAsked && problem === "reason" ? t("reasonMissing") : undefined}
            maxLength={5000}
          />
          <Select
            label={t("reasonCode")}
            value={change.reasonCode ?? "none"}
            onChange={(code) => set({ reasonCode: code === "none" ? null : code })}
            choices={[
              { id: "none" as const, text: t("noCode") },
              ...ReasonCode.options.map((code) => ({ id: code, text: words(code) })),
            ]}
          />
        </div>
        {bulk.error ? <ErrorNotice error={bulk.error} /> : null}
      </div>
    </Dialog>
  );
}
