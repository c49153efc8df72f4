import { ArrowLeft, CircleCheck, History, Pencil, Quote, Trash2, Undo2 } from "lucide-react";

import type { Question } from "../../app/questions/model.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { useDialogs } from "../state/dialogs.ts";
import { CommittedField } from "../ui/committed-field.tsx";
import { Button, IconButton } from "../ui/index.ts";
import { focusComparison } from "./comparison/focus.ts";
import { useCounts } from "./counts.ts";
import { StateMark } from "./question-state.tsx";
import { SettleForm } from "./settling.tsx";
import type { QuestionDeeds } from "./use-question.ts";

import css from "./questions.module.css";

/** What the head of a question's page is asked to show for typing in. */
export type Editing = "text" | "answer" | null;

/** A question's words, what stands behind it in counts, and how it stands. */
export function QuestionHead({
  question,
  articles,
  origins,
  claims,
  contradictions,
  deeds,
  editing,
  onEditing,
  isGathering,
  onGather,
  onBack,
  onRemove,
}: {
  question: Question;
  articles: number;
  origins: number;
  claims: number;
  contradictions: number;
  deeds: QuestionDeeds;
  editing: Editing;
  onEditing: (editing: Editing) => void;
  isGathering: boolean;
  onGather: () => void;
  onBack: () => void;
  onRemove: () => void;
}) {
  const t = useText("questions");
  const formats = useFormats();
  const counts = useCounts();
  const show = useDialogs((dialogs) => dialogs.show);
  const isOpen = question.state === "open";
  const end = (): void => {
    onEditing(null);
    focusComparison();
  };
  return (
    <header className={css.head}>
      <div className={css.headLine}>
        <span className={css.back}>
          <IconButton label={t("back")} keys="Backspace" onPress={onBack}>
            <ArrowLeft aria-hidden />
          </IconButton>
        </span>
        {editing === "text" ? (
          <>
            <h1 className="visually-hidden">{question.text}</h1>
            {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it hears its one field */}
            <div
              className={css.question}
              // Leaving the field ends the editing, however it is left.
              onBlur={() => onEditing(null)}
              onKeyDown={(event) => {
                if (event.key === "Enter" || event.key === "Escape") end();
              }}
            >
              <CommittedField
                label={t("text")}
                hideLabel
                value={question.text}
                isRequired
                autoFocus
                maxLength={1000}
                onCommit={deeds.rename}
              />
            </div>
          </>
        ) : (
          <h1 className={css.question} dir="auto">
            {question.text}
          </h1>
        )}
        <IconButton changes label={t("edit")} keys="F2" onPress={() => onEditing("text")}>
          <Pencil aria-hidden />
        </IconButton>
        <IconButton
          label={t("history")}
          onPress={() => show({ kind: "history", object: { kind: "question", id: question.id }, name: question.text })}
        >
          <History aria-hidden />
        </IconButton>
        <IconButton changes label={t("remove")} keys="Delete" onPress={onRemove}>
          <Trash2 aria-hidden />
        </IconButton>
        {isOpen ? (
          <Button changes keys="s" icon={<CircleCheck aria-hidden />} onPress={() => onEditing("answer")}>
            {t("settle")}
          </Button>
        ) : (
          <Button changes keys="s" icon={<Undo2 aria-hidden />} onPress={deeds.reopen}>
            {t("reopen")}
          </Button>
        )}
        <Button
          keys="a"
          tone={claims === 0 ? "primary" : "plain"}
          icon={<Quote aria-hidden />}
          aria-pressed={isGathering}
          onPress={onGather}
        >
          {t("gather")}
        </Button>
      </div>
      <p className={css.facts}>
        <span className={css.counts} title={t("countsHelp")}>
          {counts({ articles, origins })}
        </span>
        <span>{t("claimsN", { count: claims, n: formats.number(claims) })}</span>
        {contradictions === 0 ? null : (
          <span>{t("contradictionsN", { count: contradictions, n: formats.number(contradictions) })}</span>
        )}
        <StateMark state={question.state} />
        <span>{t("askedBy", { analyst: question.createdBy, when: formats.dateTime(question.createdAt) })}</span>
      </p>
      {editing === "answer" ? (
        <SettleForm
          question={question}
          onSettle={(answer) => {
            deeds.settle(answer);
            end();
          }}
          onClose={end}
        />
      ) : null}
      {isOpen || question.answer === null ? null : (
        <p className={css.answer} dir="auto">
          <span className="visually-hidden">{t("answer")}: </span>
          {question.answer}
        </p>
      )}
      {question.note === null ? null : (
        <p className={css.noteText} dir="auto">
          {question.note}
        </p>
      )}
    </header>
  );
}
