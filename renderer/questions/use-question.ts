import type { Question } from "../../app/questions/model.ts";
import { useChange } from "../data/queries.ts";
import { useText } from "../i18n/index.ts";
import { notifyFailure, notifyDone } from "../ui/index.ts";

export interface QuestionDeeds {
  rename: (text: string) => void;
  note: (note: string) => void;
  settle: (answer: string) => void;
  /** Changes the answer of a settled question. */
  answer: (answer: string) => void;
  reopen: () => void;
  remove: (then: () => void) => void;
}

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/** What can be done with a question, each told of with a way back. */
export function useQuestionDeeds({ id, text }: Pick<Question, "id" | "text">): QuestionDeeds {
  const t = useText("questions");
  const edit = useChange("questions.edit");
  const drop = useChange("questions.remove");
  const failed = { onError: notifyFailure };
  return {
    rename: (next) => edit.mutate({ id, text: next }, failed),
    note: (note) => edit.mutate({ id, note: orNull(note) }, failed),
    settle: (answer) =>
      edit.mutate(
        { id, state: "settled", answer: orNull(answer) },
        { ...failed, onSuccess: () => notifyDone(t("settledToast", { text })) },
      ),
    answer: (answer) => edit.mutate({ id, answer: orNull(answer) }, failed),
    reopen: () =>
      edit.mutate({ id, state: "open" }, { ...failed, onSuccess: () => notifyDone(t("reopenedToast", { text })) }),
    remove: (then) =>
      drop.mutate(
        { id },
        {
          ...failed,
          onSuccess: () => {
            then();
            notifyDone(t("removedToast", { text }));
          },
        },
      ),
  };
}
