import { FileSearch, FileText, FolderOpen, Settings } from "lucide-react";
import { useEffect, useRef } from "react";

import { DraftImportResult, type ImportDraft } from "../../../app/articles/drafts.ts";
import { useClient } from "../../data/client.tsx";
import { useImport } from "../../data/import.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useDialogs } from "../../state/dialogs.ts";
import { useView } from "../../state/view.ts";
import { Button, EmptyState, ErrorNotice, notify, notifyFailure, Page, PageBar } from "../../ui/index.ts";
import { DraftView } from "./draft-view.tsx";
import { Progress, useDraftJob } from "./standing.tsx";
import { draftName } from "./words.ts";

import css from "./draft.module.css";

const none: readonly never[] = [];

/** What an import would do, looked at before it does: the draft that was asked for, the one that is just read, or all. */
export function DraftPage() {
  const t = useText("draft");
  const id = useView((view) => view.draft.id);
  const goToDraft = useView((view) => view.goToDraft);
  const list = useRead("articles.drafts", {}, { keep: true });
  const drafts = list.data ?? none;
  const job = useDraftJob("reading");
  const busy = drafts.find((draft) => draft.busy === "reading");
  const shown = drafts.find((draft) => draft.id === id) ?? (id === null ? (busy ?? only(drafts)) : only(drafts));
  useAfterImport();

  // What is shown is shown on, whatever is read or left meanwhile.
  const shownId = shown?.id ?? null;
  const isPinned = shownId === id;
  useEffect(() => {
    if (!isPinned && (busy?.id === shownId || id !== null)) goToDraft(shownId);
  }, [isPinned, busy?.id, shownId, id, goToDraft]);

  if (list.error) {
    return (
      <Page>
        <PageBar title={t("title")} total="" />
        <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      </Page>
    );
  }
  if (!list.isSuccess) return <Page>{null}</Page>;
  if (shown) return <DraftView key={shown.id} draft={shown} others={drafts.length - 1} />;
  if (drafts.length > 0) return <Drafts drafts={drafts} />;
  return (
    <Page>
      <PageBar title={t("title")} total="" />
      {job ? <Progress busy="reading" files={0} /> : <NoDraft />}
    </Page>
  );
}

const only = (drafts: readonly ImportDraft[]): ImportDraft | undefined => (drafts.length === 1 ? drafts[0] : undefined);

/** After an import of a draft the library shows what came in; what was not as it had been shown stays, and is told. */
function useAfterImport(): void {
  const t = useText("draft");
  const formats = useFormats();
  const client = useClient();
  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.name !== "job-ended" || event.value.procedure !== "articles.importDraft") return;
        const ended = DraftImportResult.safeParse(event.value.result);
        if (!ended.success || ended.data.stopped || useView.getState().page !== "draft") return;
        const { kept } = ended.data;
        if (kept > 0) notify({ text: t("kept", { count: kept, n: formats.number(kept) }) });
        else useView.getState().go("library");
      }),
    [client, t, formats],
  );
}

/** No draft waits: what this page is for, and the ways to one. */
function NoDraft() {
  const t = useText("draft");
  const { pickAndImport } = useImport();
  const show = useDialogs((dialogs) => dialogs.show);
  const go = useView((view) => view.go);
  return (
    <div className={css.emptyPlace}>
      <EmptyState
        icon={<FileSearch aria-hidden />}
        title={t("emptyTitle")}
        action={
          <>
            <Button
              tone="primary"
              changes
              icon={<FileText aria-hidden />}
              onPress={() => void pickAndImport().catch(notifyFailure)}
            >
              {t("importFiles")}
            </Button>
            <Button
              changes
              icon={<FolderOpen aria-hidden />}
              onPress={() => void pickAndImport({ folders: true }).catch(notifyFailure)}
            >
              {t("importFolder")}
            </Button>
            <Button icon={<Settings aria-hidden />} onPress={() => show({ kind: "settings" })}>
              {t("settings")}
            </Button>
            <Button onPress={() => go("library")}>{t("toLibrary")}</Button>
          </>
        }
      >
        <p>{t("emptyText")}</p>
        <p>{t("emptySetting")}</p>
      </EmptyState>
    </div>
  );
}

/** Several drafts wait: each with what it would bring in. */
function Drafts({ drafts }: { drafts: readonly ImportDraft[] }) {
  const t = useText("draft");
  const formats = useFormats();
  const goToDraft = useView((view) => view.goToDraft);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <Page>
      <PageBar
        title={t("title")}
        total={t("draftsTotal", { count: drafts.length, n: formats.number(drafts.length) })}
      />
      <ul className={css.drafts} aria-label={t("drafts")}>
        {drafts.map((draft, index) => {
          const { name, more } = draftName(draft);
          return (
            <li key={draft.id}>
              <button
                ref={index === 0 ? first : null}
                type="button"
                className={css.draft}
                onClick={() => goToDraft(draft.id)}
              >
                <span className={css.draftName}>
                  <bdi>{more === 0 ? name : t("andMore", { name, count: more, n: formats.number(more) })}</bdi>
                </span>
                <span className={css.hint}>
                  {[
                    ...(draft.busy ? [t(draft.busy)] : []),
                    t("comeIn", { count: draft.toImport, n: formats.number(draft.toImport) }),
                    t("begunOn", { date: formats.dateTime(draft.begunAt) }),
                  ].join(" · ")}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </Page>
  );
}
