import { useState } from "react";

import { SourceKind } from "../../app/sources/model.ts";
import { baseDirection } from "../../app/text/direction.ts";
import { useChange } from "../data/queries.ts";
import { useText } from "../i18n/index.ts";
import { Button, Dialog, ErrorNotice, Select, TextField } from "../ui/index.ts";

import css from "./sources.module.css";

/** Makes a source by its first name; all else is added beside its list afterwards. */
export function AddSourceDialog({ onClose, onAdded }: { onClose: () => void; onAdded: (id: string) => void }) {
  const t = useText("sources");
  const add = useChange("sources.add");
  const [name, setName] = useState("");
  const [kind, setKind] = useState<SourceKind>("person");
  const text = name.trim();
  const submit = (): void => {
    if (text === "" || add.isPending) return;
    const language = baseDirection(text, "ltr") === "rtl" ? "ar" : null;
    add.mutate(
      { names: [{ text, language }], kind, ...(kind === "unnamed" ? { descriptor: text } : {}) },
      { onSuccess: ({ id }) => onAdded(id) },
    );
  };
  return (
    <Dialog
      title={t("addTitle")}
      isOpen
      width="small"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button tone="primary" isDisabled={text === "" || add.isPending} onPress={submit}>
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
        <TextField label={t("name")} value={name} onChange={setName} autoFocus maxLength={300} />
        <Select
          label={t("kind")}
          value={kind}
          onChange={setKind}
          choices={SourceKind.options.map((id) => ({ id, text: t(`kind-${id}`) }))}
        />
        {add.error ? <ErrorNotice error={add.error} /> : null}
      </form>
    </Dialog>
  );
}
