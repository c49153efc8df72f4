import { createContext, useContext } from "react";

import type { PickedFile } from "../../app/contract/host.ts";

export type OpenPurpose = "import" | "watch" | "open-case" | "restore";
export type SavePurpose = "case" | "export" | "backup" | "original";

export interface OpenRequest {
  mode: "open";
  purpose: OpenPurpose;
  multiple: boolean;
  folders: boolean;
}

export interface SaveRequest {
  mode: "save";
  purpose: SavePurpose;
  suggestedName: string;
}

/** A file to write; `replace` says that the analyst agreed to replace the one that is there. */
export interface SaveTarget extends PickedFile {
  replace: boolean;
}

/** Picking files, in the same way in every host: the system's dialog where there is one, else one in the page. */
export interface Files {
  /** Files (or folders) to read; none when the analyst thought better of it. */
  pickFiles: (purpose: OpenPurpose, options?: { multiple?: boolean; folders?: boolean }) => Promise<PickedFile[]>;
  /** A file to write; null when the analyst thought better of it. Nothing is written yet. */
  pickSave: (purpose: SavePurpose, suggestedName: string) => Promise<SaveTarget | null>;
}

export const FilesContext = createContext<Files | null>(null);

export function useFiles(): Files {
  const files = useContext(FilesContext);
  if (!files) throw new Error("picking files needs a FilesProvider above");
  return files;
}
