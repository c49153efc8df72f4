import { type ReactNode, useMemo, useState } from "react";

import type { PickedFile } from "../../app/contract/host.ts";
import { useClient } from "../data/client.tsx";
import { type Files, FilesContext, type OpenRequest, type SaveRequest, type SaveTarget } from "../data/files.tsx";
import { FileChooser } from "./file-chooser.tsx";

type Asked =
  | { request: OpenRequest; answer: (files: PickedFile[]) => void }
  | { request: SaveRequest; answer: (target: SaveTarget | null) => void };

/** Lets every page below pick files: by the system's dialogs, or by one in the page where the host has none. */
export function FilesProvider({ children }: { children: ReactNode }) {
  const client = useClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const files = useMemo<Files>(() => {
    const isNative = async (): Promise<boolean> => (await client.host("host.info", {})).nativeDialogs;
    return {
      pickFiles: async (purpose, { multiple = false, folders = false } = {}) => {
        if (await isNative()) return await client.host("host.pick", { purpose, multiple, folders });
        return await new Promise((answer) => {
          setAsked({ request: { mode: "open", purpose, multiple, folders }, answer });
        });
      },
      pickSave: async (purpose, suggestedName) => {
        if (await isNative()) {
          const picked = await client.host("host.pickSave", { purpose, suggestedName });
          // The system's dialog asks itself before it gives the name of a file that is there.
          return picked && { ...picked, replace: true };
        }
        return await new Promise((answer) => {
          setAsked({ request: { mode: "save", purpose, suggestedName }, answer });
        });
      },
    };
  }, [client]);

  return (
    <FilesContext value={files}>
      {children}
      {asked ? (
        <FileChooser
          request={asked.request}
          onCancel={() => {
            setAsked(null);
            if (asked.request.mode === "open") (asked.answer as (files: PickedFile[]) => void)([]);
            else (asked.answer as (target: null) => void)(null);
          }}
          onOpen={(picked) => {
            setAsked(null);
            (asked.answer as (files: PickedFile[]) => void)(picked);
          }}
          onSave={(target) => {
            setAsked(null);
            (asked.answer as (target: SaveTarget) => void)(target);
          }}
        />
      ) : null}
    </FilesContext>
  );
}
