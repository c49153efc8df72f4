import { type KeyboardEvent, type Ref, useMemo } from "react";

import type { SourceRow } from "../../../app/sources/model.ts";
import { useClient } from "../../data/client.tsx";
import { useRead } from "../../data/queries.ts";
import { useText } from "../../i18n/index.ts";
import { TypeAhead } from "../../ui/type-ahead.tsx";
import { type HopChoice, hopOf, metAlias, preferredSource } from "./speaker.ts";

export interface SpeakerFieldProps {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  /**
   * A source was chosen. `later` answers with what the case knows under this name where the list had not caught up with
   * the typing: the analyst's next key is not kept waiting for it.
   */
  onPick: (choice: HopChoice, later: Promise<HopChoice | null> | null) => void;
  /** Enter on an empty field. */
  onEnterEmpty: () => void;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  inputRef?: Ref<HTMLInputElement>;
}

/** Who says it: type-ahead over names and aliases in any script; a new source or an unnamed one is made on the fly. */
export function SpeakerField({ value, onPick, onEnterEmpty, ...rest }: SpeakerFieldProps) {
  const t = useText("editor");
  const client = useClient();
  const typed = value.trim();
  const { data, isPlaceholderData } = useRead(
    "sources.suggest",
    { text: typed, limit: 8 },
    { enabled: typed !== "", keep: true },
  );
  const rows = useMemo(() => (typed === "" || !data ? [] : data), [typed, data]);
  const isCurrent = typed !== "" && data !== undefined && !isPlaceholderData;
  const preferred = preferredSource(typed, rows);
  const isolated = `\u2068${typed}\u2069`;
  const options = [
    ...rows.map((row) => ({ id: row.id, text: row.name, detail: describe(row) })),
    ...(typed === ""
      ? []
      : [
          { id: "new", text: t("newSource", { name: isolated }), isApart: rows.length > 0 },
          { id: "unnamed", text: t("unnamedSource", { name: isolated }) },
        ]),
  ];

  /** What else is known of a source, beginning with the alias by which it was met. */
  function describe(row: SourceRow): string {
    const more = row.affiliation?.name ?? t(`kind.${row.kind}`);
    return [metAlias(row, typed), more].filter((part) => part !== null).join(" · ");
  }

  /** What the case knows under the name, where the list had not caught up with the typing. */
  async function lookUp(): Promise<HopChoice | null> {
    try {
      const known = preferredSource(typed, await client.call("sources.suggest", { text: typed, limit: 8 }));
      return known ? hopOf(known) : null;
    } catch {
      return null;
    }
  }

  function pick(optionId: string | null): void {
    if (typed === "") {
      onEnterEmpty();
      return;
    }
    const row = rows.find((known) => known.id === optionId);
    if (row) onPick(hopOf(row), null);
    else if (optionId === "unnamed") onPick({ descriptor: typed, kind: "unnamed" }, null);
    else if (optionId === "new") onPick({ source: typed }, null);
    else if (isCurrent) onPick(preferred ? hopOf(preferred) : { source: typed }, null);
    else {
      const later = lookUp();
      onPick({ source: typed }, later);
    }
  }

  return (
    <TypeAhead
      {...rest}
      value={value}
      options={options}
      preferred={typed === "" ? null : (preferred?.id ?? "new")}
      onPick={pick}
    />
  );
}
