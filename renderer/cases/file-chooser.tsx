import { ChevronRight, File as FileIcon, Folder, HardDrive, TriangleAlert } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import {
  Breadcrumb,
  Breadcrumbs,
  Button as AriaButton,
  GridList,
  GridListItem,
  type Key,
  type Selection,
} from "react-aria-components";

import type { HostOutput, PickedFile } from "../../app/contract/host.ts";
import { shownName } from "../../app/text/shown-names.ts";
import { useClient } from "../data/client.tsx";
import type { OpenRequest, SaveRequest, SaveTarget } from "../data/files.tsx";
import { useHost } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { type Text, useText } from "../i18n/index.ts";
import { Button, Dialog, ErrorNotice, TextField } from "../ui/index.ts";

import css from "./file-chooser.module.css";

type FolderEntry = HostOutput<"host.folder">["entries"][number];

export interface FileChooserProps {
  request: OpenRequest | SaveRequest;
  onCancel: () => void;
  onOpen: (files: PickedFile[]) => void;
  onSave: (target: SaveTarget) => void;
}

/** Where the analyst was last, for each kind of errand of this session. */
const lastFolder = new Map<string, string>();
const endings: Record<SaveRequest["purpose"], string> = { case: ".isnad", backup: ".isnad", export: "", original: "" };

/** Files and folders for a page without the system's dialogs: the host lists, the page shows. */
export function FileChooser({ request, onCancel, onOpen, onSave }: FileChooserProps) {
  const t = useText("cases");
  const client = useClient();
  const isSaving = request.mode === "save";
  const [folder, setFolder] = useState(lastFolder.get(request.purpose));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [name, setName] = useState(isSaving ? request.suggestedName : "");
  const [taken, setTaken] = useState<PickedFile | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const listing = useHost(
    "host.folder",
    { ...(folder === undefined ? {} : { folder }), purpose: isSaving ? "save" : request.purpose },
    { keep: true },
  );
  const data = listing.data;
  const entries = useMemo(() => data?.entries ?? [], [data]);

  function enter(next: string): void {
    lastFolder.set(request.purpose, next);
    setFolder(next);
    setSelected(new Set());
    setTaken(null);
    setFailure(null);
  }

  const asPicked = (entry: FolderEntry): PickedFile => ({
    file: entry.file,
    name: entry.name,
    folder: data?.folder.name ?? "",
  });
  const picked = entries.filter((entry) => selected.has(entry.file));
  const pickedFiles = picked.filter((entry) => entry.kind === "file");
  const takesFolders = request.mode === "open" && request.folders;
  const ready = isSaving
    ? name.trim() !== ""
    : takesFolders
      ? picked.length > 0 || data !== undefined
      : pickedFiles.length > 0;

  async function save(): Promise<void> {
    if (!isSaving || !data || name.trim() === "") return;
    const ending = endings[request.purpose];
    const full = ending && !name.trim().toLowerCase().endsWith(ending) ? name.trim() + ending : name.trim();
    setFailure(null);
    try {
      const { exists, ...target } = await client.host("host.newFile", { folder: data.folder.file, name: full });
      if (exists && taken?.file !== target.file) {
        setName(full);
        setTaken(target);
        return;
      }
      onSave({ ...target, replace: exists });
    } catch (error) {
      setFailure(error);
    }
  }

  function open(): void {
    if (picked.length === 1 && picked[0]?.kind === "folder" && !takesFolders) {
      enter(picked[0].file);
      return;
    }
    const wanted = takesFolders ? picked : pickedFiles;
    if (wanted.length > 0) onOpen(wanted.map(asPicked));
    else if (takesFolders && data) onOpen([data.folder]);
  }

  function activate(key: Key): void {
    const entry = entries.find((known) => known.file === key);
    if (!entry) return;
    if (entry.kind === "folder") enter(entry.file);
    else if (isSaving) setName(entry.name);
    else onOpen([asPicked(entry)]);
  }

  function select(keys: Selection): void {
    const next = keys === "all" ? new Set(entries.map((entry) => entry.file)) : new Set([...keys].map(String));
    setSelected(next);
    const only = next.size === 1 ? entries.find((entry) => next.has(entry.file)) : undefined;
    if (isSaving && only?.kind === "file") {
      setName(only.name);
      setTaken(null);
    }
  }

  // A case or a backup is never written over another file: then only another name helps.
  const mayReplace = isSaving && (request.purpose === "export" || request.purpose === "original");

  return (
    <Dialog
      isOpen
      onClose={onCancel}
      width="large"
      title={t(`choose.${request.purpose}`)}
      actions={
        <>
          <Button onPress={onCancel}>{t("cancel")}</Button>
          {isSaving ? (
            <Button
              tone={taken && mayReplace ? "danger" : "primary"}
              isDisabled={!ready || (taken !== null && !mayReplace)}
              onPress={() => void save()}
            >
              {taken && mayReplace ? t("replace") : t(`save.${request.purpose}`)}
            </Button>
          ) : (
            <Button tone="primary" isDisabled={!ready} onPress={open}>
              {takesFolders && picked.length === 0
                ? t(request.purpose === "watch" ? "watchThisFolder" : "openThisFolder")
                : t(`open.${request.purpose}`)}
            </Button>
          )}
        </>
      }
    >
      <div className={css.chooser}>
        <nav className={css.places} aria-label={t("places")}>
          {data?.places.map((place, i) => (
            <AriaButton
              key={place.file}
              className={css.place ?? ""}
              aria-current={data.folder.folder === place.folder && data.folder.name === place.name ? "true" : "false"}
              onPress={() => enter(place.file)}
            >
              <HardDrive aria-hidden />
              <bdi>{placeName(t, i, place.name)}</bdi>
            </AriaButton>
          ))}
        </nav>
        <div className={css.main}>
          {data ? (
            <Breadcrumbs className={css.crumbs ?? ""} aria-label={t("folder")}>
              {[...data.above, data.folder].map((step, i, all) => (
                <Breadcrumb key={step.file} className={css.crumb ?? ""}>
                  {i > 0 ? <ChevronRight aria-hidden className={css.arrow} /> : null}
                  <AriaButton
                    className={css.step ?? ""}
                    isDisabled={i === all.length - 1}
                    onPress={() => enter(step.file)}
                  >
                    <bdi>{shownName(step.name) || "/"}</bdi>
                  </AriaButton>
                </Breadcrumb>
              ))}
            </Breadcrumbs>
          ) : null}
          {listing.error ? (
            <ErrorNotice error={listing.error} onRetry={() => setFolder(undefined)} />
          ) : (
            <EntryList
              key={data?.folder.file}
              entries={entries}
              selected={selected}
              multiple={request.mode === "open" && request.multiple}
              takesFocus={!isSaving}
              onSelect={select}
              onActivate={activate}
              onUp={() => {
                const above = data?.above.at(-1);
                if (above) enter(above.file);
              }}
              empty={data ? t(`empty.${isSaving ? "save" : request.purpose}`) : ""}
            />
          )}
          {isSaving ? (
            <form
              className={css.name}
              onSubmit={(event) => {
                event.preventDefault();
                if (taken === null || mayReplace) void save();
              }}
            >
              <TextField
                label={t("fileName")}
                value={name}
                onChange={(value) => {
                  setName(value);
                  setTaken(null);
                }}
                autoFocus
              />
              {taken ? (
                <p className={css.warning} role="alert">
                  <TriangleAlert aria-hidden />
                  {mayReplace ? t("existsReplace", { name: taken.name }) : t("existsOther", { name: taken.name })}
                </p>
              ) : null}
            </form>
          ) : null}
          {failure ? <ErrorNotice error={failure} /> : null}
          {request.mode === "open" && request.multiple ? <p className={css.hint}>{t("multipleHint")}</p> : null}
        </div>
      </div>
    </Dialog>
  );
}

/** The first place is the analyst's own folder, whatever it is called; the root of the disk has no name. */
function placeName(t: Text, index: number, name: string): string {
  if (index === 0) return t("place.home");
  if (name === "" || name === "/") return t("place.disk");
  return t(`place.${name.toLowerCase()}`, { defaultValue: name });
}

function EntryList({
  entries,
  selected,
  multiple,
  takesFocus,
  onSelect,
  onActivate,
  onUp,
  empty,
}: {
  entries: readonly FolderEntry[];
  selected: ReadonlySet<string>;
  multiple: boolean;
  takesFocus: boolean;
  onSelect: (keys: Selection) => void;
  onActivate: (key: Key) => void;
  onUp: () => void;
  empty: string;
}) {
  const t = useText("cases");
  const formats = useFormats();
  const list = useRef<HTMLDivElement>(null);
  // Another folder's list is another list: the keyboard goes on within it, once its lines are drawn.
  useEffect(() => {
    if (!takesFocus || entries.length === 0) return undefined;
    const frame = requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[role="row"]')?.focus());
    return () => cancelAnimationFrame(frame);
  }, [takesFocus, entries]);
  return (
    // Backspace goes up as in file managers; the list itself has the keys for everything else.
    <div
      className={css.listFrame}
      role="presentation"
      onKeyDown={(event) => {
        if (event.key === "Backspace" || (event.altKey && event.key === "ArrowUp")) onUp();
      }}
    >
      <GridList
        ref={list}
        aria-label={t("files")}
        className={css.list ?? ""}
        items={entries}
        selectionMode={multiple ? "multiple" : "single"}
        selectionBehavior="replace"
        selectedKeys={selected}
        onSelectionChange={onSelect}
        onAction={onActivate}
        renderEmptyState={() => <p className={css.empty}>{empty}</p>}
      >
        {(entry) => (
          <GridListItem id={entry.file} textValue={shownName(entry.name)} className={css.entry ?? ""}>
            {entry.kind === "folder" ? <Folder aria-hidden /> : <FileIcon aria-hidden />}

            <bdi className={css.entryName}>{shownName(entry.name)}</bdi>
            <span className={css.size}>{entry.kind === "file" ? formats.bytes(entry.bytes) : ""}</span>
            <span className={css.date}>{formats.date(entry.modifiedAt)}</span>
          </GridListItem>
        )}
      </GridList>
    </div>
  );
}
