import { useEffect, useRef, useState } from "react";

import { type GradeAxis, gradeOfKey } from "../../../app/claims/rules.ts";
import { useChange } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import {
  Button,
  credibilityValues,
  Dialog,
  ErrorNotice,
  GradeBadge,
  isTextField,
  reliabilityValues,
  TextField,
  useGradeWords,
} from "../../ui/index.ts";

import css from "./claims.module.css";

/** A grade, null for *not graded*, undefined for leaving it as it is. */
export interface GradeChoice {
  reliability?: string | null;
  credibility?: string | null;
}

/**
 * Grades the chosen claims as one act. Each axis is chosen by itself; several claims need one reason for all. Letters and
 * digits choose as long as no text field has the focus; the reason's field comes after them.
 */
export function GradeDialog({
  ids,
  first,
  onClose,
  onDone,
}: {
  ids: readonly string[];
  first: GradeChoice;
  onClose: () => void;
  onDone: (changed: number) => void;
}) {
  const t = useText("claims");
  const formats = useFormats();
  const bulk = useChange("claims.bulk");
  const edit = useChange("claims.edit");
  const [choice, setChoice] = useState<GradeChoice>(first);
  const [reason, setReason] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  // The first thing to do here is to type a letter: the focus stands outside the text field.
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => body.current?.focus(), []);
  const isOne = ids.length === 1;
  const isChosen = choice.reliability !== undefined || choice.credibility !== undefined;
  const isReasonMissing = !isOne && reason.trim() === "";
  const isBusy = bulk.isPending || edit.isPending;

  const done = (changed: number): void => {
    onClose();
    onDone(changed);
  };
  const apply = (): void => {
    if (!isChosen || isReasonMissing || isBusy) return;
    const why = reason.trim() === "" ? null : reason.trim();
    const [id] = ids;
    if (isOne && id !== undefined) {
      edit.mutate(
        {
          id,
          ...(choice.reliability === undefined ? {} : { reliability: { value: choice.reliability, reason: why } }),
          ...(choice.credibility === undefined ? {} : { credibility: { value: choice.credibility, reason: why } }),
        },
        { onSuccess: () => done(1) },
      );
    } else {
      bulk.mutate({ ids: [...ids], ...choice, reason: why }, { onSuccess: ({ changed }) => done(changed) });
    }
  };

  return (
    <Dialog
      title={t("bulkGradeTitle", { count: ids.length, n: formats.number(ids.length) })}
      isOpen
      onClose={onClose}
      isFirm={reason !== ""}
      actions={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button tone="primary" isDisabled={!isChosen || isReasonMissing || isBusy} onPress={apply}>
            {t("apply")}
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
          // Enter goes on: to the reason where one is needed, else it is done. In the reason, Shift+Enter is a new line.
          const isOnButton = event.target instanceof HTMLButtonElement;
          if (event.key === "Enter" && !event.shiftKey && (!isOnButton || event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            if (isChosen && isReasonMissing) field.current?.focus();
            else apply();
            return;
          }
          if (event.ctrlKey || event.metaKey || event.altKey || isTextField(event.target as Element)) return;
          const grade = gradeOfKey(event.key, event.code);
          if (!grade) return;
          event.preventDefault();
          setChoice((before) => ({ ...before, [grade.axis]: grade.value }));
        }}
      >
        <p className={css.hint}>{t("bulkGradeHelp")}</p>
        {(["reliability", "credibility"] as const).map((axis) => (
          <AxisChoice
            key={axis}
            axis={axis}
            value={choice[axis]}
            onChange={(value) =>
              setChoice((before) => {
                const { [axis]: _, ...rest } = before;
                return value === undefined ? rest : { ...rest, [axis]: value };
              })
            }
          />
        ))}
        <TextField
          label={t("reason")}
          lines={2}
          value={reason}
          onChange={setReason}
          areaRef={field}
          description={isReasonMissing ? t("reasonNeeded") : undefined}
          maxLength={5000}
        />
        {bulk.error || edit.error ? <ErrorNotice error={bulk.error ?? edit.error} /> : null}
      </div>
    </Dialog>
  );
}

/** One axis: a grade, *not graded*, or leaving it as it is. */
export function AxisChoice({
  axis,
  value,
  onChange,
  isCompact = false,
}: {
  /** True: all of it stands on one line beside something else. */
  isCompact?: boolean;
  axis: GradeAxis;
  value: string | null | undefined;
  onChange: (value: string | null | undefined) => void;
}) {
  const t = useText("claims");
  const words = useGradeWords();
  const values: readonly (string | null)[] = [
    ...(axis === "reliability" ? reliabilityValues : credibilityValues),
    null,
  ];
  const said = value === undefined ? t("keep") : words(axis, value);
  return (
    <fieldset className={css.axis} data-compact={isCompact || undefined}>
      <legend>
        {t(axis)} <span className={css.hint}>{t(axis === "reliability" ? "ofSource" : "ofInformation")}</span>
      </legend>
      <div className={css.axisRow}>
        <button
          type="button"
          className={css.keep}
          aria-pressed={value === undefined}
          onClick={() => onChange(undefined)}
        >
          {t("keep")}
        </button>
        {values.map((grade) => (
          <button
            key={grade ?? "none"}
            type="button"
            className={css.gradeChoice}
            aria-pressed={value === grade}
            aria-label={words(axis, grade)}
            onClick={() => onChange(grade)}
          >
            <span aria-hidden>
              <GradeBadge axis={axis} value={grade} size="large" />
            </span>
          </button>
        ))}
      </div>
      <p className={css.hint} aria-live="polite">
        {said}
      </p>
    </fieldset>
  );
}
