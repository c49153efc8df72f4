import { useContext } from "react";
import { create } from "zustand";

import { PlacesContext } from "../ui/index.ts";

const useKept = create<{ open: ReadonlyMap<string, ReadonlySet<string>> }>()(() => ({ open: new Map() }));
const nothing: ReadonlySet<string> = new Set();

/** Which tags of this case are unfolded, for the session: the codebook is found as it was left. */
export function useOpenTags(): [ReadonlySet<string>, (open: ReadonlySet<string>) => void] {
  const owner = useContext(PlacesContext);
  const open = useKept((kept) => kept.open.get(owner) ?? nothing);
  return [open, (next) => useKept.setState(({ open: all }) => ({ open: new Map(all).set(owner, next) }))];
}
