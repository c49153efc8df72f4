import type { ErrorCode } from "../../app/contract/errors.ts";
import type { BackendEvent } from "../../app/contract/events.ts";
import type { Reply } from "../../app/contract/protocol.ts";
import type { Workstation } from "../../app/workstation/model.ts";
import { defaultSettings } from "../../app/workstation/rules.ts";
import type { Connection, HostTransport } from "../data/host.tsx";

type Answers = Record<string, (input: never) => unknown>;

export interface FakeBackend {
  transport: HostTransport;
  /** What was asked, by name, in order. */
  asked: { procedure: string; input: unknown }[];
  emit: (event: BackendEvent) => void;
  setConnection: (state: Connection) => void;
  /** Refuses the next call of this name. */
  refuse: (procedure: string, code: ErrorCode, message: string) => void;
  workstation: Workstation;
}

/** A backend for the frame's tests: a workstation that remembers, a case that can be opened, all else as the test says. */
export function makeFakeBackend(answers: Answers = {}, start: Partial<Workstation> = {}): FakeBackend {
  const listeners = new Set<(event: BackendEvent) => void>();
  const watchers = new Set<(state: Connection) => void>();
  let connection: Connection = "connected";
  const refusals = new Map<string, { code: ErrorCode; message: string }>();
  const fake: FakeBackend = {
    asked: [],
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    setConnection: (state) => {
      connection = state;
      for (const watcher of watchers) watcher(state);
    },
    refuse: (procedure, code, message) => refusals.set(procedure, { code, message }),
    workstation: {
      analyst: null,
      proposedAnalyst: { name: "Lina Haddad", initials: "LH" },
      device: "d",
      recentCases: [],
      // Most tests are about something else than the look that comes before an import.
      settings: { ...defaultSettings, lookFirst: "never" },
      version: "0.1.0",
      ...start,
    },
    transport: {
      kind: "browser",
      takesFolders: false,
      call: async ({ procedure, input }): Promise<Reply> => {
        fake.asked.push({ procedure, input });
        const refusal = refusals.get(procedure);
        if (refusal) {
          refusals.delete(procedure);
          return { ok: false, error: refusal };
        }
        const answer = all[procedure];
        if (!answer) return { ok: false, error: { code: "unknown-procedure", message: procedure } };
        return { ok: true, value: answer(input as never) as never };
      },
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      uploadFile: async (file) => `token-${file.name}`,
      connection: () => connection,
      onConnection: (watcher) => {
        watchers.add(watcher);
        return () => watchers.delete(watcher);
      },
    },
  };
  let current: unknown = null;
  const openCase = (): unknown => {
    current ??= emptyCase;
    queueMicrotask(() => fake.emit({ name: "case-changed", value: { open: true } }));
    return current;
  };
  const change = (part: Partial<Workstation>): Workstation => {
    fake.workstation = { ...fake.workstation, ...part };
    return fake.workstation;
  };
  const all: Answers = {
    "workstation.get": () => fake.workstation,
    "workstation.setAnalyst": (analyst) => change({ analyst }),
    "workstation.setSettings": (settings: object) =>
      change({ settings: { ...fake.workstation.settings, ...settings } }),
    "workstation.forgetRecent": ({ file }: { file: string }) =>
      change({ recentCases: fake.workstation.recentCases.filter((recent) => recent.file !== file) }),
    "cases.current": () => current,
    "cases.openSample": openCase,
    "cases.open": openCase,
    "cases.create": openCase,
    "host.startFile": () => null,
    "host.info": () => ({ kind: "browser", platform: "linux", nativeDialogs: false, canReveal: false }),
    "host.folder": ({ folder }: { folder?: string }) => listing(folder ?? "home"),
    "host.newFile": ({ name }: { name: string }) => ({
      file: `new-${name}`,
      name,
      folder: "/home/analyst",
      exists: name.startsWith("taken"),
    }),
    "ledger.standing": () => ({ undo: null, redo: null }),
    "jobs.list": () => [],
    "articles.unfinishedImports": () => [],
    ...answers,
  };
  return fake;
}

export const emptyCase = {
  id: "case-1",
  name: "Badrusiyah",
  folder: "/home/analyst",
  readOnly: null,
  notices: [],
  articles: 0,
  claims: 0,
  sources: 0,
};

const at = (name: string): object => ({ file: name, name, folder: "/home/analyst" });
const entry = (name: string, kind: "folder" | "file"): object => ({
  file: name,
  name,
  kind,
  bytes: 2048,
  modifiedAt: "2025-11-24T10:00:00Z",
});

const listing = (folder: string): unknown => ({
  folder: at(folder),
  above: folder === "home" ? [] : [at("home")],
  places: [at("home"), at("Documents")],
  entries:
    folder === "home"
      ? [entry("reports", "folder"), entry("taken.isnad", "file"), entry("تقرير.isnad", "file")]
      : [entry("inner.isnad", "file")],
});
