import { FileText, FolderOpen, TableProperties, Upload } from "lucide-react";

import type { PickedFile } from "../../../app/contract/host.ts";
import { useClient } from "../../data/client.tsx";
import { useFiles } from "../../data/files.tsx";
import { useImport } from "../../data/import.ts";
import { useText } from "../../i18n/index.ts";
import { useDialogs } from "../../state/dialogs.ts";
import { Button, MenuButton, notifyFailure } from "../../ui/index.ts";
import { canImport, holdsRecords } from "./mapping.ts";

/**
 * Import from the library: files or a folder are picked; a table or JSON file whose text column is not recognised (or
 * that the analyst wants to look at) is asked about, while the rest is already on its way.
 */
export function useLibraryImport(): (how: "files" | "folder" | "columns") => void {
  const client = useClient();
  const { pickFiles } = useFiles();
  const { importFiles } = useImport();
  const show = useDialogs((dialogs) => dialogs.show);

  async function isRecognised(picked: PickedFile): Promise<boolean> {
    try {
      return canImport((await client.call("articles.preview", { file: picked.file })).proposed);
    } catch {
      // The import itself says what is wrong with the file, beside what went well.
      return true;
    }
  }

  async function take(how: "files" | "folder" | "columns"): Promise<void> {
    const picked = await pickFiles("import", { multiple: how !== "folder", folders: how === "folder" });
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
export function ImportButton({ label, pick }: { label: string; pick: (how: "files" | "folder" | "columns") => void }) {
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
          id: "columns",
          text: t("importColumns"),
          icon: <TableProperties aria-hidden />,
          separated: true,
          onAction: () => pick("columns"),
        },
      ]}
    />
  );
}
