import { useCallback } from "react";

import type { FileReading } from "../../app/articles/model.ts";
import type { Client } from "../../app/contract/client.ts";
import type { Input } from "../../app/contract/index.ts";
import type { FileToken } from "../../app/contract/procedure.ts";
import { useLooked } from "../state/looked.ts";
import { useView } from "../state/view.ts";
import { useClient } from "./client.tsx";
import { useFiles } from "./files.tsx";
import { type LookFirst, needsLook } from "./look-first.ts";

export interface Importing {
  /**
   * Looks at files that were picked or dropped, or starts their import, as the workstation's setting has it.
   * @returns the job's id; the frame shows how far it is
   */
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
      const input = { files: [...files], ...(reading ? { reading } : {}) };
      const { lookFirst } = (await client.call("workstation.get", {})).settings;
      if (lookFirst === "never") return (await client.call("articles.import", input)).jobId;
      return await look(client, input, lookFirst);
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

/**
 * Has files looked at. What is sure to be shown is shown while it is read; for the rest one stays where one is, and
 * whoever follows `useLooked` acts when it is known what there is.
 * @returns the job's id, as soon as it runs
 */
function look(client: Client, input: Input<"articles.draft">, lookFirst: LookFirst): Promise<string> {
  const from = useView.getState().page;
  let isShown = false;
  const show = (): void => {
    // Only from where it was asked for: nobody is taken away from what they went on to.
    if (!isShown && useView.getState().page === from) useView.getState().goToDraft(null);
    isShown = true;
  };
  return new Promise((resolve, reject) => {
    client
      .run("articles.draft", input, {
        onStart: (jobId) => {
          resolve(jobId);
          if (lookFirst === "always" || (lookFirst === "several" && input.files.length > 1)) show();
        },
        onProgress: ({ done, total }) => {
          if (lookFirst === "several" && Math.max(done, total ?? 0) > 1) show();
        },
      })
      // What fails once it runs is told by the frame, as of every job; here it fails before.
      .then(({ result: { draft, stopped } }) => {
        const isToBeSeen = stopped || needsLook(lookFirst, draft);
        return useLooked.setState({ last: { draft, stopped, isToBeSeen, from } });
      }, reject);
  });
}
