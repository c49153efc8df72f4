import { createContext, useCallback, useContext, useState } from "react";

/** Where a table was left: the row that the keyboard stood on, and how far it was scrolled, in px. */
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
