import { type Ref, useState } from "react";

import type { Claim } from "../../../app/claims/model.ts";
import { originOf } from "../../../app/claims/rules.ts";
import { useRead } from "../../data/queries.ts";
import { useText } from "../../i18n/index.ts";
import { toFailure } from "../../ui/index.ts";
import { TypeAhead } from "../../ui/type-ahead.tsx";

import css from "./relations.module.css";

const shown = 8;

/** Finds a claim by words of its statement, quote or memo, as search does. */
export function RelateField({
  claimId,
  isKnown,
  onPick,
  inputRef,
}: {
  claimId: string;
  /** Claims that stand in the panel already. */
  isKnown: (id: string) => boolean;
  onPick: (claim: Claim) => void;
  inputRef?: Ref<HTMLInputElement>;
}) {
  const t = useText("relations");
  const [text, setText] = useState("");
  const typed = text.trim();
  const found = useRead(
    "claims.list",
    { filter: { text: typed }, sort: [], offset: 0, limit: shown * 2 },
    { enabled: typed !== "", keep: true },
  );
  const rows =
    typed === "" || found.error
      ? []
      : (found.data?.rows ?? []).filter(({ id }) => id !== claimId && !isKnown(id)).slice(0, shown);
  const isNone = typed !== "" && found.isSuccess && !found.isPlaceholderData && rows.length === 0;

  function pick(id: string | null): void {
    const claim = rows.find((one) => one.id === id) ?? (id === null ? rows[0] : undefined);
    if (!claim) return;
    setText("");
    onPick(claim);
  }

  return (
    <div>
      <TypeAhead
        label={t("relateTo")}
        placeholder={t("relateToHint")}
        value={text}
        onChange={setText}
        options={rows.map((claim) => {
          const origin = originOf(claim.hops);
          const words = claim.statement ?? claim.spans[0]?.quote ?? "";
          return { id: claim.id, text: words, detail: origin?.descriptor ?? origin?.source ?? "" };
        })}
        preferred={rows[0]?.id ?? null}
        onPick={pick}
        {...(inputRef ? { inputRef } : {})}
      />
      {found.error ? (
        <p className={css.hint}>{t(toFailure(found.error).code === "query-syntax" ? "wrongQuery" : "noSearch")}</p>
      ) : isNone ? (
        <p className={css.hint}>{t("noneFound")}</p>
      ) : null}
    </div>
  );
}
