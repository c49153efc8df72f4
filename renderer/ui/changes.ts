import { createContext, useContext } from "react";

/** Why nothing can be changed here, and telling it in passing. */
export interface Barred {
  why: string;
  say: () => void;
}

/**
 * Set where a case is open for reading only. Buttons, menu items, fields and keys that are marked `changes` then stand
 * still and say why; all others act as ever.
 */
export const ChangesContext = createContext<Barred | null>(null);

export const useBarred = (): Barred | null => useContext(ChangesContext);
