import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { proposeInitials } from "../../app/workstation/rules.ts";
import { makeEvents } from "../events.ts";
import { makeFiles } from "../files.ts";
import { configurationFolder } from "./folder.ts";
import { makeWorkstation } from "./service.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "isnad-home-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const make = () =>
  makeWorkstation(
    folder,
    "1.2.3",
    makeFiles(),
    makeEvents(() => {}),
  );
const session = { host: "test" } as const;

describe("the workstation", () => {
  test("proposes the system's user, and knows nobody until they say so", async () => {
    const workstation = make();
    const described = await workstation.handlers["workstation.get"]({}, session);
    expect(described.analyst).toBeNull();
    expect(described.proposedAnalyst.name).not.toBe("");
    expect(workstation.analyst()).toBeNull();
  });

  test("keeps analyst, device, settings and recent cases", async () => {
    const first = make();
    const { device } = first;
    await first.handlers["workstation.setAnalyst"]({ name: "رنا خوري", initials: "رخ" }, session);
    await first.handlers["workstation.setSettings"]({ language: "ar", theme: undefined }, session);
    first.remember(join(folder, "a.isnad"));
    first.remember(join(folder, "b.isnad"));
    first.remember(join(folder, "a.isnad"));

    const again = make();
    const described = await again.handlers["workstation.get"]({}, session);
    expect(described).toMatchObject({
      device,
      analyst: { name: "رنا خوري" },
      settings: { language: "ar", theme: "system" },
    });
    expect(described.recentCases.map(({ name, present }) => [name, present])).toEqual([
      ["a", false],
      ["b", false],
    ]);
    const [recent] = described.recentCases;
    const left = await again.handlers["workstation.forgetRecent"]({ file: recent?.file ?? "" }, session);
    expect(left.recentCases.map(({ name }) => name)).toEqual(["b"]);
  });

  test("a broken file is kept aside; a broken field falls back alone", async () => {
    const file = join(folder, "workstation.json");
    writeFileSync(file, "{ not json");
    make();
    expect(readFileSync(`${file}.unreadable`, "utf8")).toBe("{ not json");
    writeFileSync(
      file,
      JSON.stringify({ device: "d", analyst: { name: "Rana", initials: "R" }, settings: 7, recent: "no" }),
    );
    const described = await make().handlers["workstation.get"]({}, session);
    expect(described).toMatchObject({
      device: "d",
      analyst: { name: "Rana" },
      settings: { language: "en" },
      recentCases: [],
    });
  });
});

test.each([
  ["linux", { HOME: "/h", XDG_CONFIG_HOME: "/x" }, join("/x", "isnad")],
  ["win32", { APPDATA: "/appdata" }, join("/appdata", "Isnad")],
  ["darwin", { ISNAD_HOME: "/own", XDG_CONFIG_HOME: "/x" }, "/own"],
] as const)(
  "on %s the configuration folder is the platform's, unless ISNAD_HOME says otherwise",
  (platform, env, wanted) => {
    expect(configurationFolder(env, platform)).toBe(wanted);
  },
);

test.each([
  ["Rana Khoury", "RK"],
  ["rana", "R"],
  ["رنا خوري", "رخ"],
  ["ana-maria lópez", "AL"],
  ["  ", "?"],
])("the initials proposed for %j are %j", (name, initials) => {
  expect(proposeInitials(name)).toBe(initials);
});
