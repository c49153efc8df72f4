import { useEffect, useRef, useState } from "react";

import type { Reading } from "../state/search.ts";
import { useView } from "../state/view.ts";

const gridOf = (place: HTMLElement | null): HTMLElement | null =>
  place?.querySelector<HTMLElement>('[role="grid"]') ?? null;

/** Where the focus goes: the field at first, the results once they are there, and back to the result that was left for. */
export function usePlaces(shown: Reading, isAsked: boolean) {
  const field = useRef<HTMLInputElement>(null);
  const results = useRef<HTMLDivElement>(null);
  const groups = useRef<HTMLElement>(null);
  const current = useRef(0);
  const [goTo, setGoTo] = useState<{ index: number } | null>(null);
  // What is gone to may not be drawn yet: the focus follows as soon as it is.
  const awaited = useRef<"results" | "groups" | null>(null);
  const follow = (): void => {
    const place =
      awaited.current === "groups" ? groups.current : awaited.current === "results" ? results.current : null;
    const grid = gridOf(place);
    if (!grid) return;
    awaited.current = null;
    grid.focus();
  };
  useEffect(() => {
    follow();
  });
  useEffect(() => {
    // Back from the article that a result was opened in, one is at that result.
    const { search, reader, setSearch } = useView.getState();
    const isBack = search.leftFor !== null && search.leftFor === reader?.at && isAsked;
    if (search.leftFor !== null) setSearch({ leftFor: null });
    if (!isBack) field.current?.focus();
    else {
      awaited.current = "results";
      follow();
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, as the page comes up
  }, []);
  // Another reading has the keyboard where the last one had it.
  const last = useRef(shown);
  useEffect(() => {
    if (last.current === shown) return;
    last.current = shown;
    setGoTo(null);
    const active = document.activeElement;
    if (active === null || active === document.body) awaited.current = "results";
    follow();
  }, [shown]);

  const go = (where: "results" | "groups"): void => {
    awaited.current = where;
    follow();
  };
  return {
    field,
    results,
    groups,
    goTo,
    onCurrent: (index: number): void => {
      current.current = index;
    },
    toField: (): void => {
      field.current?.focus();
      field.current?.select();
    },
    toResults: (): void => go("results"),
    toGroups: (): void => go("groups"),
    /** Lets go of a place that was waited for: somebody types on. */
    wait: (isOn: boolean): void => {
      if (!isOn) awaited.current = null;
    },
    /** To the next or the previous result. */
    step: (by: 1 | -1): unknown => {
      const grid = gridOf(results.current);
      if (!grid) return false;
      const isThere = document.activeElement === grid;
      grid.focus();
      // From elsewhere, the first press only arrives.
      if (isThere) setGoTo({ index: Math.max(0, current.current + by) });
      return true;
    },
  };
}
