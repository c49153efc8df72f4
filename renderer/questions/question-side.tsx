import { CircleCheck, History, Scale, Trash2, Undo2 } from "lucide-react";
import { useRef, useState } from "react";

import type { QuestionRow } from "../../app/questions/model.ts";
import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { useDialogs } from "../state/dialogs.ts";
import { useView } from "../state/view.ts";
import { CommittedField } from "../ui/committed-field.tsx";
import { Button, useKeys } from "../ui/index.ts";
import { useCounts } from "./counts.ts";
import { StateMark } from "./question-state.tsx";
import { SettleForm } from "./settling.tsx";
import { useQuestionDeeds } from "./use-question.ts";

import css from "./questions.module.css";

const toTable = (): void => document.querySelector<HTMLElement>('[role="grid"]')?.focus();

/** The question that the list stands on: every field is saved by leaving it. */
export function QuestionSide({ row }: { row: QuestionRow }) {
  const t = useText("questions");
  const formats = useFormats();
  const counts = useCounts();
  const goToQuestion = useView((view) => view.goToQuestion);
  const show = useDialogs((dialogs) => dialogs.show);
  // The list's own row may be of before a change that is on its way.
  const question = useRead("questions.get", { id: row.id }, { keep: true }).data ?? row;
  const deeds = useQuestionDeeds(question);
  const [isSettling, setSettling] = useState(false);
  const side = useRef<HTMLElement>(null);
  const isOpen = question.state === "open";
  const remove = (): void => deeds.remove(toTable);
  const settle = (): void => (isOpen ? setSettling(true) : deeds.reopen());
  useKeys(
    {
      F2: { run: () => side.current?.querySelector("textarea")?.focus(), label: t("edit"), changes: true },
      s: { run: settle, label: t(isOpen ? "settle" : "reopen"), changes: true },
      Delete: { run: remove, label: t("remove"), changes: true },
    },
    { group: t("title") },
  );
  const endSettling = (): void => {
    setSettling(false);
    toTable();
  };

  return (
    // The fields' Escape and Enter lead back to the list; the fields themselves take what was typed.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      ref={side}
      className={css.fields}
      aria-label={question.text}
      onKeyDown={(event) => {
        if (event.defaultPrevented || !(event.target instanceof HTMLTextAreaElement)) return;
        const isName = event.target === side.current?.querySelector("textarea");
        if (event.key !== "Escape" && !(event.key === "Enter" && isName)) return;
        event.preventDefault();
        toTable();
      }}
    >
      <div className={css.row}>
        <Button
          small
          tone="primary"
          keys="Enter"
          icon={<Scale aria-hidden />}
          onPress={() => goToQuestion(question.id)}
        >
          {t("open")}
        </Button>
        <Button
          small
          changes
          keys="s"
          icon={isOpen ? <CircleCheck aria-hidden /> : <Undo2 aria-hidden />}
          onPress={settle}
        >
          {t(isOpen ? "settle" : "reopen")}
        </Button>
      </div>
      {isSettling ? (
        <SettleForm
          question={question}
          onSettle={(answer) => {
            deeds.settle(answer);
            endSettling();
          }}
          onClose={endSettling}
        />
      ) : null}
      <CommittedField
        label={t("text")}
        value={question.text}
        lines={3}
        isRequired
        maxLength={1000}
        onCommit={deeds.rename}
      />
      <p className={css.facts}>
        <span className={css.counts} title={t("countsHelp")}>
          {counts(question)}
        </span>
        <span>{t("claimsN", { count: question.claims, n: formats.number(question.claims) })}</span>
        <span>
          {t("contradictionsN", { count: question.contradictions, n: formats.number(question.contradictions) })}
        </span>
        <StateMark state={question.state} />
      </p>
      {isOpen ? null : (
        <CommittedField
          label={t("answer")}
          value={question.answer ?? ""}
          lines={2}
          maxLength={5000}
          onCommit={deeds.answer}
        />
      )}
      <CommittedField label={t("note")} value={question.note ?? ""} lines={3} maxLength={5000} onCommit={deeds.note} />
      <p className={css.hint}>
        {t("askedBy", { analyst: question.createdBy, when: formats.dateTime(question.createdAt) })}
      </p>
      <div className={css.row}>
        <Button
          small
          icon={<History aria-hidden />}
          onPress={() => show({ kind: "history", object: { kind: "question", id: question.id }, name: question.text })}
        >
          {t("history")}
        </Button>
        <Button small changes tone="danger" keys="Delete" icon={<Trash2 aria-hidden />} onPress={remove}>
          {t("remove")}
        </Button>
      </div>
    </article>
  );
}
