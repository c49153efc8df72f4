import { CircleHelp, X } from "lucide-react";
import { type RefObject, useState } from "react";

import type { QuestionRef } from "../../../app/claims/model.ts";
import { foldText } from "../../../app/text/fold.ts";
import { useClient } from "../../data/client.tsx";
import { useRead } from "../../data/queries.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { notifyFailure } from "../../ui/index.ts";
import { TypeAhead } from "../../ui/type-ahead.tsx";

import css from "./parts.module.css";

const shown = 8;

/** The questions that a claim helps to settle: known ones by part of their words, new ones asked on the fly. */
export function QuestionsPart({
  value,
  onChange,
  inputRef,
  onEnterEmpty,
}: {
  value: readonly QuestionRef[];
  onChange: (change: (now: readonly QuestionRef[]) => QuestionRef[]) => void;
  inputRef: RefObject<HTMLInputElement | null>;
  onEnterEmpty: () => void;
}) {
  const t = useText("editor");
  const client = useClient();
  const goToQuestion = useView((view) => view.goToQuestion);
  const [text, setText] = useState("");
  const typed = text.trim();
  const list = useRead(
    "questions.list",
    { offset: 0, limit: shown + value.length, ...(typed === "" ? {} : { text: typed }) },
    { keep: true },
  );
  const has = (id: string): boolean => value.some((one) => one.id === id);
  const rows = (list.data?.rows ?? []).filter((row) => !has(row.id)).slice(0, shown);
  const isKnown = [...rows, ...value].some((row) => foldText(row.text).trim() === foldText(typed).trim());
  const options = [
    ...rows.map((row) => ({
      id: row.id,
      text: row.text,
      ...(row.state === "settled" ? { detail: t("settled") } : {}),
    })),
    ...(typed === "" || isKnown
      ? []
      : [{ id: "new", text: t("askNew", { text: `\u2068${typed}\u2069` }), isApart: rows.length > 0 }]),
  ];

  const take = (question: QuestionRef): void =>
    onChange((now) => (now.some((one) => one.id === question.id) ? [...now] : [...now, question]));

  async function pick(optionId: string | null): Promise<void> {
    if (optionId === null && typed === "") return onEnterEmpty();
    setText("");
    try {
      // The list may not have caught up with the typing: what is there is looked for before a question is asked anew.
      const known =
        optionId === null && list.isFetching
          ? (await client.call("questions.list", { offset: 0, limit: 1, text: typed })).rows
          : rows;
      const row = optionId === null ? known[0] : known.find((one) => one.id === optionId);
      const { id, text: words } = row ?? (await client.call("questions.add", { text: typed }));
      take({ id, text: words });
    } catch (error) {
      setText(typed);
      notifyFailure(error);
    }
  }

  return (
    <>
      {value.length > 0 ? (
        <ul className={css.chips} aria-label={t("questions")}>
          {value.map((question) => (
            <li key={question.id} className={css.chip}>
              <button
                type="button"
                className={css.chipText}
                dir="auto"
                title={t("goToQuestion")}
                onClick={() => goToQuestion(question.id)}
              >
                <CircleHelp aria-hidden />
                <span>{question.text}</span>
              </button>
              <button
                type="button"
                className={css.chipRemove}
                aria-label={t("removeQuestion", { text: question.text })}
                onClick={() => {
                  onChange((now) => now.filter((one) => one.id !== question.id));
                  inputRef.current?.focus();
                }}
              >
                <X aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p className={css.hint}>{t("questionsHelp")}</p>
      )}
      <TypeAhead
        label={t("question")}
        placeholder={t("questionHint")}
        value={text}
        onChange={setText}
        options={options}
        preferred={typed === "" ? null : (rows[0]?.id ?? "new")}
        onPick={(id) => void pick(id)}
        inputRef={inputRef}
      />
    </>
  );
}
