// The roles are those of a grid: columns are placed by hand, so that those out of sight need not be there.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import {
  type CSSProperties,
  type KeyboardEvent,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";

import type { Claim } from "../../../app/claims/model.ts";
import type { Comparison } from "../../../app/questions/model.ts";
import { directionOf, useLanguage, useText } from "../../i18n/index.ts";
import type { NamedTie } from "./account-box.tsx";
import { type Account, type Line, type Place, step, type Tie } from "./accounts.ts";
import { Cell } from "./cell.tsx";
import { ColumnHead, LineHead } from "./heads.tsx";
import { firstAccounts, heightOf } from "./heights.ts";
import type { Places } from "./use-places.ts";
import { useComparisonWords } from "./words.ts";

import css from "./comparison.module.css";

/** Width of the heads of the lines, and between what widths a column may stand; in pixels. */
const headWidth = 132;
const narrowest = 204;
const widest = 340;
/** What stands around an account's text within its column, in pixels. */
const around = 30;

export interface GridProps {
  comparison: Comparison;
  lines: readonly Line[];
  places: Places;
  /** The relations of each claim. */
  ties: ReadonlyMap<string, readonly Tie[]>;
  claims: ReadonlyMap<string, Claim>;
  /** Enter. */
  onOpen: (place: Place) => void;
}

/**
 * What each origin says, slot by slot: a grid with the focus in its cells. Only the columns in sight are drawn, so that a
 * hundred origins are as quick as three.
 */
export function ComparisonGrid({ comparison, lines, places, ties, claims, onOpen }: GridProps) {
  const t = useText("questions");
  const isMirrored = directionOf(useLanguage()) === "rtl";
  const words = useComparisonWords();
  const { columns } = comparison;
  const { at, pin, goTo } = places;
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ width: 900, from: 0 });
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const width = Math.max(
    narrowest,
    Math.min(widest, Math.floor((view.width - headWidth) / Math.max(1, columns.length))),
  );
  const textWidth = width - around;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const measure = (): void => {
      const { clientWidth } = element;
      setView((before) => (before.width === clientWidth ? before : { ...before, width: clientWidth }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const shown = useMemo(() => {
    const to = view.from + Math.ceil(view.width / width) + 2;
    const indexes: number[] = [];
    for (let i = 0; i < columns.length; i += 1) if ((i >= view.from - 2 && i <= to) || i === at.column) indexes.push(i);
    return indexes;
  }, [columns.length, view, width, at.column]);

  // The focus follows the place that a key led to, and comes back where what had it is drawn anew.
  const hadFocus = useRef(false);
  const moved = useRef(false);
  const focusHere = useEffectEvent((): void => {
    const element = scroller.current?.querySelector<HTMLElement>('[tabindex="0"]');
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  const here = `${at.line}:${at.column}:${at.account}`;
  const follow = useEffectEvent((_here: string) => {
    if (moved.current) focusHere();
    moved.current = false;
  });
  useEffect(() => follow(here), [here]);
  const comeBack = useEffectEvent((_drawn: Comparison) => {
    if (hadFocus.current && document.activeElement === document.body) focusHere();
  });
  useEffect(() => comeBack(comparison), [comparison]);
  useEffect(() => {
    if (document.activeElement === document.body) focusHere();
  }, []);

  const move = (to: Place): void => {
    const accounts = lines[to.line]?.cells[to.column]?.accounts.length ?? 0;
    const key = `${to.line}:${to.column}`;
    if (to.account >= firstAccounts && to.account < accounts && !open.has(key)) setOpen(new Set(open).add(key));
    // Where nothing moves nothing is drawn anew either.
    moved.current = to.line !== at.line || to.column !== at.column || to.account !== at.account;
    goTo(to);
  };

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.altKey || event.metaKey || event.shiftKey) return;
    const sideways = {
      ArrowLeft: isMirrored ? "next" : "previous",
      ArrowRight: isMirrored ? "previous" : "next",
    } as const;
    const keys: Record<string, Parameters<typeof step>[3]> = event.ctrlKey
      ? { Home: "top", End: "bottom" }
      : { ...sideways, ArrowDown: "down", ArrowUp: "up", Home: "first", End: "last" };
    const key = keys[event.key];
    if (key !== undefined) move(step(lines, columns.length, at, key));
    else if (event.key === "Enter" && !event.ctrlKey && !(event.target instanceof HTMLButtonElement)) onOpen(at);
    else return;
    event.preventDefault();
  }

  const columnOf = useMemo(() => {
    const first = new Map<string, string>();
    for (const { claimIds, label } of columns) for (const id of claimIds) if (!first.has(id)) first.set(id, label);
    return first;
  }, [columns]);
  // Kept by account: a step from cell to cell draws only what it changes.
  const known = useMemo(() => {
    const named = (account: Account): NamedTie[] => {
      const found = new Map<string, NamedTie>();
      for (const id of account.claimIds) {
        for (const { relation, outgoing, otherId } of ties.get(id) ?? []) {
          const other = columnOf.get(otherId) ?? t("otherClaim");
          found.set(`${relation.kind}:${outgoing}:${other}`, { id: relation.id, kind: relation.kind, outgoing, other });
        }
      }
      return [...found.values()];
    };
    const all = lines.flatMap(({ cells }) => cells.flatMap(({ accounts }) => accounts));
    return new Map(
      all.map((account) => [
        account,
        { ties: named(account), claims: account.claimIds.flatMap((id) => claims.get(id) ?? []) },
      ]),
    );
  }, [lines, ties, claims, columnOf, t]);
  const heights = useMemo(
    () =>
      lines.map((line, index) =>
        heightOf(
          line,
          textWidth,
          (account) => known.get(account)?.ties.length ?? 0,
          (column) => open.has(`${index}:${column}`),
        ),
      ),
    [lines, textWidth, known, open],
  );
  const current = lines[at.line]?.cells[at.column]?.accounts[at.account];
  const tiedClaims = new Set((current?.claimIds ?? []).flatMap((id) => (ties.get(id) ?? []).map((tie) => tie.otherId)));
  const tabIndex = (line: number, column: number, account = 0): 0 | -1 =>
    at.line === line && at.column === column && at.account === account ? 0 : -1;
  const style = { "--count": columns.length, "--column": `${width}px` } as CSSProperties;

  return (
    <div className={css.frame}>
      <div
        ref={scroller}
        className={css.scroller}
        onScroll={({ currentTarget }) => {
          const from = Math.floor(Math.abs(currentTarget.scrollLeft) / width);
          if (from !== view.from) setView((before) => ({ ...before, from }));
        }}
      >
        {/* The focus is in the cells, which the keyboard goes through here. */}
        <div
          role="grid"
          aria-label={t("comparison")}
          aria-rowcount={lines.length + 1}
          aria-colcount={columns.length + 1}
          tabIndex={-1}
          className={css.grid}
          style={style}
          onKeyDown={onKeyDown}
          onFocus={() => {
            hadFocus.current = true;
          }}
          onBlur={(event) => {
            // What is taken out of the page loses the focus to nothing; that is no leaving.
            if (event.relatedTarget instanceof Node && !event.currentTarget.contains(event.relatedTarget))
              hadFocus.current = false;
          }}
        >
          <div role="row" aria-rowindex={1} className={`${css.line} ${css.head}`}>
            <div
              role="columnheader"
              aria-colindex={1}
              tabIndex={tabIndex(-1, -1)}
              className={css.lineHead}
              onFocus={() => goTo({ line: -1, column: -1, account: 0 })}
            >
              {t("slot")}
            </div>
            {shown.map((column) => {
              const origin = columns[column];
              return origin === undefined ? null : (
                <ColumnHead
                  key={origin.key}
                  origin={origin}
                  index={column}
                  tabIndex={tabIndex(-1, column)}
                  onFocus={() => goTo({ line: -1, column, account: 0 })}
                />
              );
            })}
          </div>
          {lines.map((line, index) => {
            const groups = new Set(line.cells.flatMap(({ accounts }) => accounts.map(({ group }) => group))).size;
            return (
              <div
                key={line.key}
                role="row"
                aria-rowindex={index + 2}
                className={`${css.line} ${css.body}`}
                style={{ "--lines": heights[index]?.lines, "--accounts": heights[index]?.accounts } as CSSProperties}
              >
                <LineHead
                  line={line}
                  words={words}
                  tabIndex={tabIndex(index, -1)}
                  onFocus={() => goTo({ line: index, column: -1, account: 0 })}
                />
                {shown.map((column) => {
                  const cell = line.cells[column];
                  const origin = columns[column];
                  return cell === undefined || origin === undefined ? null : (
                    <Cell
                      key={origin.key}
                      cell={cell}
                      index={column}
                      isOpen={open.has(`${index}:${column}`)}
                      current={at.line === index && at.column === column ? at.account : null}
                      pinned={pin?.line === index && pin.column === column ? pin.account : null}
                      groups={groups}
                      known={known}
                      tiedClaims={tiedClaims}
                      width={textWidth}
                      words={words}
                      onFocus={(account) => goTo({ line: index, column, account })}
                      onMore={() => move({ line: index, column, account: firstAccounts })}
                    />
                  );
                })}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
