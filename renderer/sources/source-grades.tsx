import { useRef, useState } from "react";

import type { Source } from "../../app/sources/model.ts";
import { useChange } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import {
  Button,
  GradeBadge,
  Kbd,
  notify,
  notifyFailure,
  reliabilityValues,
  TextField,
  useBarred,
  useGradeWords,
  useKeys,
} from "../ui/index.ts";

import css from "./sources.module.css";

/**
 * Grades a source in general, or on a topic. A letter chooses and goes to the reason; Enter there records. What older
 * claims were graded with stays as it is.
 */
export function GradeSource({ source }: { source: Source }) {
  const t = useText("sources");
  const words = useGradeWords();
  const barred = useBarred();
  const assess = useChange("sources.assess");
  const [chosen, setChosen] = useState<string | null | undefined>(undefined);
  const [reason, setReason] = useState("");
  const [topic, setTopic] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const choose = (value: string | null): void => {
    setChosen(value);
    requestAnimationFrame(() => field.current?.focus());
  };
  useKeys(
    Object.fromEntries(
      reliabilityValues.map((value) => [
        value.toLowerCase(),
        { run: () => choose(value), label: t("giveGrade", { grade: value }), changes: true },
      ]),
    ),
    { group: t("gradeTitle") },
  );
  const record = (): void => {
    if (chosen === undefined || assess.isPending) return;
    const value = chosen;
    assess.mutate(
      { id: source.id, value, topic: topic.trim() || null, reason: reason.trim() || null },
      {
        onSuccess: () => {
          setChosen(undefined);
          setReason("");
          setTopic("");
          notify({
            text:
              value === null ? t("ungraded", { name: source.name }) : t("graded", { name: source.name, grade: value }),
            tone: "good",
          });
        },
        onError: notifyFailure,
      },
    );
  };
  const shown = chosen === undefined ? source.reliability : chosen;
  return (
    <section className={css.section}>
      <h3>
        {t("gradeTitle")}{" "}
        <span className={css.keys}>
          <Kbd keys="a" />–<Kbd keys="f" />
        </span>
      </h3>
      <fieldset className={css.gradeRow} aria-label={t("gradeTitle")} disabled={barred !== null} title={barred?.why}>
        {[...reliabilityValues, null].map((value) => (
          <button
            key={value ?? "none"}
            type="button"
            className={css.gradeChoice}
            aria-pressed={shown === value}
            aria-label={words("reliability", value)}
            onClick={() => choose(value)}
          >
            <span aria-hidden>
              <GradeBadge axis="reliability" value={value} size="large" />
            </span>
          </button>
        ))}
        <span className={css.hint}>{words("reliability", shown)}</span>
      </fieldset>
      {chosen === undefined ? (
        <p className={css.hint}>{t("gradeHelp")}</p>
      ) : (
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            record();
          }}
        >
          <TextField
            label={t("reason")}
            value={reason}
            onChange={setReason}
            inputRef={field}
            onKeyDown={(event) => {
              if (event.key === "Escape") setChosen(undefined);
            }}
            description={t("reasonHelp")}
            maxLength={5000}
          />
          <TextField
            label={t("topic")}
            value={topic}
            onChange={setTopic}
            description={t("topicHelp")}
            maxLength={200}
          />
          <div className={css.links}>
            <Button small type="submit" tone="primary" isDisabled={assess.isPending}>
              {t("giveGradeChosen")}
            </Button>
            <Button small tone="quiet" onPress={() => setChosen(undefined)}>
              {t("cancel")}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}

/** How the source was graded so far, in general, on topics and behind single claims, newest first. */
export function Assessments({ source }: { source: Source }) {
  const t = useText("sources");
  const formats = useFormats();
  return (
    <section className={css.section}>
      <h3>{t("history")}</h3>
      {source.assessments.length === 0 ? (
        <p className={css.hint}>{t("noHistory")}</p>
      ) : (
        <ol className={css.history}>
          {source.assessments.map((assessment) => (
            <li key={assessment.id}>
              <GradeBadge axis={assessment.axis} value={assessment.value} />
              <div>
                <p dir="auto">{assessment.reason ?? <span className={css.hint}>{t("withoutReason")}</span>}</p>
                <p className={css.hint}>
                  {t(`scope-${assessment.scope}`, { topic: assessment.topic ?? "" })}
                  {" · "}
                  {t("by", { analyst: assessment.analyst.name, when: formats.dateTime(assessment.at) })}
                </p>
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
