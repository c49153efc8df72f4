import { useCallback, useEffect, useState } from "react";

import type { FileReading, RecordMapping } from "../../../app/articles/model.ts";
import type { ImportProfile } from "../../../app/articles/profiles.ts";
import { useClient } from "../../data/client.tsx";
import { useText } from "../../i18n/index.ts";
import { notifyFailure } from "../../ui/index.ts";

/** What is kept under a name: columns are those of `file`, or those named. */
export interface NewProfile {
  name: string;
  reading: FileReading;
  file?: string;
  columns?: string[];
}

export interface ProfileActs {
  /** @returns the name that it has now; null where it could not be saved */
  save: (profile: NewProfile) => Promise<string | null>;
  rename: (name: string, to: string) => Promise<boolean>;
  forget: (name: string) => Promise<void>;
}

/** What was done with a profile, and the way back. It stands in the dialog: notices cannot be reached from one. */
export interface Told {
  text: string;
  action: string;
  run: () => void;
}

/** What is done with profiles. They are the workstation's, not the case's, and have a way back of their own. */
export function useProfileActs(tell: (told: Told | null) => void): ProfileActs {
  const t = useText("importing");
  const client = useClient();
  const restore = useCallback(
    ({ name, reading, columns }: ImportProfile) =>
      void client.call("articles.saveProfile", { name, reading, columns }).catch(notifyFailure),
    [client],
  );
  const forget = useCallback(
    async (name: string) => {
      const gone = await client.call("articles.removeProfile", { name });
      tell({ text: t("forgotten", { name }), action: t("keepAfterAll"), run: () => restore(gone) });
    },
    [client, restore, tell, t],
  );
  return {
    forget: (name) => forget(name).catch(notifyFailure),
    rename: (name, to) =>
      client.call("articles.renameProfile", { name, to }).then(
        () => true,
        (error: unknown) => {
          notifyFailure(error);
          return false;
        },
      ),
    save: (asked) =>
      client.call("articles.saveProfile", asked).then(
        ({ profile, replaced }) => {
          const { name } = profile;
          const words = replaced ? "replaced" : profile.columns.length > 0 ? "saved" : "savedPattern";
          const takeAway = (): void => void client.call("articles.removeProfile", { name }).catch(notifyFailure);
          tell({
            text: t(words, { name }),
            action: t(replaced ? "restore" : "forget"),
            run: replaced ? () => restore(replaced) : takeAway,
          });
          return name;
        },
        (error: unknown) => {
          notifyFailure(error);
          return null;
        },
      ),
  };
}

/** Whether a profile can read a file with these columns. */
export const readsColumns = ({ reading }: ImportProfile, columns: readonly string[]): boolean =>
  reading.mapping !== undefined && namedColumns(reading.mapping).every((column) => columns.includes(column));

/** The columns that a mapping reads; an empty name says that none holds the field. */
export const namedColumns = (mapping: RecordMapping): string[] =>
  Object.values(mapping).filter((column) => column !== "");

/** A value as it was when it had not changed for so many milliseconds: what is typed is asked about at rest. */
export function useSettled<Value>(value: Value, ms = 150): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
