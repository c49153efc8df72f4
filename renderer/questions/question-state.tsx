import { CircleCheck, CircleDashed } from "lucide-react";

import type { QuestionState } from "../../app/questions/model.ts";
import { useText } from "../i18n/index.ts";

import css from "./questions.module.css";

/** Whether a question is open or settled: a sign and a word. */
export function StateMark({ state }: { state: QuestionState }) {
  const t = useText("questions");
  const Sign = state === "open" ? CircleDashed : CircleCheck;
  return (
    <span className={css.state} data-state={state}>
      <Sign aria-hidden />
      <span>{t(`state-${state}`)}</span>
    </span>
  );
}
