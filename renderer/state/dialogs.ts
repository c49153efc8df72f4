import { create } from "zustand";

import type { FileReading } from "../../app/articles/model.ts";
import type { ClaimFilter, ClaimSort } from "../../app/claims/model.ts";
import type { FileToken } from "../../app/contract/procedure.ts";
import type { ObjectKind } from "../../app/ledger/model.ts";

/** A table or JSON file of which the columns are to be named before it is imported. */
export interface UnmappedFile {
  file: FileToken;
  name: string;
  /** The item of a draft that it is: what is answered is read so into that draft, on top of how that is read. */
  into?: { draft: string; item: string; reading: FileReading };
  /** The id of what could not be read, of which this is a copy: what is answered is read so from what the case keeps. */
  unreadable?: string;
}

/** Dialogs that stand above the pages: a feature asks for one here, `renderer/app.tsx` shows it. */
export type OpenDialog =
  /** `ids`: those that are chosen, where some are. */
  | { kind: "export"; filter: ClaimFilter; sort: ClaimSort[]; ids?: readonly string[] }
  | { kind: "settings" }
  | { kind: "analyst" }
  | { kind: "help" }
  | { kind: "keys" }
  | { kind: "palette" }
  | { kind: "job"; jobId: string }
  | { kind: "columns"; files: readonly UnmappedFile[] }
  /** Reads names of files; `name` is that of the folder that was picked. */
  | { kind: "names"; files: readonly FileToken[]; name: string }
  /** The folders that are watched for the case. */
  | { kind: "watched" }
  /** Puts claims under a question. */
  | { kind: "gather"; claimIds: readonly string[] }
  /** Relates claims to one another. */
  | { kind: "relate"; claimIds: readonly string[] }
  | { kind: "history"; object: { kind: ObjectKind; id: string }; name: string };

interface Dialogs {
  open: OpenDialog | null;
  show: (dialog: OpenDialog) => void;
  close: () => void;
}

export const useDialogs = create<Dialogs>()((set) => ({
  open: null,
  show: (open) => set({ open }),
  close: () => set({ open: null }),
}));
