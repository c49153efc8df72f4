import { EqualNot, Pin } from "lucide-react";
import { memo } from "react";

import type { Claim } from "../../../app/claims/model.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { GradeBadge } from "../../ui/index.ts";
import type { Account } from "./accounts.ts";
import { linesOfText, mostTies } from "./heights.ts";
import { TieBadge } from "./tie-badge.tsx";
import type { ComparisonWords } from "./words.ts";

import css from "./comparison.module.css";

/** Pairs of grades that are drawn beside an account which several claims share. */
const mostGrades = 2;

export interface NamedTie {
  id: string;
  kind: Parameters<typeof TieBadge>[0]["kind"];
  outgoing: boolean;
  other: string;
}

export interface AccountBoxProps {
  account: Account;
  claims: readonly Claim[];
  ties: readonly NamedTie[];
  /** How many accounts of the line differ from one another; 0 where this one is not lit. */
  of: number;
  isPinned: boolean;
  /** Of the text, in pixels. */
  width: number;
  words: ComparisonWords;
}

/** What an origin says in a slot: its words, what they are read as, both grades of the claims behind it, its relations. */
export const AccountBox = memo(function AccountBox({
  account,
  claims,
  ties,
  of,
  isPinned,
  width,
  words,
}: AccountBoxProps) {
  const t = useText("questions");
  const formats = useFormats();
  const reading = words.reading(account);
  const grades = new Map(
    claims.map(({ id, reliability, credibility }) => [
      `${reliability}${credibility}`,
      { id, reliability, credibility },
    ]),
  );
  const isLit = of > 0;
  return (
    <>
      <span className={css.says} style={{ WebkitLineClamp: linesOfText(account.text, width) }}>
        <span dir="auto" title={account.text} data-bare={account.group === null || undefined}>
          {account.text}
        </span>
      </span>
      <span className={css.meta}>
        {isLit ? (
          <span className={css.marker} title={t("differs")}>
            <EqualNot aria-hidden />
            <span className="visually-hidden">
              {t("differs")}, {t("account", { n: formats.number((account.group ?? 0) + 1), of: formats.number(of) })}
            </span>
          </span>
        ) : null}
        {reading === "" ? null : <bdi className={css.reading}>{reading}</bdi>}
        <span className={css.gap} />
        {isPinned ? (
          <span className={css.pin}>
            <Pin aria-hidden />
            <span className="visually-hidden">{t("pinned")}</span>
          </span>
        ) : null}
        {[...grades.values()].slice(0, mostGrades).map(({ id, reliability, credibility }) => (
          <span key={id} className={css.grades}>
            <GradeBadge axis="reliability" value={reliability} size="small" />
            <GradeBadge axis="credibility" value={credibility} size="small" />
          </span>
        ))}
        {grades.size > mostGrades ? <span className={css.reading}>…</span> : null}
        {claims.length > 1 ? (
          <span
            className={css.several}
            title={t("claimsN", { count: claims.length, n: formats.number(claims.length) })}
          >
            <span aria-hidden>×{formats.number(claims.length)}</span>
            <span className="visually-hidden">
              {t("claimsN", { count: claims.length, n: formats.number(claims.length) })}
            </span>
          </span>
        ) : null}
      </span>
      {ties.slice(0, mostTies).map(({ id, kind, outgoing, other }) => (
        <TieBadge key={id} kind={kind} outgoing={outgoing} other={other} />
      ))}
    </>
  );
});
