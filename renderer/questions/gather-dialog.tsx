import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { Autocomplete, ListBox, ListBoxItem } from "react-aria-components";

import type { QuestionRow } from "../../app/questions/model.ts";
import { foldText } from "../../app/text/fold.ts";
import { useClient } from "../data/client.tsx";
import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { Dialog, ErrorNotice, SearchField, notifyDone } from "../ui/index.ts";
import { useTyped } from "../ui/use-typed.ts";
import { useCounts } from "./counts.ts";

import css from "./questions.module.css";

/** Questions that are drawn; more words find fewer. */
const drawn = 50;
/** The choice that asks what was typed. */
const asNew = "new";

/** Those that hold all that was typed: what answered fewer letters is not chosen by an Enter that came sooner. */
function fitting(rows: readonly QuestionRow[], typed: string): QuestionRow[] {
  const words = foldText(typed).split(/\s+/u).filter(Boolean);
  return rows.filter(({ text }) => {
    const folded = foldText(text);
    return words.every((word) => folded.includes(word));
  });
}

/** Puts claims under a question: one that is there, found by its words, or one that is asked at once. */
export function GatherDialog({ claimIds, onClose }: { claimIds: readonly string[]; onClose: () => void }) {
  const t = useText("questions");
  const formats = useFormats();
  const counts = useCounts();
  const client = useClient();
  const [text, setText] = useState("");
  const [typed, setTyped] = useTyped(text, setText);
  const found = useRead(
    "questions.list",
    { ...(text.trim() === "" ? {} : { text: text.trim() }), offset: 0, limit: drawn },
    { keep: true },
  );
  const wanted = typed.trim();
  const rows = found.data?.rows;
  // The choices by one list, so that what the keyboard stands on does not jump while the answer is on its way.
  const choices = useMemo(
    () => [
      ...fitting(rows ?? [], wanted).map((row) => ({ id: row.id, text: row.text, detail: counts(row), isNew: false })),
      ...(wanted === "" ? [] : [{ id: asNew, text: t("gatherNew", { text: wanted }), detail: "", isNew: true }]),
    ],
    [rows, wanted, counts, t],
  );

  const done = (question: string): void => {
    onClose();
    notifyDone(t("gatheredToast", { count: claimIds.length, n: formats.number(claimIds.length), text: question }));
  };
  const {
    mutate: put,
    isPending: isPutting,
    error: putError,
  } = useMutation({
    mutationFn: async (id: string): Promise<string> => {
      const ids = [...claimIds];
      let known = rows?.find((row) => row.id === id);
      if (id === asNew) {
        // The list may not have caught up: what is asked already is not asked again.
        const same = await client.call("questions.list", { text: wanted, offset: 0, limit: drawn });
        known = same.rows.find((row) => foldText(row.text).trim() === foldText(wanted).trim());
      }
      if (known) await client.call("questions.gather", { id: known.id, claimIds: ids });
      else await client.call("questions.add", { text: wanted, claimIds: ids });
      return known?.text ?? wanted;
    },
    onSuccess: done,
  });
  const choose = (id: string): void => {
    if (!isPutting) put(id);
  };
  const error = found.error ?? putError;

  return (
    <Dialog
      title={t("gatherTitle", { count: claimIds.length, n: formats.number(claimIds.length) })}
      isOpen
      onClose={onClose}
    >
      <div className={css.chooser}>
        <Autocomplete inputValue={typed} onInputChange={setTyped}>
          <SearchField label={t("gatherSearch")} value={typed} onChange={setTyped} autoFocus />
          <ListBox
            aria-label={t("title")}
            className={css.choices ?? ""}
            items={choices}
            onAction={(id) => choose(String(id))}
            renderEmptyState={() => (found.isPending ? null : <p className={css.hint}>{t("gatherNone")}</p>)}
          >
            {(choice) => (
              <ListBoxItem
                id={choice.id}
                textValue={choice.text}
                className={css.choice ?? ""}
                data-new={choice.isNew || undefined}
              >
                {choice.isNew ? <Plus aria-hidden /> : null}
                <span className={css.choiceText} dir="auto">
                  {choice.text}
                </span>
                {choice.detail === "" ? null : <span className={css.choiceDetail}>{choice.detail}</span>}
              </ListBoxItem>
            )}
          </ListBox>
        </Autocomplete>
        {error ? <ErrorNotice error={error} /> : null}
      </div>
    </Dialog>
  );
}
