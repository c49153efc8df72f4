import { type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";

import type { SourceKind } from "../../app/sources/model.ts";
import { baseDirection } from "../../app/text/direction.ts";
import { useClient } from "../data/client.tsx";
import { useRead } from "../data/queries.ts";
import { useText } from "../i18n/index.ts";
import { notifyFailure, TextField, useBarred } from "../ui/index.ts";
import { TypeAhead } from "../ui/type-ahead.tsx";

export interface SourceFieldProps {
  label: string;
  hideLabel?: boolean;
  placeholder?: string;
  /** Sources that it may not be. */
  except: readonly string[];
  /** The kind of a source that is made on the fly; without it none is. */
  makes?: SourceKind;
  onPick: (source: { id: string; name: string }) => void;
  /** Escape on a closed list. */
  onLeave?: () => void;
  autoFocus?: boolean;
  inputRef?: Ref<HTMLInputElement>;
}

/** The language that a name is in, as its letters tell: Arabic or none that is known. */
export const languageOf = (text: string): string | null => (baseDirection(text, "ltr") === "rtl" ? "ar" : null);

/** Finds a source by any of its names, in any script, as it is typed; one that the case does not know is made. */
export function SourceField({
  label,
  hideLabel = false,
  placeholder,
  except,
  makes,
  onPick,
  onLeave,
  autoFocus = false,
  inputRef,
}: SourceFieldProps) {
  const t = useText("sources");
  const client = useClient();
  const isBarred = useBarred() !== null;
  const [value, setValue] = useState("");
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(inputRef, () => input.current as HTMLInputElement);
  useEffect(() => {
    if (autoFocus) input.current?.focus();
  }, [autoFocus]);
  const typed = value.trim();
  const found = useRead("sources.suggest", { text: typed }, { enabled: typed !== "", keep: true }).data ?? [];
  const fitting = typed === "" ? [] : found.filter(({ id }) => !except.includes(id));
  const canMake = makes !== undefined && typed !== "";

  async function take(optionId: string | null): Promise<void> {
    if (typed === "") return;
    try {
      // Enter may be quicker than the list: what it takes is found anew, so that it is never one of an earlier letter.
      const rows =
        optionId === null
          ? (await client.call("sources.suggest", { text: typed })).filter(({ id }) => !except.includes(id))
          : fitting;
      const row = optionId === null ? rows[0] : rows.find(({ id }) => id === optionId);
      if (row) onPick({ id: row.id, name: row.name });
      else if (makes === undefined) return;
      else {
        const names = [{ text: typed, language: languageOf(typed) }];
        const made = await client.call("sources.add", { names, kind: makes });
        onPick({ id: made.id, name: made.name });
      }
      setValue("");
    } catch (error) {
      notifyFailure(error);
    }
  }

  if (isBarred) return <TextField label={label} hideLabel={hideLabel} value="" onChange={() => undefined} isReadOnly />;
  return (
    <TypeAhead
      label={label}
      hideLabel={hideLabel}
      value={value}
      onChange={setValue}
      options={[
        ...fitting.map((row) => ({
          id: row.id,
          text: row.name,
          detail: [t(`kind-${row.kind}`), row.affiliation?.name].filter(Boolean).join(" · "),
        })),
        ...(canMake
          ? [{ id: "new", text: t("makeSource", { name: `\u2068${typed}\u2069` }), isApart: fitting.length > 0 }]
          : []),
      ]}
      preferred={fitting[0]?.id ?? (canMake ? "new" : null)}
      {...(placeholder === undefined ? {} : { placeholder })}
      inputRef={input}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        if (value === "" && onLeave) onLeave();
        else setValue("");
      }}
      onPick={(id) => void take(id)}
    />
  );
}
