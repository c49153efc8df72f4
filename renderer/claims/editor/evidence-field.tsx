import { X } from "lucide-react";
import { useRef, useState } from "react";

import type { Claim } from "../../../app/claims/model.ts";
import { originOf } from "../../../app/claims/rules.ts";
import type { Evidence } from "../../../app/sources/model.ts";
import { foldText } from "../../../app/text/fold.ts";
import { useRead } from "../../data/queries.ts";
import { useText } from "../../i18n/index.ts";
import { TypeAhead } from "../../ui/type-ahead.tsx";
import { EvidenceName } from "../evidence-name.tsx";

import css from "./parts.module.css";

const shown = 8;
/** What a claim is known by in a list. */
const wordsOf = (claim: Claim): string => claim.statement ?? claim.spans[0]?.quote ?? "";
const originName = (claim: Claim): string => {
  const origin = originOf(claim.hops);
  return origin?.descriptor ?? origin?.source ?? "";
};

/** The claims that a grade rests on: those related to the claim at once, all others by their words. */
export function EvidenceField({
  label,
  claimId,
  value,
  onChange,
  isAsked,
}: {
  label: string;
  claimId: string | null;
  value: readonly Evidence[];
  onChange: (evidence: Evidence[]) => void;
  /** True: it was just asked for and takes the focus. */
  isAsked: boolean;
}) {
  const t = useText("editor");
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement | null>(null);
  const typed = foldText(text).trim();
  const related = useRead("relations.of", { claimId: claimId ?? "-" }, { enabled: claimId !== null });
  const found = useRead(
    "claims.list",
    { filter: { text: text.trim() }, sort: [], offset: 0, limit: shown * 2 },
    { enabled: typed !== "", keep: true },
  );
  const isFree = (claim: Claim): boolean => claim.id !== claimId && !value.some(({ id }) => id === claim.id);
  const near = (related.data ?? [])
    .map(({ other }) => other)
    .filter((claim) => isFree(claim) && (typed === "" || foldText(wordsOf(claim)).includes(typed)));
  const far = typed === "" ? [] : (found.data?.rows ?? []).filter((claim) => isFree(claim));
  const claims = [...new Map([...near, ...far].map((claim) => [claim.id, claim])).values()].slice(0, shown);
  return (
    <div>
      {value.length > 0 ? (
        <ul className={css.chips} aria-label={label}>
          {value.map((one) => (
            <li key={one.id} className={css.chip}>
              <EvidenceName evidence={one} />
              <button
                type="button"
                className={css.chipRemove}
                aria-label={t("removeEvidence")}
                onClick={() => {
                  onChange(value.filter(({ id }) => id !== one.id));
                  input.current?.focus();
                }}
              >
                <X aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <TypeAhead
        label={t("evidence")}
        hideLabel
        placeholder={t("evidenceHint")}
        value={text}
        onChange={setText}
        options={claims.map((claim) => ({ id: claim.id, text: wordsOf(claim), detail: originName(claim) }))}
        preferred={typed === "" ? null : (claims[0]?.id ?? null)}
        onPick={(id) => {
          const picked = claims.find((claim) => claim.id === id) ?? (typed === "" ? undefined : claims[0]);
          if (!picked) return;
          setText("");
          onChange([...value, { kind: "claim", id: picked.id }]);
        }}
        inputRef={(element) => {
          if (element && input.current === null && isAsked) element.focus();
          input.current = element;
        }}
      />
    </div>
  );
}
