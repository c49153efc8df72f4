// The roles are those of the grid that this stands in.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import type { Claim } from "../../../app/claims/model.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { AccountBox, type NamedTie } from "./account-box.tsx";
import type { Account, Line } from "./accounts.ts";
import { drawnOf } from "./heights.ts";
import type { ComparisonWords } from "./words.ts";

import css from "./comparison.module.css";

export interface CellProps {
  cell: Line["cells"][number];
  /** The column's place. */
  index: number;
  /** True: all its accounts are drawn. */
  isOpen: boolean;
  /** The account that the analyst stands on, and the pinned one, where they are in this cell. */
  current: number | null;
  pinned: number | null;
  /** How many accounts of the line differ from one another. */
  groups: number;
  /** The claims and relations of each account. */
  known: ReadonlyMap<Account, { claims: readonly Claim[]; ties: readonly NamedTie[] }>;
  /** Claims that the account which the analyst stands on is related to. */
  tiedClaims: ReadonlySet<string>;
  /** Of the text, in pixels. */
  width: number;
  words: ComparisonWords;
  onFocus: (account: number) => void;
  onMore: () => void;
}

const none: readonly never[] = [];

/** What one origin says in one slot: nothing, one thing, or several, of which each takes the focus. */
export function Cell(props: CellProps) {
  const { cell, index, current, pinned, groups, known, tiedClaims } = props;
  const t = useText("questions");
  const drawn = drawnOf(cell.accounts, props.isOpen);
  const rest = cell.accounts.length - drawn.length;
  const place = { gridColumn: index + 2 };
  if (drawn.length === 0) {
    return (
      <div
        role="gridcell"
        aria-colindex={index + 2}
        aria-label={t("saysNothing")}
        className={css.cell}
        style={place}
        tabIndex={current === null ? -1 : 0}
        data-current={current !== null || undefined}
        onFocus={() => props.onFocus(0)}
      >
        <span className={css.nothing} aria-hidden>
          –
        </span>
      </div>
    );
  }
  return (
    <div role="gridcell" aria-colindex={index + 2} className={css.cell} style={place}>
      {drawn.map((account, n) => {
        const isHere = current === n;
        const isLit = cell.lit && account.group !== null;
        return (
          // It takes the focus as the part of a cell that the grid's keys go through.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <div
            key={`${account.text}:${account.claimIds[0]}`}
            role="group"
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={isHere ? 0 : -1}
            className={css.account}
            data-current={isHere || undefined}
            data-pinned={pinned === n || undefined}
            data-tied={(!isHere && account.claimIds.some((id) => tiedClaims.has(id))) || undefined}
            data-group={isLit ? Math.min(3, account.group ?? 0) : undefined}
            onFocus={() => props.onFocus(n)}
          >
            <AccountBox
              account={account}
              claims={known.get(account)?.claims ?? none}
              ties={known.get(account)?.ties ?? none}
              of={isLit ? groups : 0}
              isPinned={pinned === n}
              width={props.width}
              words={props.words}
            />
          </div>
        );
      })}
      {rest > 0 ? <More rest={rest} onOpen={props.onMore} /> : null}
    </div>
  );
}

function More({ rest, onOpen }: { rest: number; onOpen: () => void }) {
  const t = useText("questions");
  const formats = useFormats();
  return (
    <button type="button" className={css.more} tabIndex={-1} onClick={onOpen}>
      {t("moreValues", { count: rest, n: formats.number(rest) })}
    </button>
  );
}
