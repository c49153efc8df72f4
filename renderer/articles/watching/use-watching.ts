import type { WatchedFolder } from "../../../app/articles/watching.ts";
import { useClient } from "../../data/client.tsx";
import { useFiles } from "../../data/files.tsx";
import { useText } from "../../i18n/index.ts";
import { notify, notifyFailure } from "../../ui/index.ts";
import { nameOf as lastOf } from "../draft/words.ts";

/** The last part of a path, set apart from the words around it. */
export const nameOf = (path: string): string => `\u2068${lastOf(path)}\u2069`;

export interface Watching {
  /** Lets the analyst choose a folder, and has it watched. */
  watch: () => void;
  /** @returns whether it is watched no longer; else why not was told */
  stop: (folder: WatchedFolder) => Promise<boolean>;
  watchAgain: (folder: WatchedFolder) => void;
  /** Looks into a folder at once, and says so where nothing arrived; what did is told by whoever follows the job. */
  lookNow: (folder: WatchedFolder) => void;
}

/** What is done with watched folders, with the way back. */
export function useWatching(): Watching {
  const t = useText("watching");
  const client = useClient();
  const { pickFiles } = useFiles();

  const stop = ({ id }: Pick<WatchedFolder, "id">): Promise<boolean> =>
    client.call("articles.unwatchFolder", { id }).then(
      () => true,
      (error: unknown) => {
        notifyFailure(error);
        return false;
      },
    );

  const watchAgain = ({ id }: Pick<WatchedFolder, "id">): void =>
    void client.call("articles.watchAgain", { id }).catch(notifyFailure);

  async function takeBack(folder: WatchedFolder): Promise<void> {
    if (!(await stop(folder))) return;
    notify({
      text: t("stopped", { name: nameOf(folder.path) }),
      action: { text: t("watchAgain"), run: () => watchAgain(folder) },
    });
  }

  async function watch(): Promise<void> {
    const [picked] = await pickFiles("watch", { folders: true });
    if (!picked) return;
    const folder = await client.call("articles.watchFolder", { folder: picked.file });
    notify({
      text: t("begun", { name: nameOf(folder.path) }),
      tone: "good",
      action: { text: t("stopNow"), run: () => void takeBack(folder) },
    });
  }

  async function lookNow({ id, path }: WatchedFolder): Promise<void> {
    const { result } = await client.run("articles.draftArrived", { id });
    if (result.stopped || result.folders.some(({ files }) => files > 0)) return;
    notify({ text: t(result.folders.length > 0 ? "isMissing" : "nothingNew", { name: nameOf(path) }) });
  }

  return {
    watch: () => void watch().catch(notifyFailure),
    stop,
    watchAgain,
    lookNow: (folder) => void lookNow(folder).catch(notifyFailure),
  };
}
