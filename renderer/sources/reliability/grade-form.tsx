import { type KeyboardEvent, useEffect, useRef, useState } from "react";

import { type Evidence, ReasonCode, type Source } from "../../../app/sources/model.ts";
import { useChange } from "../../data/queries.ts";
import { useText } from "../../i18n/index.ts";
import {
  Button,
  Kbd,
  notifyFailure,
  Select,
  TextField,
  useGradeWords,
  useKeys,
  useReasonWords,
  notifyDone,
} from "../../ui/index.ts";
import { TypeAhead } from "../../ui/type-ahead.tsx";
import { EvidenceField } from "./evidence.tsx";
import { laneUp } from "./lanes.ts";
import { Letters } from "./letters.tsx";

import css from "./reliability.module.css";

/** A letter that a key chose; another object chooses again. */
export interface ByKey {
  value: string | null;
}

type Scope = "general" | "topic";
const nothing = {
  scope: "general" as Scope,
  topic: "",
  code: null as ReasonCode | null,
  reason: "",
  evidence: [] as (Evidence & { name: string })[],
};

/**
 * Grades a source in general, or on a topic. A letter chooses and goes to the reason; Enter there records. Nothing is
 * filled in beforehand, and what older claims were graded with stays as it is.
 */
export function GradeForm({ source, byKey }: { source: Source; byKey: ByKey | null }) {
  const t = useText("reliability");
  const words = useGradeWords();
  const reasons = useReasonWords();
  const assess = useChange("sources.assess");
  const [chosen, setChosen] = useState<string | null | undefined>(undefined);
  const [form, setForm] = useState(nothing);
  const set = (change: Partial<typeof nothing>): void => setForm((now) => ({ ...now, ...change }));
  const reasonField = useRef<HTMLInputElement>(null);
  const topicField = useRef<HTMLInputElement>(null);
  const section = useRef<HTMLElement>(null);
  const take = (value: string | null): void => {
    setChosen(value);
    requestAnimationFrame(() => reasonField.current?.focus());
  };
  const [taken, setTaken] = useState<ByKey | null>(null);
  if (byKey !== taken) {
    setTaken(byKey);
    if (byKey) setChosen(byKey.value);
  }
  useEffect(() => {
    if (byKey) requestAnimationFrame(() => reasonField.current?.focus());
  }, [byKey]);
  const leave = (): void => {
    setChosen(undefined);
    setForm(nothing);
    section.current?.querySelector<HTMLElement>('[role="radio"]')?.focus();
  };
  const onEscape = (event: KeyboardEvent): void => {
    if (event.key === "Escape") leave();
  };
  useKeys({ Escape: { run: leave, label: t("cancel") } }, { group: t("gradeTitle"), enabled: chosen !== undefined });
  const topics = laneUp(source.assessments).lanes.flatMap(({ topic }) => (topic === null ? [] : [topic]));
  const fitting = topics.filter((topic) => topic !== form.topic && topic.startsWith(form.topic));
  const lacksTopic = form.scope === "topic" && form.topic.trim() === "";

  function record(): void {
    if (chosen === undefined || assess.isPending) return;
    if (lacksTopic) {
      topicField.current?.focus();
      return;
    }
    const value = chosen;
    assess.mutate(
      {
        id: source.id,
        value,
        topic: form.scope === "topic" ? form.topic.trim() : null,
        reasonCode: form.code,
        reason: form.reason.trim() || null,
        evidence: form.evidence.map(({ kind, id }) => ({ kind, id })),
      },
      {
        onSuccess: () => {
          leave();
          const name = `\u2068${source.name}\u2069`;
          notifyDone(value === null ? t("ungraded", { name }) : t("graded", { name, grade: value }));
        },
        onError: notifyFailure,
      },
    );
  }

  return (
    <section className={css.section} ref={section} aria-label={t("gradeTitle")}>
      <h3>
        {t("gradeTitle")}{" "}
        <span className={css.keys}>
          <Kbd keys="a" />–<Kbd keys="f" />
        </span>
      </h3>
      <div className={css.choice}>
        <Letters chosen={chosen} onChoose={setChosen} onTake={take} />
        <span className={css.hint} aria-live="polite">
          {chosen === undefined ? t("noneChosen") : words("reliability", chosen)}
        </span>
      </div>
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
            value={form.reason}
            onChange={(reason) => set({ reason })}
            inputRef={reasonField}
            description={t("reasonHelp")}
            maxLength={5000}
            onKeyDown={onEscape}
          />
          <div className={css.pair}>
            <Select
              label={t("reasonCode")}
              value={form.code ?? "none"}
              onChange={(code) => set({ code: code === "none" ? null : code })}
              choices={[
                { id: "none" as const, text: t("noReasonCode") },
                ...ReasonCode.options.map((code) => ({ id: code, text: reasons(code) })),
              ]}
            />
            <Select
              label={t("scope")}
              value={form.scope}
              onChange={(scope) => set({ scope })}
              choices={[
                { id: "general" as const, text: t("scope-general") },
                { id: "topic" as const, text: t("onATopic") },
              ]}
            />
          </div>
          {form.scope === "topic" ? (
            <TypeAhead
              label={t("topic")}
              value={form.topic}
              onChange={(topic) => set({ topic })}
              inputRef={topicField}
              placeholder={t("topicPlaceholder")}
              options={fitting.map((topic) => ({ id: topic, text: topic }))}
              preferred={null}
              onKeyDown={onEscape}
              onPick={(topic) => (topic === null ? record() : set({ topic }))}
            />
          ) : null}
          <EvidenceField sourceId={source.id} chosen={form.evidence} onChange={(evidence) => set({ evidence })} />
          <div className={css.acts}>
            <Button small changes type="submit" tone="primary" isDisabled={assess.isPending || lacksTopic}>
              {t("record", { grade: words("reliability", chosen) })}
            </Button>
            <Button small tone="quiet" onPress={leave}>
              {t("cancel")}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
