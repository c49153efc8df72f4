import { type SyntheticEvent, useState } from "react";

import { Analyst } from "../../app/workstation/model.ts";
import { proposeInitials } from "../../app/workstation/rules.ts";
import { useChange } from "../data/queries.ts";
import { useText } from "../i18n/index.ts";
import { Button, ErrorNotice, TextField } from "../ui/index.ts";

import css from "./analyst-form.module.css";

/** Name and initials of whoever works here. The initials follow the name until they are typed themselves. */
export function AnalystForm({
  analyst,
  action,
  onDone,
  autoFocus = false,
}: {
  analyst: Analyst;
  action: string;
  onDone?: () => void;
  autoFocus?: boolean;
}) {
  const t = useText("cases");
  const save = useChange("workstation.setAnalyst");
  const [name, setName] = useState(analyst.name);
  const [initials, setInitials] = useState(analyst.initials);
  const [typedInitials, setTyped] = useState(analyst.initials !== proposeInitials(analyst.name));
  const parsed = Analyst.safeParse({ name, initials });

  async function submit(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    if (!parsed.success) return;
    await save.mutateAsync(parsed.data);
    onDone?.();
  }

  return (
    <form className={css.form} onSubmit={(event) => void submit(event).catch(() => undefined)}>
      <div className={css.fields}>
        <TextField
          label={t("name")}
          value={name}
          maxLength={100}
          autoFocus={autoFocus}
          onChange={(value) => {
            setName(value);
            if (!typedInitials) setInitials(value.trim() === "" ? "" : proposeInitials(value));
          }}
        />
        <TextField
          label={t("initials")}
          value={initials}
          maxLength={6}
          onChange={(value) => {
            setTyped(true);
            setInitials(value);
          }}
        />
        <Button type="submit" tone="primary" isDisabled={!parsed.success || save.isPending}>
          {action}
        </Button>
      </div>
      {save.error ? <ErrorNotice error={save.error} /> : null}
    </form>
  );
}
