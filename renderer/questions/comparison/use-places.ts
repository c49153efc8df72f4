import { useCallback, useState } from "react";

import { accountAt, firstPlace, type Line, type Place } from "./accounts.ts";

/** A place by what stands there, so that it stays where lines and columns come and go. */
interface Kept extends Place {
  lineKey: string | null;
  columnKey: string | null;
}

export interface Places {
  at: Place;
  pin: Place | null;
  goTo: (place: Place) => void;
  setPin: (place: Place | null) => void;
}

/** Where the analyst stands in a comparison and what is pinned, while it changes beneath. */
export function usePlaces(lines: readonly Line[], columnKeys: readonly string[]): Places {
  const [kept, setKept] = useState<Kept | null>(null);
  const [pinned, setPinned] = useState<Kept | null>(null);
  const keep = useCallback(
    (place: Place): Kept => ({
      ...place,
      lineKey: lines[place.line]?.key ?? null,
      columnKey: columnKeys[place.column] ?? null,
    }),
    [lines, columnKeys],
  );
  const find = ({ lineKey, columnKey, ...place }: Kept): Place => {
    const line = lineKey === null ? -1 : lines.findIndex(({ key }) => key === lineKey);
    const column = columnKey === null ? -1 : columnKeys.indexOf(columnKey);
    const found = {
      line: lineKey !== null && line < 0 ? Math.min(place.line, lines.length - 1) : line,
      column: columnKey !== null && column < 0 ? Math.min(place.column, columnKeys.length - 1) : column,
    };
    const accounts = lines[found.line]?.cells[found.column]?.accounts.length ?? 0;
    return { ...found, account: Math.max(0, Math.min(place.account, accounts - 1)) };
  };
  const pin = pinned === null ? null : find(pinned);
  return {
    at: kept === null ? firstPlace(lines) : find(kept),
    pin: pin !== null && accountAt(lines, pin) === undefined ? null : pin,
    goTo: (place) => setKept(keep(place)),
    setPin: (place) => setPinned(place === null ? null : keep(place)),
  };
}
