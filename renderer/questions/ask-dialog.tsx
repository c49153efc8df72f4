import { useState } from "react";

import { useChange } from "../data/queries.ts";
import { useText } from "../i18n/index.ts";
import { Button, Dialog, ErrorNotice, TextField } from "../ui/index.ts";

import css from "./questions.module.css";

/** Asks a question; claims are gathered for it on its page. */
export function AskDialog({ onClose, onAsked }: { onClose: () => void; onAsked: (id: string) => void }) {
  const t = useText("questions");
  const add = useChange("questions.add");
  const [text, setText] = useState("");
  const [note, setNote] = useState("");
  const wanted = text.trim();
  const submit = (): void => {
    if (wanted === "" || add.isPending) return;
    add.mutate({ text: wanted, note: note.trim() === "" ? null : note.trim() }, { onSuccess: ({ id }) => onAsked(id) });
  };
  return (
    <Dialog
      title={t("addTitle")}
      isOpen
      width="small"
      isFirm={wanted !== ""}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button tone="primary" isDisabled={wanted === "" || add.isPending} onPress={submit}>
            {t("add")}
          </Button>
        </>
      }
    >
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={t("text")}
          description={t("textHelp")}
          value={text}
          onChange={setText}
          autoFocus
          maxLength={1000}
        />
        <TextField label={t("note")} value={note} onChange={setNote} lines={3} maxLength={5000} />
        {add.error ? <ErrorNotice error={add.error} /> : null}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  );
}
