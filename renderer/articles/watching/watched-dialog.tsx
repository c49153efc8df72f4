import { Eye, FolderSearch, FolderSync, TriangleAlert, X } from "lucide-react";
import { useState } from "react";

import type { WatchedFolder } from "../../../app/articles/watching.ts";
import { shownName } from "../../../app/text/shown-names.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { Button, Dialog, EmptyState, ErrorNotice, IconButton } from "../../ui/index.ts";
import { nameOf, useWatching } from "./use-watching.ts";

import css from "./watching.module.css";

/** The folders that are watched for this case: how each stands, what waits, and watching it no longer. */
export function WatchedDialog({ onClose }: { onClose: () => void }) {
  const t = useText("watching");
  const goToDraft = useView((view) => view.goToDraft);
  const { data, error, refetch } = useRead("articles.watchedFolders", {}, { keep: true });
  const { watch, stop, watchAgain, lookNow } = useWatching();
  // What was stopped here stays in its place, with the way back: notices cannot be reached from a dialog.
  const [stopped, setStopped] = useState<readonly WatchedFolder[]>([]);
  async function stopHere(folder: WatchedFolder): Promise<void> {
    if (await stop(folder)) setStopped((known) => [...known.filter(({ id }) => id !== folder.id), folder]);
  }
  const watched = data ?? [];
  const left = stopped.filter(({ path }) => !watched.some((folder) => folder.path === path));
  const all = [...watched, ...left].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return (
    <Dialog
      title={t("title")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("close")}</Button>
          <Button tone="primary" changes icon={<FolderSync aria-hidden />} onPress={watch}>
            {t("watch")}
          </Button>
        </>
      }
    >
      <p className={css.intro}>{t("intro")}</p>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data && all.length === 0 ? <EmptyState icon={<FolderSync aria-hidden />} title={t("empty")} /> : null}
      {all.length > 0 ? (
        <ul className={css.list} aria-label={t("list")}>
          {all.map((folder) => (
            <li key={folder.id} className={css.folder}>
              {left.includes(folder) ? (
                <Stopped folder={folder} onWatch={() => watchAgain(folder)} />
              ) : (
                <Watched
                  folder={folder}
                  isBack={stopped.some(({ id }) => id === folder.id)}
                  onLook={() => {
                    onClose();
                    goToDraft(folder.draft);
                  }}
                  onLookNow={() => lookNow(folder)}
                  onStop={() => void stopHere(folder)}
                />
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </Dialog>
  );
}

interface WatchedProps {
  folder: WatchedFolder;
  /** Whether it is watched again: then the focus goes back to where it was. */
  isBack: boolean;
  onLook: () => void;
  onLookNow: () => void;
  onStop: () => void;
}

function Watched({ folder, isBack, onLook, onLookNow, onStop }: WatchedProps) {
  const t = useText("watching");
  const formats = useFormats();
  const { path, state, code, message, since, draft, waiting } = folder;
  const name = nameOf(path);
  const standing =
    state === "missing" ? t(code === "file-missing" ? "missing" : "unreadable", { message: message ?? "" }) : t(state);
  const waits = waiting > 0 ? t("waiting", { count: waiting, n: formats.number(waiting) }) : t("nothingWaits");
  const words =
    state === "missing"
      ? [standing, ...(waiting > 0 ? [waits] : [])]
      : [standing, t("since", { date: formats.date(since) }), waits];
  return (
    <>
      <div className={css.words}>
        <Path path={path} />
        <span className={css.state} data-missing={state === "missing" || undefined}>
          {state === "missing" ? <TriangleAlert aria-hidden /> : null}
          {words.join(" · ")}
        </span>
      </div>
      {draft === null ? null : (
        <Button small icon={<Eye aria-hidden />} onPress={onLook}>
          {t("lookAt")}
        </Button>
      )}
      <IconButton label={t("lookNow", { name })} changes onPress={onLookNow}>
        <FolderSearch aria-hidden />
      </IconButton>
      <IconButton label={t("stop", { name })} changes autoFocus={isBack} onPress={onStop}>
        <X aria-hidden />
      </IconButton>
    </>
  );
}

function Stopped({ folder, onWatch }: { folder: WatchedFolder; onWatch: () => void }) {
  const t = useText("watching");
  return (
    <>
      <div className={css.words}>
        <Path path={folder.path} />
        <span className={css.state}>{t("noLonger")}</span>
      </div>
      {/* It stands where the button was that had the focus. */}
      <Button small changes autoFocus onPress={onWatch}>
        {t("watchAgain")}
      </Button>
    </>
  );
}

const Path = ({ path }: { path: string }) => (
  <bdi className={css.path} dir="ltr">
    {shownName(path)}
  </bdi>
);
