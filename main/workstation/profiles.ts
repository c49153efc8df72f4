import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ImportProfile } from "../../app/articles/profiles.ts";
import { Refusal } from "../../app/contract/errors.ts";
import { z } from "../../app/kernel/schema.ts";
import type { Events } from "../events.ts";
import type { ProfileStore } from "../handed.ts";

const Stored = z.object({ profiles: z.array(z.unknown()) });

/** Profiles in a file of their own beside the settings: it may be handed to a colleague. */
export function makeProfileStore(folder: string, events: Events): ProfileStore {
  const file = join(folder, "import-profiles.json");

  /** Read anew each time: another window, or the command line, may have saved one meanwhile. */
  function read(): ImportProfile[] {
    if (!existsSync(file)) return [];
    try {
      const { profiles } = Stored.parse(JSON.parse(readFileSync(file, "utf8")));
      // One that this version does not understand falls away alone.
      return profiles.flatMap((profile) => ImportProfile.safeParse(profile).data ?? []);
    } catch {
      // Kept aside, so that nothing in it is lost.
      renameSync(file, `${file}.unreadable`);
      return [];
    }
  }

  function write(profiles: readonly ImportProfile[]): void {
    mkdirSync(folder, { recursive: true });
    const unfinished = `${file}.${process.pid}.unfinished`;
    const sorted = profiles.toSorted((a, b) => a.name.localeCompare(b.name));
    writeFileSync(unfinished, `${JSON.stringify({ profiles: sorted }, null, 2)}\n`);
    renameSync(unfinished, file);
    events.emit({ name: "changed", value: { kinds: ["workstation"] } });
  }

  return {
    list: read,
    get: (name) => find(read(), name),
    save(profile) {
      const all = read();
      const before = all.find(({ name }) => isNamed(profile, name)) ?? null;
      write([...all.filter((each) => each !== before), profile]);
      return before;
    },
    rename(name, to) {
      const all = read();
      const profile = find(all, name);
      if (all.some((other) => other !== profile && isNamed(other, to)))
        throw new Refusal("name-taken", `there is an import profile ${to} already`);
      const renamed = { ...profile, name: to };
      write([...all.filter((each) => each !== profile), renamed]);
      return renamed;
    },
    remove(name) {
      const all = read();
      const profile = find(all, name);
      write(all.filter((each) => each !== profile));
      return profile;
    },
  };
}

const isNamed = (profile: ImportProfile, name: string): boolean =>
  profile.name.normalize("NFC") === name.normalize("NFC");

function find(profiles: readonly ImportProfile[], name: string): ImportProfile {
  const found = profiles.find((profile) => isNamed(profile, name));
  if (!found) throw new Refusal("not-found", `there is no import profile ${name}`);
  return found;
}
