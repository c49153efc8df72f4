import { useCallback } from "react";

import type { FileReading } from "../../app/articles/model.ts";
import type { FileToken } from "../../app/contract/procedure.ts";
import { useClient } from "./client.tsx";
import { useFiles } from "./files.tsx";

export interface Importing {
  /** Starts the import of files that were picked or dropped. @returns the job's id; the frame shows how far it is */
  importFiles: (files: readonly FileToken[], reading?: FileReading) => Promise<string | null>;
  /** Lets the analyst pick files (or a folder) and imports them. */
  pickAndImport: (options?: { folders?: boolean }) => Promise<string | null>;
}

/** Import, as the library's button, the menu and a drop on the window do it. */
export function useImport(): Importing {
  const client = useClient();
  const { pickFiles } = useFiles();
  const importFiles = useCallback<Importing["importFiles"]>(
    async (files, reading) => {
      if (files.length === 0) return null;
      const { jobId } = await client.call("articles.import", { files: [...files], ...(reading ? { reading } : {}) });
      return jobId;
    },
    [client],
  );
  const pickAndImport = useCallback<Importing["pickAndImport"]>(
    async (options = {}) => {
      const picked = await pickFiles("import", { multiple: true, folders: options.folders ?? false });
      return await importFiles(picked.map((file) => file.file));
    },
    [pickFiles, importFiles],
  );
  return { importFiles, pickAndImport };
}
