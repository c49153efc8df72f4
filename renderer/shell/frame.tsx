import {
  BookOpenText,
  ChartColumn,
  ChartNoAxesColumn,
  CircleHelp,
  Eye,
  FileInput,
  FileOutput,
  FolderInput,
  FolderX,
  History,
  Keyboard,
  Library,
  MessageSquareQuote,
  Scale,
  Redo2,
  Save,
  Search,
  Settings,
  SquareTerminal,
  ShieldCheck,
  Tags,
  Undo2,
  UserRound,
  Users,
} from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components";

import type { CaseInfo } from "../../app/cases/model.ts";
import type { Analyst } from "../../app/workstation/model.ts";
import { useClient } from "../data/client.tsx";
import { useFiles } from "../data/files.tsx";
import { useImport } from "../data/import.ts";
import { useText } from "../i18n/index.ts";
import { useDialogs } from "../state/dialogs.ts";
import { pages, useView } from "../state/view.ts";
import { IconButton, MenuButton, notifyFailure, Tooltip, useKeys } from "../ui/index.ts";
import { useActWords, useOutdatedUndo, useUndo } from "./acts.ts";
import { Banners } from "./banners.tsx";
import { DropZone } from "./drop-zone.tsx";
import { JobsTray } from "./jobs-tray.tsx";

import css from "./frame.module.css";

type RailPage = (typeof pages)[number];

const icons: Record<RailPage, typeof Library> = {
  library: Library,
  reader: BookOpenText,
  claims: MessageSquareQuote,
  look: Eye,
  questions: Scale,
  sources: Users,
  tags: Tags,
  search: Search,
  overview: ChartColumn,
  collection: ChartNoAxesColumn,
  history: History,
};

/** The second letter of "g …" for each page. */
export const pageKeys: Record<RailPage, string> = {
  library: "l",
  reader: "r",
  claims: "c",
  look: "k",
  questions: "q",
  sources: "s",
  tags: "t",
  search: "f",
  overview: "o",
  collection: "a",
  history: "h",
};

/** Pages that have a digit: there are ten, and those that came later leave the others theirs. */
const numbered: readonly RailPage[] = pages.filter((name) => name !== "collection");

/** What stands around every page of an open case. */
export function Frame({ info, analyst, children }: { info: CaseInfo; analyst: Analyst; children: ReactNode }) {
  const t = useText("shell");
  const page = useView((view) => view.page);
  const hasArticle = useView((view) => view.reader !== null);
  const go = useView((view) => view.go);
  const show = useDialogs((dialogs) => dialogs.show);
  const isReadOnly = info.readOnly !== null;
  useOutdatedUndo();
  const words = useActWords();
  const { undo, redo, undoNow, redoNow } = useUndo(isReadOnly);

  const pageBindings = pages.flatMap((name) => {
    const action = { run: () => go(name), label: t(`page.${name}`) };
    // The digit keys of one hand's row: a tenth page is alt+0.
    const digit = (numbered.indexOf(name) + 1) % 10;
    const keys = numbered.includes(name) ? [`g ${pageKeys[name]}`, `alt+${digit}`] : [`g ${pageKeys[name]}`];
    return keys.map((key) => [key, action] as const);
  });
  useKeys(Object.fromEntries(pageBindings), { group: t("keysPages") });
  useKeys(
    {
      "mod+z": { run: undoNow, label: t("undo"), changes: true },
      "mod+shift+z": { run: redoNow, label: t("redo"), changes: true },
      "mod+y": { run: redoNow, label: t("redo"), changes: true },
      // The reader binds it to finding within the article; everywhere else it is the search over the case.
      "mod+f": { run: () => go("search"), label: t("find") },
      "mod+shift+f": { run: () => go("search"), label: t("find") },
      "mod+k": { run: () => show({ kind: "palette" }), label: t("palette") },
      "?": { run: () => show({ kind: "keys" }), label: t("keySheet") },
      F1: { run: () => show({ kind: "help" }), label: t("help") },
      "mod+,": { run: () => show({ kind: "settings" }), label: t("settings") },
    },
    { group: t("keysEverywhere") },
  );

  return (
    <div className={css.frame}>
      <header className={css.bar}>
        <CaseMenu info={info} />
        <span className={css.spacer} />
        <IconButton label={t("palette")} keys="mod+k" onPress={() => show({ kind: "palette" })}>
          <SquareTerminal aria-hidden />
        </IconButton>
        <IconButton
          label={undo ? t("undoWhat", { act: words(undo) }) : t("undoNothing")}
          keys="mod+z"
          changes
          isDisabled={undo === null}
          onPress={undoNow}
        >
          <Undo2 aria-hidden className={css.turned} />
        </IconButton>
        <IconButton
          label={redo ? t("redoWhat", { act: words(redo) }) : t("redoNothing")}
          keys="mod+shift+z"
          changes
          isDisabled={redo === null}
          onPress={redoNow}
        >
          <Redo2 aria-hidden className={css.turned} />
        </IconButton>
        <JobsTray />
        <MenuButton
          label={t("analystMenu")}
          placement="bottom end"
          trigger={
            <AriaButton className={css.analyst ?? ""}>
              <span className={css.initials} dir="auto">
                {analyst.initials}
              </span>
              <span className="visually-hidden">{t("analystIs", { name: analyst.name })}</span>
            </AriaButton>
          }
          items={[
            {
              id: "who",
              text: t("changeAnalyst"),
              icon: <UserRound aria-hidden />,
              onAction: () => show({ kind: "analyst" }),
            },
            {
              id: "settings",
              text: t("settings"),
              icon: <Settings aria-hidden />,
              keys: "mod+,",
              onAction: () => show({ kind: "settings" }),
            },
          ]}
        />
        <MenuButton
          label={t("help")}
          placement="bottom end"
          trigger={
            <AriaButton className={css.round ?? ""} aria-label={t("help")}>
              <CircleHelp aria-hidden />
            </AriaButton>
          }
          items={[
            {
              id: "help",
              text: t("help"),
              icon: <CircleHelp aria-hidden />,
              keys: "F1",
              onAction: () => show({ kind: "help" }),
            },
            {
              id: "keys",
              text: t("keySheet"),
              icon: <Keyboard aria-hidden />,
              keys: "?",
              onAction: () => show({ kind: "keys" }),
            },
          ]}
        />
      </header>
      <nav className={css.rail} aria-label={t("pages")}>
        {pages.map((name) => {
          const Icon = icons[name];
          return (
            <Tooltip key={name} text={t(`page.${name}`)} keys={`g ${pageKeys[name]}`}>
              <AriaButton
                className={css.page ?? ""}
                aria-current={page === name ? "page" : "false"}
                isDisabled={name === "reader" && !hasArticle && page !== "reader"}
                onPress={() => go(name)}
              >
                <Icon aria-hidden />
                <span>{t(`page.${name}`)}</span>
              </AriaButton>
            </Tooltip>
          );
        })}
      </nav>
      <main className={css.main} aria-label={t(`page.${page}`)}>
        <Banners info={info} />
        <div className={css.content}>{children}</div>
      </main>
      <DropZone />
    </div>
  );
}

/** An act of a menu, of which a failure is told. */
const start = (act: () => Promise<unknown>) => () => {
  act().catch(notifyFailure);
};

function CaseMenu({ info }: { info: CaseInfo }) {
  const t = useText("shell");
  const client = useClient();
  const { pickSave } = useFiles();
  const { pickAndImport } = useImport();
  const show = useDialogs((dialogs) => dialogs.show);
  async function backUp(): Promise<void> {
    const day = new Date().toISOString().slice(0, 10);
    const target = await pickSave("backup", `${info.name} ${day}.isnad`);
    if (target) await client.call("cases.backup", { to: target.file });
  }

  return (
    <MenuButton
      label={t("caseMenu")}
      trigger={
        <AriaButton className={css.case ?? ""}>
          <bdi>{info.name}</bdi>
        </AriaButton>
      }
      items={[
        {
          id: "import",
          text: t("import"),
          icon: <FileInput aria-hidden />,
          changes: true,
          onAction: start(() => pickAndImport()),
        },
        {
          id: "import-folder",
          text: t("importFolder"),
          icon: <FolderInput aria-hidden />,
          changes: true,
          onAction: start(() => pickAndImport({ folders: true })),
        },
        {
          id: "export",
          text: t("export"),
          icon: <FileOutput aria-hidden />,
          onAction: () => {
            const { filter, sort } = useView.getState().claims;
            show({ kind: "export", filter, sort });
          },
        },
        { id: "backup", text: t("backup"), icon: <Save aria-hidden />, separated: true, onAction: start(backUp) },
        {
          id: "check",
          text: t("check"),
          icon: <ShieldCheck aria-hidden />,
          onAction: start(() => client.call("cases.check", {})),
        },
        {
          id: "close",
          text: t("closeCase"),
          icon: <FolderX aria-hidden />,
          separated: true,
          onAction: start(() => client.call("cases.close", {})),
        },
      ]}
    />
  );
}
