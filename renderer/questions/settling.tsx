import { useState } from "react";

import type { Question } from "../../app/questions/model.ts";
import { useText } from "../i18n/index.ts";
import { Button, TextField } from "../ui/index.ts";

import css from "./questions.module.css";

/** Where the answer is written by which a question is settled; Enter settles it, Escape leaves it open. */
export function SettleForm({
  question,
  onSettle,
  onClose,
}: {
  question: Question;
  onSettle: (answer: string) => void;
  onClose: () => void;
}) {
  const t = useText("questions");
  // What it was settled as before it was opened again is where one begins.
  const [answer, setAnswer] = useState(question.answer ?? "");
  return (
    // The form hears Escape of its field.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={css.settling}
      aria-label={t("settleTitle")}
      onSubmit={(event) => {
        event.preventDefault();
        onSettle(answer);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <TextField
        label={t("answer")}
        description={t("answerHelp")}
        value={answer}
        onChange={setAnswer}
        autoFocus
        maxLength={5000}
      />
      <div className={css.row}>
        <Button small tone="primary" changes type="submit">
          {t("settle")}
        </Button>
        <Button small tone="quiet" onPress={onClose}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
