import type { Loss } from "../../app/exchange/model.ts";

/** Tables as other features read and write them; handed in by the backend. */
export interface Tables {
  /** The rows of a table of at most `limit` bytes. */
  read(path: string, limit: number): readonly { readonly line: number; readonly cells: readonly string[] }[];
  /** Writes a table that is there once it is whole. @returns what it could not carry */
  write(
    path: string,
    replace: boolean,
    columns: readonly string[],
    work: (write: (rows: readonly (readonly string[])[]) => void) => Promise<void>,
  ): Promise<Loss[]>;
}
