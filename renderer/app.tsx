import { type ComponentType, lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";

import type { CaseInfo } from "../app/cases/model.ts";
import { makeClient } from "../app/contract/client.ts";
import type { Workstation } from "../app/workstation/model.ts";
import { DraftsFollower } from "./articles/draft/ways-in.tsx";
import { UnreadableKey } from "./articles/unreadable/ways-in.tsx";
import { ArrivalsFollower } from "./articles/watching/ways-in.tsx";
import { FilesProvider } from "./cases/files-provider.tsx";
import { AnalystDialog, SettingsDialog } from "./cases/settings.tsx";
import { WelcomePage } from "./cases/welcome-page.tsx";
import { ClientProvider, useClient } from "./data/client.tsx";
import { HostProvider } from "./data/host.tsx";
import { useRead } from "./data/queries.ts";
import { useTakingBack } from "./data/taking-back.ts";
import { ExportDialog } from "./exchange/export-dialog.tsx";
import type { HostTransport } from "./host/transport.ts";
import { useText } from "./i18n/index.ts";
import { ObjectHistoryDialog } from "./ledger/object-history-dialog.tsx";
import { Appearance } from "./shell/appearance.tsx";
import { CommandPalette } from "./shell/command-palette.tsx";
import { ConnectionBanner } from "./shell/connection.tsx";
import { ErrorBoundary } from "./shell/error-page.tsx";
import { Frame } from "./shell/frame.tsx";
import { HelpDialog } from "./shell/help.tsx";
import { JobDialog } from "./shell/job-dialog.tsx";
import { KeySheet } from "./shell/key-sheet.tsx";
import { ReadOnly } from "./shell/read-only.tsx";
import { useDialogs } from "./state/dialogs.ts";
import { type Page, useView } from "./state/view.ts";
import { EmptyState, ErrorNotice, Notices, PlacesContext } from "./ui/index.ts";

/** The program's window: it composes the features, which do not know one another. */
export function App({ transport }: { transport: HostTransport }) {
  const client = useMemo(() => makeClient(transport), [transport]);
  return (
    <HostProvider transport={transport}>
      <ClientProvider client={client}>
        <Appearance>
          <ErrorBoundary>
            <FilesProvider>
              <Entrance />
            </FilesProvider>
          </ErrorBoundary>
          <ConnectionBanner />
          <PassingNotices />
        </Appearance>
      </ClientProvider>
    </HostProvider>
  );
}

/** What is told in passing, with the way back. */
function PassingNotices() {
  return <Notices takingBack={useTakingBack()} />;
}

/** Decides between the first screen and the case that is open. */
function Entrance() {
  const t = useText("shell");
  const workstation = useRead("workstation.get", {});
  const current = useRead("cases.current", {});
  const problem = useStartFile(workstation.data, current.data);
  const error = workstation.error ?? current.error;
  const retry = (): void => {
    void workstation.refetch();
    void current.refetch();
  };
  const caseId = current.data?.id ?? null;
  const shownCase = useRef<string | null>(null);
  useEffect(() => {
    if (shownCase.current !== caseId) useView.getState().reset();
    shownCase.current = caseId;
  }, [caseId]);
  useEffect(() => {
    document.title = current.data ? `${current.data.name} – Isnad` : "Isnad";
  }, [current.data]);

  if (error && !workstation.data) {
    return <EmptyState title={t("fault")}>{<ErrorNotice error={error} onRetry={retry} />}</EmptyState>;
  }
  if (!workstation.data || current.data === undefined) return <EmptyState title={t("starting")} />;
  const analyst = workstation.data.analyst;
  if (current.data === null || analyst === null) {
    return (
      <>
        <WelcomePage workstation={workstation.data} problem={problem} />
        <Dialogs info={null} />
      </>
    );
  }
  return (
    <ReadOnly info={current.data}>
      <PlacesContext value={current.data.id}>
        <Frame info={current.data} analyst={analyst}>
          <Pages key={current.data.id} />
        </Frame>
        <DraftsFollower />
        <ArrivalsFollower />
        <UnreadableKey />
        <Dialogs info={current.data} />
      </PlacesContext>
    </ReadOnly>
  );
}

/** The case that the program was started with is opened as soon as it is known who works here; once a start. */
function useStartFile(workstation: Workstation | undefined, current: CaseInfo | null | undefined): unknown {
  const client = useClient();
  const asked = useRef(false);
  const [problem, setProblem] = useState<unknown>(null);
  const isReady = workstation !== undefined && workstation.analyst !== null && current === null;
  useEffect(() => {
    if (!isReady || asked.current) return;
    asked.current = true;
    void (async () => {
      try {
        const file = await client.host("host.startFile", {});
        // A page that is loaded again after its case was closed does not open it again.
        if (!file || sessionStorage.getItem("isnad-started") === file.file) return;
        sessionStorage.setItem("isnad-started", file.file);
        await client.call("cases.open", { file: file.file });
      } catch (error) {
        setProblem(error);
      }
    })();
  }, [isReady, client]);
  return problem;
}

const page = (load: () => Promise<ComponentType>): ComponentType => lazy(async () => ({ default: await load() }));

const WatchedDialog = lazy(async () => ({
  default: (await import("./articles/watching/watched-dialog.tsx")).WatchedDialog,
}));
const ColumnsDialog = lazy(async () => ({
  default: (await import("./articles/library/mapping-dialog.tsx")).ColumnsDialog,
}));

const NamesDialog = lazy(async () => ({
  default: (await import("./articles/importing/names-dialog.tsx")).NamesDialog,
}));

const GatherDialog = lazy(async () => ({
  default: (await import("./questions/gather-dialog.tsx")).GatherDialog,
}));

const RelateDialog = lazy(async () => ({
  default: (await import("./claims/relations/relate-dialog.tsx")).RelateDialog,
}));

const views: Record<Page, ComponentType> = {
  library: page(async () => (await import("./articles/library-page.tsx")).LibraryPage),
  reader: page(async () => (await import("./reader.tsx")).Reader),
  claims: page(async () => (await import("./claims/claims-page.tsx")).ClaimsPage),
  sources: page(async () => (await import("./sources/sources-page.tsx")).SourcesPage),
  look: page(async () => (await import("./claims/look/look-page.tsx")).LookPage),
  questions: page(async () => (await import("./questions/questions-page.tsx")).QuestionsPage),
  tags: page(async () => (await import("./tags/tags-page.tsx")).TagsPage),
  overview: page(async () => (await import("./claims/overview/overview-page.tsx")).OverviewPage),
  collection: page(async () => (await import("./articles/collection/collection-page.tsx")).CollectionPage),
  grading: page(async () => (await import("./claims/grading/grading-page.tsx")).GradingPage),
  review: page(async () => (await import("./articles/review/review-page.tsx")).ReviewPage),
  copies: page(async () => (await import("./articles/copies/copies-page.tsx")).CopiesPage),
  draft: page(async () => (await import("./articles/draft/draft-page.tsx")).DraftPage),
  unreadable: page(async () => (await import("./articles/unreadable/unreadable-page.tsx")).UnreadablePage),
  search: page(async () => (await import("./search/search-page.tsx")).SearchPage),
  history: page(async () => (await import("./ledger/history-page.tsx")).HistoryPage),
};

function Pages() {
  const name = useView((view) => view.page);
  const View = views[name];
  return (
    <ErrorBoundary of={name}>
      <Suspense fallback={null}>
        <View />
      </Suspense>
    </ErrorBoundary>
  );
}

/** Dialogs that any page may ask for. */
function Dialogs({ info }: { info: CaseInfo | null }) {
  const open = useDialogs((dialogs) => dialogs.open);
  const close = useDialogs((dialogs) => dialogs.close);
  if (open === null) return null;
  switch (open.kind) {
    case "settings":
      return <SettingsDialog onClose={close} />;
    case "analyst":
      return <AnalystDialog onClose={close} />;
    case "help":
      return <HelpDialog info={info} onClose={close} />;
    case "keys":
      return <KeySheet onClose={close} />;
    case "palette":
      return info ? <CommandPalette onClose={close} /> : null;
    case "job":
      return <JobDialog jobId={open.jobId} onClose={close} />;
    case "columns":
      return (
        <Suspense fallback={null}>
          <ColumnsDialog files={open.files} onClose={close} />
        </Suspense>
      );
    case "names":
      return (
        <Suspense fallback={null}>
          <NamesDialog files={open.files} name={open.name} onClose={close} />
        </Suspense>
      );
    case "watched":
      return (
        <Suspense fallback={null}>
          <WatchedDialog onClose={close} />
        </Suspense>
      );
    case "gather":
      return (
        <Suspense fallback={null}>
          <GatherDialog claimIds={open.claimIds} onClose={close} />
        </Suspense>
      );
    case "relate":
      return (
        <Suspense fallback={null}>
          <RelateDialog claimIds={open.claimIds} onClose={close} />
        </Suspense>
      );
    case "history":
      return <ObjectHistoryDialog object={open.object} name={open.name} onClose={close} />;
    case "export":
      return info ? (
        <ExportDialog
          filter={open.filter}
          sort={open.sort}
          chosen={open.ids ?? []}
          caseName={info.name}
          onClose={close}
        />
      ) : null;
    default:
      return open satisfies never;
  }
}
