import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { type Client, makeClient } from "../../app/contract/client.ts";
import { type Failure, Refusal } from "../../app/contract/errors.ts";
import type { Analyst } from "../../app/workstation/model.ts";
import { proposeInitials } from "../../app/workstation/rules.ts";
import type { BackendPort } from "../backend.ts";
import { findPlaces } from "../places.ts";
import { configurationFolder } from "../workstation/folder.ts";
import { type Command, type Context, optionTypes, Typed, UsageError } from "./command.ts";
import { anchorsCommand, anchorsTakeCommand } from "./commands/anchors.ts";
import { articlesCommand } from "./commands/articles.ts";
import { backupCommand, restoreCommand } from "./commands/backup.ts";
import { checkCommand } from "./commands/check.ts";
import { claimAddCommand } from "./commands/claim-add.ts";
import { claimEditCommand, claimGradeCommand, claimRemoveCommand } from "./commands/claim-edit.ts";
import { claimsCommand } from "./commands/claims.ts";
import { compareCommand } from "./commands/compare.ts";
import { concordanceCommand } from "./commands/concordance.ts";
import {
  draftCommand,
  draftEditCommand,
  draftLeaveCommand,
  draftsCommand,
  draftUndoCommand,
} from "./commands/draft.ts";
import { exportCommand } from "./commands/export.ts";
import { familiesCommand, familiesConfirmCommand, familiesRejectCommand } from "./commands/families.ts";
import { familyCommand, familyLeaveCommand } from "./commands/family.ts";
import { importCommand } from "./commands/import.ts";
import { historyCommand, redoCommand, undoCommand } from "./commands/ledger.ts";
import { overviewCommand } from "./commands/overview.ts";
import { profileRemoveCommand, profileRenameCommand, profilesCommand } from "./commands/profiles.ts";
import {
  questionAddCommand,
  questionGatherCommand,
  questionReleaseCommand,
  questionRemoveCommand,
  questionsCommand,
  questionSettleCommand,
} from "./commands/questions.ts";
import { readAnewCommand } from "./commands/read-anew.ts";
import { relateCommand, relationsCommand, unrelateCommand } from "./commands/relations.ts";
import { searchBatchCommand } from "./commands/search-batch.ts";
import { searchCommand } from "./commands/search.ts";
import { searchesCommand, searchesRemoveCommand } from "./commands/searches.ts";
import { serveCommand } from "./commands/serve.ts";
import { sourceAddCommand, sourceEditCommand } from "./commands/source-edit.ts";
import {
  sourceAssessCommand,
  sourceDistinguishCommand,
  sourceDuplicatesCommand,
  sourceMergeCommand,
  sourceRecordCommand,
  sourceSplitCommand,
} from "./commands/source-judge.ts";
import { sourcesCommand } from "./commands/sources.ts";
import { tagsExportCommand, tagsImportCommand } from "./commands/tags-exchange.ts";
import {
  tagAddCommand,
  tagEditCommand,
  tagMergeCommand,
  tagMoveCommand,
  tagRemoveCommand,
  tagsCommand,
} from "./commands/tags.ts";
import { textCommand } from "./commands/text.ts";
import {
  unreadableAsideCommand,
  unreadableCommand,
  unreadableReadCommand,
  unreadableSaveCommand,
  unreadableTakeUpCommand,
} from "./commands/unreadable.ts";
import { unwatchCommand, watchCommand, watchedCommand } from "./commands/watch.ts";
import { makePrinter, ReaderGone } from "./print.ts";

const commands: readonly Command[] = [
  importCommand,
  draftCommand,
  draftsCommand,
  draftEditCommand,
  draftUndoCommand,
  draftLeaveCommand,
  watchCommand,
  watchedCommand,
  unwatchCommand,
  // A verb of two words stands before that of its first.
  unreadableReadCommand,
  unreadableAsideCommand,
  unreadableTakeUpCommand,
  unreadableSaveCommand,
  unreadableCommand,
  profilesCommand,
  profileRenameCommand,
  profileRemoveCommand,
  readAnewCommand,
  articlesCommand,
  // Before `anchors`: the longer name is looked for first.
  anchorsTakeCommand,
  anchorsCommand,
  textCommand,
  searchCommand,
  concordanceCommand,
  searchBatchCommand,
  // Before `searches`: the longer name is looked for first.
  searchesRemoveCommand,
  searchesCommand,
  claimAddCommand,
  claimEditCommand,
  claimGradeCommand,
  claimRemoveCommand,
  claimsCommand,
  sourcesCommand,
  sourceAddCommand,
  sourceEditCommand,
  sourceAssessCommand,
  sourceRecordCommand,
  sourceDuplicatesCommand,
  sourceMergeCommand,
  sourceSplitCommand,
  sourceDistinguishCommand,
  // A verb of two words stands before that of its first.
  tagsExportCommand,
  tagsImportCommand,
  tagsCommand,
  tagAddCommand,
  tagEditCommand,
  tagMoveCommand,
  tagMergeCommand,
  tagRemoveCommand,
  questionsCommand,
  questionAddCommand,
  questionGatherCommand,
  questionReleaseCommand,
  questionSettleCommand,
  questionRemoveCommand,
  compareCommand,
  relateCommand,
  relationsCommand,
  unrelateCommand,
  // Before `family`: the longer name is looked for first.
  familyLeaveCommand,
  familyCommand,
  familiesConfirmCommand,
  familiesRejectCommand,
  familiesCommand,
  overviewCommand,
  exportCommand,
  checkCommand,
  undoCommand,
  redoCommand,
  historyCommand,
  backupCommand,
  restoreCommand,
  serveCommand,
];

const help = (): string =>
  [
    "isnad VERB … [--json] [--analyst NAME]",
    "",
    ...commands.flatMap(({ usage, summary }) => [`isnad ${usage}`, `    ${summary}`]),
    "",
    "Paths are relative to the folder where you type. Options stand before or after the rest;",
    "after `--` nothing is an option. --json prints one JSON document on standard output.",
    "Exit: 0 all done, 1 something failed, 2 wrong usage.",
  ].join("\n");

interface Line {
  readonly command: Command | undefined;
  readonly typed: Typed;
  readonly wantsHelp: boolean;
}

/** Reads the arguments: the verb is the first word that is no option (`claim add` is two). */
function readLine(args: readonly string[]): Line {
  const { values, positionals } = parse(args);
  const { json: _json, help: wantsHelp, ...given } = values;
  const command = commands.find(({ name }) => name.split(" ").every((word, i) => positionals[i] === word));
  if (!command) {
    if (wantsHelp || positionals[0] === "help") return { command, typed: new Typed([], {}), wantsHelp: true };
    throw new UsageError(
      positionals[0] === undefined ? "no verb" : `there is no verb ${positionals.slice(0, 2).join(" ")}`,
    );
  }
  const words = positionals.slice(command.name.split(" ").length);
  if (wantsHelp) return { command, typed: new Typed(words, given), wantsHelp };
  const foreign = Object.keys(given).find(
    (name) => name !== "analyst" && !(command.options as string[]).includes(name),
  );
  if (foreign !== undefined) throw new UsageError(`isnad ${command.name} has no option --${foreign}`);
  if (!command.words && words.length > 0) throw new UsageError(`isnad ${command.name} takes no ${words.join(" ")}`);
  return { command, typed: new Typed(words, given), wantsHelp };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: optionTypes, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** What a verb works with: the backend in this process, paths relative to where the analyst typed them. */
function makeContext(typed: Typed, json: boolean, listsByAnalyst: boolean): Context & { close(): Promise<void> } {
  const print = makePrinter(json);
  const typedIn = process.env["INIT_CWD"] ?? process.cwd();
  let backend: Promise<BackendPort> | undefined;
  let client: Client | undefined;
  let analyst: Analyst | undefined;

  /** Loaded when first needed: wrong usage and help are answered at once. */
  const start = (): Promise<BackendPort> => (backend ??= startBackend());

  const context: Context = {
    typed,
    print,
    client: () =>
      (client ??= makeClient({
        call: async (request) => (await start()).dispatch(request, { host: "cli", analyst }),
        subscribe: (listener) => {
          const subscription = start().then((started) => started.subscribe(listener));
          return () => void subscription.then((end) => end());
        },
      })),
    resolve: (path) => resolve(typedIn, path),
    grant: async (path) => (await start()).grantFile(resolve(typedIn, path)),
    async openCase({ create } = { create: false }) {
      const path = caseFile(resolve(typedIn, typed.needed("case")));
      analyst ??= await findAnalyst(context.client(), listsByAnalyst ? undefined : typed.one("analyst"));
      const file = await context.grant(path);
      const info = await context.client().call(create && !existsSync(path) ? "cases.create" : "cases.open", { file });
      for (const { code, detail } of info.notices) print.say(`${code}: ${detail}`);
      if (info.readOnly?.holder)
        print.say(
          `${info.readOnly.holder.analyst} has this case open on ${info.readOnly.holder.machine}: reading only`,
        );
      return path;
    },
    async run(name, input, hooks) {
      let jobId: string | undefined;
      const stop = (): void => {
        if (jobId !== undefined) void context.client().call("jobs.cancel", { jobId });
      };
      process.on("SIGINT", stop);
      try {
        return await context.client().run(name, input, {
          ...hooks,
          onStart: (id) => {
            jobId = id;
          },
          onProgress: ({ done, total, current }) => {
            if (process.stderr.isTTY)
              process.stderr.write(
                `\r\u001b[K${done}${total === null ? "" : ` of ${total}`} ${current ?? ""}`.slice(0, 100),
              );
          },
        });
      } finally {
        process.off("SIGINT", stop);
        if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
      }
    },
  };
  return { ...context, close: async () => (await backend)?.close() };
}

async function startBackend(): Promise<BackendPort> {
  const { createBackend } = await import("../backend.ts");
  const { resources, version } = findPlaces();
  return createBackend({ home: configurationFolder(), resources, version, checkOutput: false });
}

/** A new case gets its ending where it was typed without; it is found without, too. */
const caseFile = (path: string): string => (!existsSync(path) && !path.endsWith(".isnad") ? `${path}.isnad` : path);

/** The analyst named here, else the one of this workstation, else the system's user: the command line never asks. */
async function findAnalyst(client: Client, name: string | undefined): Promise<Analyst> {
  if (name !== undefined) return { name, initials: proposeInitials(name) };
  const { analyst, proposedAnalyst } = await client.call("workstation.get", {});
  return analyst ?? proposedAnalyst;
}

/** One line as it was typed, without the program's name. @returns the exit code */
export async function run(args: readonly string[]): Promise<number> {
  const end = args.indexOf("--");
  const json = (end === -1 ? args : args.slice(0, end)).includes("--json");
  const print = makePrinter(json);
  const fail = async (failure: Omit<Failure, "code"> & { code: string }): Promise<void> => {
    print.say(`isnad: ${failure.message}`);
    if (json) await print.document(failure, () => []);
  };
  let line: Line | undefined;
  let context: ReturnType<typeof makeContext> | undefined;
  try {
    line = readLine(args);
    if (line.wantsHelp || !line.command) {
      await print.document(line.command ? `isnad ${line.command.usage}\n    ${line.command.summary}` : help(), (text) =>
        text.split("\n"),
      );
      return 0;
    }
    context = makeContext(line.typed, json, line.command.listsByAnalyst === true);
    return (await line.command.run(context)) ? 0 : 1;
  } catch (error) {
    if (error instanceof ReaderGone) return 0;
    if (error instanceof UsageError) {
      await fail({ code: "usage", message: error.message });
      print.say(line?.command ? `usage: isnad ${line.command.usage}` : "isnad --help lists the verbs");
      return 2;
    }
    const message = error instanceof Error ? error.message : String(error);
    await fail(error instanceof Refusal ? error.failure : { code: "internal", message });
    return 1;
  } finally {
    await context?.close();
  }
}

if (import.meta.main) process.exitCode = await run(process.argv.slice(2));
