import type { Account, Line } from "./accounts.ts";

/**
 * Heights are reckoned and not measured: only the columns in sight are drawn, and a line must not grow or shrink while
 * others come into sight.
 */

/** Accounts of a cell that are drawn until it is gone into. */
export const firstAccounts = 5;
/** Lines of text an account may take; the whole of it stands in the details. */
const mostLines = 3;
/** Relations of an account that are drawn, a line each. */
export const mostTies = 2;
/** Average width of a letter of the interface's face, in pixels. */
const letter = 6.7;

/** How many lines an account's text takes at a width in pixels. */
export const linesOfText = (text: string, width: number): number =>
  Math.min(mostLines, Math.max(1, Math.ceil((text.length * letter) / width)));

/** The accounts of a cell that are drawn: the first few, or all once the analyst has gone on to the others. */
export const drawnOf = (accounts: readonly Account[], isOpen: boolean): readonly Account[] =>
  isOpen ? accounts : accounts.slice(0, firstAccounts);

export interface Height {
  /** Lines of text, of all accounts of the highest cell. */
  lines: number;
  accounts: number;
}

/** What the highest cell of a line takes. */
export function heightOf(
  line: Line,
  width: number,
  tiesOf: (account: Account) => number,
  isOpen: (column: number) => boolean,
): Height {
  let highest: Height = { lines: 2, accounts: 1 };
  for (const [column, { accounts }] of line.cells.entries()) {
    const drawn = drawnOf(accounts, isOpen(column));
    const more = drawn.length < accounts.length ? 1 : 0;
    let lines = more;
    for (const account of drawn) {
      // One more line for reading and grades.
      lines += linesOfText(account.text, width) + 1 + Math.min(mostTies, tiesOf(account));
    }
    if (lines + drawn.length > highest.lines + highest.accounts) highest = { lines, accounts: drawn.length };
  }
  return highest;
}
