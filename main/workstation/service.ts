import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { basename, dirname, extname, join } from "node:path";

import type { FileToken } from "../../app/contract/procedure.ts";
import { z } from "../../app/kernel/schema.ts";
import { Analyst, Settings, type Workstation } from "../../app/workstation/model.ts";
import { defaultSettings, proposeInitials } from "../../app/workstation/rules.ts";
import type { Handlers, NamesOf } from "../dispatch.ts";
import type { Events } from "../events.ts";
import type { Files } from "../files.ts";
import { newId, nowText } from "../store/identity.ts";

/** What the workstation's file holds. An unknown or broken field falls back alone; the rest is kept. */
const Stored = z.object({
  device: z
    .string()
    .min(1)
    .catch(() => newId()),
  analyst: Analyst.nullable().catch(null),
  /** Settings that were added since the file was written have their defaults. */
  settings: Settings.extend({
    staleDays: Settings.shape.staleDays.default(defaultSettings.staleDays),
    lookFirst: Settings.shape.lookFirst.catch(defaultSettings.lookFirst),
  }).catch(defaultSettings),
  recent: z.array(z.object({ path: z.string(), openedAt: z.string() })).catch([]),
});
type Stored = z.infer<typeof Stored>;

const RECENT = 12;

export interface WorkstationService {
  readonly handlers: Handlers<NamesOf<"workstation">>;
  readonly device: string;
  analyst(): Analyst | null;
  /** Puts a case at the head of the recent ones. */
  remember(path: string): void;
}

/** The system's user name and its initials: proposed, never recorded unasked in a window. */
export function systemAnalyst(): Analyst {
  let name = "analyst";
  try {
    name = userInfo().username || name;
  } catch {
    // Some accounts have no entry in the system's user list.
  }
  return { name, initials: proposeInitials(name) };
}

export function makeWorkstation(folder: string, version: string, files: Files, events: Events): WorkstationService {
  const file = join(folder, "workstation.json");
  let stored = read(file);
  save(stored);

  function save(next: Stored): void {
    mkdirSync(folder, { recursive: true });
    const unfinished = `${file}.${process.pid}.unfinished`;
    writeFileSync(unfinished, `${JSON.stringify(next, null, 2)}\n`);
    renameSync(unfinished, file);
    stored = next;
  }

  function change(next: Partial<Stored>): Workstation {
    // Another window may have written meanwhile: its other fields stay.
    save({ ...read(file), ...next, device: stored.device });
    events.emit({ name: "changed", value: { kinds: ["workstation"] } });
    return describe();
  }

  const describe = (): Workstation => ({
    analyst: stored.analyst,
    proposedAnalyst: systemAnalyst(),
    device: stored.device,
    recentCases: stored.recent.map(({ path, openedAt }) => ({
      file: files.grant(path),
      name: basename(path, extname(path)),
      folder: dirname(path),
      openedAt,
      present: existsSync(path),
    })),
    settings: stored.settings,
    version,
  });

  return {
    get device() {
      return stored.device;
    },
    analyst: () => stored.analyst,
    remember(path) {
      const others = read(file).recent.filter((recent) => recent.path !== path);
      change({ recent: [{ path, openedAt: nowText() }, ...others].slice(0, RECENT) });
    },
    handlers: {
      "workstation.get": () => describe(),
      "workstation.setAnalyst": (analyst) => change({ analyst }),
      "workstation.setSettings": (settings) =>
        change({ settings: { ...stored.settings, ...withoutUndefined(settings) } }),
      "workstation.forgetRecent": ({ file: token }: { file: FileToken }) => {
        const path = files.resolve(token);
        return change({ recent: stored.recent.filter((recent) => recent.path !== path) });
      },
    },
  };
}

const withoutUndefined = (
  settings: Partial<{ [Key in keyof Settings]: Settings[Key] | undefined }>,
): Partial<Settings> => Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));

/** A file that cannot be read is kept aside, so that nothing in it is lost, and the defaults are used. */
function read(file: string): Stored {
  if (!existsSync(file)) return Stored.parse({});
  try {
    return Stored.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    renameSync(file, `${file}.unreadable`);
    return Stored.parse({});
  }
}
