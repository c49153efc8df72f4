import { useView } from "../state/view.ts";
import { QuestionList } from "./question-list.tsx";
import { QuestionPage } from "./question-page.tsx";

/** What the analyst wants settled: the list of questions, or one with its accounts side by side. */
export function QuestionsPage() {
  const questionId = useView((view) => view.questionId);
  return questionId === null ? <QuestionList /> : <QuestionPage key={questionId} id={questionId} />;
}
