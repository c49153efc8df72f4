import { originalName } from "../../../app/articles/members.ts";
import type { UnreadableFile } from "../../../app/articles/unreadable.ts";
import { useClient } from "../../data/client.tsx";
import { useFiles } from "../../data/files.tsx";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useDialogs } from "../../state/dialogs.ts";
import { notify, notifyFailure } from "../../ui/index.ts";
import { nameOf } from "../draft/words.ts";

export interface UnreadableActs {
  /** Leaves aside, or takes up again; told with its way back. */
  setAside: (ids: readonly string[], aside: boolean) => void;
  /** Reads what is kept once more as it is; the frame tells what came of it. */
  readAgain: (ids: readonly string[]) => void;
  /** Asks about the columns of tables, one after the other. */
  nameColumns: (ids: readonly string[]) => void;
  save: (file: UnreadableFile) => void;
}

export function useUnreadableActs(): UnreadableActs {
  const t = useText("unreadable");
  const formats = useFormats();
  const client = useClient();
  const { pickSave } = useFiles();
  const show = useDialogs((dialogs) => dialogs.show);

  async function turn(ids: readonly string[], aside: boolean): Promise<void> {
    const { changed } = await client.call("articles.setUnreadableAside", { ids: [...ids], aside });
    const text = t(aside ? "asideDone" : "takenUp", { count: changed, n: formats.number(changed) });
    const back = (): void => void turn(ids, !aside).catch(notifyFailure);
    notify({ text, tone: "good", action: { text: t("undo"), run: back } });
  }

  async function ask(ids: readonly string[]): Promise<void> {
    const files = await Promise.all(
      ids.map(async (id) => {
        const { file, path } = await client.call("articles.unreadableCopy", { id });
        return { file, name: nameOf(path), unreadable: id };
      }),
    );
    if (files.length > 0) show({ kind: "columns", files });
  }

  async function saveOne({ id, path }: UnreadableFile): Promise<void> {
    // Of a member or a record the whole file is kept.
    const name = originalName({ path, member: null, line: null });
    const target = await pickSave("original", name);
    if (!target) return;
    const { bytes } = await client.call("articles.saveUnreadable", { id, to: target.file });
    notify({ text: t("saved", { bytes: formats.bytes(bytes) }), tone: "good" });
  }

  return {
    setAside: (ids, aside) => {
      if (ids.length > 0) turn(ids, aside).catch(notifyFailure);
    },
    readAgain: (ids) => {
      if (ids.length > 0) client.call("articles.readUnreadable", { ids: [...ids] }).catch(notifyFailure);
    },
    nameColumns: (ids) => void ask(ids).catch(notifyFailure),
    save: (file) => void saveOne(file).catch(notifyFailure),
  };
}
