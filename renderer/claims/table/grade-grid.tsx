import { type KeyboardEvent, useMemo, useRef, useState } from "react";

import type { ClaimFilter } from "../../../app/claims/model.ts";
import { useRead } from "../../data/queries.ts";
import { localeOf, useFormats } from "../../i18n/formats.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { credibilityValues, GradeBadge, reliabilityValues, useGradeWords } from "../../ui/index.ts";
import { chosenCell, toggleCell, toggleValue, withoutGrades } from "./filter.ts";

import css from "./grade-grid.module.css";

/** Rows and columns in the order of the scale; what cannot be judged, and what was not graded, stand apart at the end. */
const letters: readonly (string | null)[] = [...reliabilityValues, null];
const digits: readonly (string | null)[] = [...credibilityValues, null];

const sum = (list: readonly number[]): number => list.reduce((all, count) => all + count, 0);
const isApart = (value: string | null): boolean => value === "F" || value === "6" || value === null;
const keyOf = (reliability: string | null, credibility: string | null): string =>
  `${reliability ?? "none"}|${credibility ?? "none"}`;
const inFilter = (value: string | null): string => value ?? "none";

/**
 * How many claims stand in each cell of reliability and credibility. Every cell, row head and column head is a filter.
 * Counts are shaded by number alone: no cell is better than another, and nothing is added up to a score.
 */
export function GradeGrid({ filter, onChange }: { filter: ClaimFilter; onChange: (filter: ClaimFilter) => void }) {
  const t = useText("claims");
  const formats = useFormats();
  const words = useGradeWords();
  const language = useLanguage();
  // A count that fits a cell; the name of the cell has it in full.
  const short = useMemo(() => new Intl.NumberFormat(localeOf(language), { notation: "compact" }), [language]);
  const grid = useRead("claims.grid", { filter: withoutGrades(filter) }, { keep: true });
  const counts = useMemo(
    () => new Map((grid.data?.cells ?? []).map((cell) => [keyOf(cell.reliability, cell.credibility), cell.count])),
    [grid.data],
  );
  const most = Math.max(1, ...counts.values());
  const chosen = chosenCell(filter);
  const [place, setPlace] = useState({ row: 0, column: 0 });
  const table = useRef<HTMLTableElement>(null);

  const countOf = (reliability: string | null, credibility: string | null): number =>
    counts.get(keyOf(reliability, credibility)) ?? 0;

  // Row 0 and column 0 are the heads. One cell is in the tab order; arrows go from there, mirrored where the page is.
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1;
    const moves: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -step],
      ArrowRight: [0, step],
      Home: [0, -digits.length],
      End: [0, digits.length],
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const row = Math.min(letters.length, Math.max(0, place.row + move[0]));
    const column = Math.min(digits.length, Math.max(0, place.column + move[1]));
    // The corner holds nothing.
    if (row === 0 && column === 0) return;
    setPlace({ row, column });
    table.current?.querySelector<HTMLElement>(`[data-place="${row}:${column}"]`)?.focus();
  };
  const common = (row: number, column: number) => ({
    "data-place": `${row}:${column}`,
    tabIndex:
      (place.row === row && place.column === column) || (place.row + place.column === 0 && row === 0 && column === 1)
        ? 0
        : -1,
    onKeyDown,
    onFocus: () => setPlace({ row, column }),
  });

  return (
    <section className={css.grid} aria-label={t("gridTitle")}>
      <table ref={table} aria-label={t("gridLabel")} className={css.table}>
        <thead>
          <tr>
            <th scope="col" className={css.corner}>
              <span className="visually-hidden">{t("gridLabel")}</span>
            </th>
            {digits.map((digit, index) => {
              const total = sum(letters.map((letter) => countOf(letter, digit)));
              return (
                <th
                  key={inFilter(digit)}
                  scope="col"
                  data-apart={isApart(digit) || undefined}
                  data-first={digit === "6" || undefined}
                >
                  <button
                    type="button"
                    {...common(0, index + 1)}
                    aria-pressed={filter.credibility?.includes(inFilter(digit)) ?? false}
                    aria-label={t("gridColumn", {
                      count: total,
                      n: formats.number(total),
                      credibility: words("credibility", digit),
                    })}
                    title={words("credibility", digit)}
                    onClick={() => onChange(toggleValue(filter, "credibility", inFilter(digit)))}
                  >
                    <span aria-hidden>
                      <GradeBadge axis="credibility" value={digit} size="small" />
                    </span>
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {letters.map((letter, row) => {
            const total = sum(digits.map((digit) => countOf(letter, digit)));
            return (
              <tr
                key={inFilter(letter)}
                data-apart={isApart(letter) || undefined}
                data-first={letter === "F" || undefined}
              >
                <th scope="row">
                  <button
                    type="button"
                    {...common(row + 1, 0)}
                    aria-pressed={filter.reliability?.includes(inFilter(letter)) ?? false}
                    aria-label={t("gridRow", {
                      count: total,
                      n: formats.number(total),
                      reliability: words("reliability", letter),
                    })}
                    title={words("reliability", letter)}
                    onClick={() => onChange(toggleValue(filter, "reliability", inFilter(letter)))}
                  >
                    <span aria-hidden>
                      <GradeBadge axis="reliability" value={letter} size="small" />
                    </span>
                  </button>
                </th>
                {digits.map((digit, index) => {
                  const count = countOf(letter, digit);
                  const isChosen = chosen !== null && chosen.reliability === letter && chosen.credibility === digit;
                  const label = t("gridCell", {
                    count,
                    n: formats.number(count),
                    reliability: words("reliability", letter),
                    credibility: words("credibility", digit),
                  });
                  return (
                    <td
                      key={inFilter(digit)}
                      data-apart={isApart(digit) || undefined}
                      data-first={digit === "6" || undefined}
                    >
                      <button
                        type="button"
                        {...common(row + 1, index + 1)}
                        aria-pressed={isChosen}
                        title={label}
                        data-empty={count === 0 || undefined}
                        style={
                          {
                            "--share": count === 0 ? 0 : 0.12 + 0.4 * (Math.log1p(count) / Math.log1p(most)),
                          } as React.CSSProperties
                        }
                        onClick={() => onChange(toggleCell(filter, letter, digit))}
                      >
                        <span aria-hidden>{count === 0 ? "·" : short.format(count)}</span>
                        <span className="visually-hidden">{label}</span>
                      </button>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
