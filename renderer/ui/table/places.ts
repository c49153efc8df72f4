import { createContext, useCallback, useContext, useId, useState, useSyncExternalStore } from "react";

import { plainLayout, type TableLayout } from "./layout.ts";
import { type Folds, noFolds } from "./sections.ts";

/** Where a table was left: the line that the keyboard stood on, and how far it was scrolled, in px. */
export interface Place {
  current: number;
  top: number;
}

const places = new Map<string, Place & { listing: string }>();

/** Whose places are kept: the case that is open. */
export const PlacesContext = createContext("");

/**
 * The place that was kept under a name for this case, and a way to keep the next. Another listing is begun from its top.
 * Without a name nothing is kept.
 */
export function usePlace(name: string | undefined, listing: string): [Place | undefined, (place: Place) => void] {
  const owner = useContext(PlacesContext);
  const key = name === undefined ? null : `${owner} ${name}`;
  const [kept] = useState(() => {
    const place = key === null ? undefined : places.get(key);
    return place?.listing === listing ? place : undefined;
  });
  const keep = useCallback(
    (place: Place) => {
      if (key !== null) places.set(key, { ...place, listing });
    },
    [key, listing],
  );
  return [kept, keep];
}

/** Values that last as long as the session, told to whoever shows them. */
function makeKept<Value>(first: Value) {
  const values = new Map<string, Value>();
  const watchers = new Set<() => void>();
  const watch = (watcher: () => void): (() => void) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  };
  return function useKept(name: string | undefined): [Value, (value: Value) => void] {
    const owner = useContext(PlacesContext);
    const own = useId();
    const key = `${owner} ${name ?? own}`;
    const value = useSyncExternalStore(watch, () => values.get(key) ?? first);
    const set = useCallback(
      (next: Value) => {
        values.set(key, next);
        for (const watcher of watchers) watcher();
      },
      [key],
    );
    return [value, set];
  };
}

/** How the columns of the table of this name are arranged in this case, for the session; the page that saves views asks too. */
export const useTableLayout = makeKept<TableLayout>(plainLayout);
/** Which sections of the table of this name are folded. */
export const useFolds = makeKept<Folds>(noFolds);
