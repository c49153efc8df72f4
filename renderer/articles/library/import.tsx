import { FileText, FolderOpen, FolderPen, FolderSync, TableProperties, Upload } from "lucide-react";

import type { PickedFile } from "../../../app/contract/host.ts";
import { useClient } from "../../data/client.tsx";
import { useFiles } from "../../data/files.tsx";
import { useImport } from "../../data/import.ts";
import { useText } from "../../i18n/index.ts";
import { useDialogs } from "../../state/dialogs.ts";
import { Button, MenuButton, notifyFailure } from "../../ui/index.ts";
import { useWatching } from "../watching/use-watching.ts";
import { canImport, holdsRecords } from "./mapping.ts";

export type ImportWay = "files" | "folder" | "names" | "columns";

/**
 * Import from the library: files or a folder are picked; a table or JSON file whose text column is not recognised (or
 * that the analyst wants to look at) is asked about, while the rest is already on its way. One that a profile is for needs
 * no question; where several are, the analyst chooses. Several files that are looked at first are one draft, and what lacks
 * columns is asked about there.
 */
export function useLibraryImport(): (how: ImportWay) => void {
  const client = useClient();
  const { pickFiles } = useFiles();
  const { importFiles } = useImport();
  const show = useDialogs((dialogs) => dialogs.show);

  async function isRecognised(picked: PickedFile): Promise<boolean> {
    try {
      const { proposed, profiles } = await client.call("articles.preview", { file: picked.file });
      return profiles.length === 1 || (profiles.length === 0 && canImport(proposed));
    } catch {
      // The import itself says what is wrong with the file, beside what went well.
      return true;
    }
  }

  async function take(how: ImportWay): Promise<void> {
    const folders = how === "folder" || how === "names";
    const picked = await pickFiles("import", { multiple: !folders, folders });
    const [folder] = picked;
    if (how === "names") {
      if (folder) show({ kind: "names", files: picked.map(({ file }) => file), name: folder.name });
      return;
    }
    const { settings } = await client.call("workstation.get", {});
    if (how === "files" && picked.length > 1 && settings.lookFirst !== "never") {
      await importFiles(picked.map(({ file }) => file));
      return;
    }
    const ready: PickedFile[] = [];
    const open: PickedFile[] = [];
    for (const one of picked) {
      const isRecord = holdsRecords(one.name);
      if (isRecord && (how === "columns" || !(await isRecognised(one)))) open.push(one);
      else ready.push(one);
    }
    if (open.length > 0) show({ kind: "columns", files: open });
    await importFiles(ready.map(({ file }) => file));
  }

  return (how) => void take(how).catch(notifyFailure);
}

/** The button that offers the ways to import. */
export function ImportButton({ label, pick }: { label: string; pick: (how: ImportWay) => void }) {
  const { watch } = useWatching();
  const t = useText("library");
  return (
    <MenuButton
      label={t("import")}
      placement="bottom end"
      changes
      trigger={
        <Button tone="primary" changes icon={<Upload aria-hidden />}>
          {label}
        </Button>
      }
      items={[
        { id: "files", text: t("importFiles"), icon: <FileText aria-hidden />, onAction: () => pick("files") },
        { id: "folder", text: t("importFolder"), icon: <FolderOpen aria-hidden />, onAction: () => pick("folder") },
        {
          id: "names",
          text: t("importNames"),
          icon: <FolderPen aria-hidden />,
          keys: "alt+f",
          separated: true,
          onAction: () => pick("names"),
        },
        {
          id: "columns",
          text: t("importColumns"),
          icon: <TableProperties aria-hidden />,
          onAction: () => pick("columns"),
        },
        {
          id: "watch",
          text: t("watchFolder"),
          icon: <FolderSync aria-hidden />,
          keys: "alt+w",
          separated: true,
          onAction: watch,
        },
      ]}
    />
  );
}
