import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { type Ran, runIn } from "./isnad.fake.ts";

/** How files are read, through the real command line. */
const report = "Three members were hurt, the agency said on Monday evening.\n";
const files: Record<string, string> = {
  "in/SANA/2025-11-24_Raid_on_the_port.txt": report,
  "in/SANA/2025-11-25_Rain.txt": `${report}\nIt rained.\n`,
  "in/Enab Baladi/2025-11-24_Raid.txt": `${report}\nOthers said four.\n`,
  "in/readme.txt": `${report}\nRead me.\n`,
  "one.csv": "a,b,c\nOne,Text of the first report,2025-11-24\n",
  "two.csv": "a,b,c\nTwo,Text of the second report,2025-11-25\n",
};

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "cli-import-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), content);
  }
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const isnad = (...args: string[]): Promise<Ran> => runIn(dir, args);

const pattern = "{outlet}/{date}_{title}.txt";

test("wrong use names what is wrong, and where in a pattern", async () => {
  for (const [args, says] of [
    [["--pattern", "{outlet}_{titel}.txt"], "at character 10 ({titel})"],
    [["--mapping", "body=text"], "FIELD=…"],
    [["--constant", "publishedAt=yesterday"], "2025-11-24"],
    [["--save-profile", "X"], "something to keep"],
    [["--save-profile", "X", "--mapping", "text=b"], "needs a table"],
    [["--save-profile", "X", "--profile", "Y"], "not both"],
  ] as const) {
    const { code, err } = await isnad("import", "in", "--case", "wrong.isnad", ...args, "--json");
    expect([args, code, err]).toEqual([args, 2, expect.stringContaining(says)]);
  }
}, 60_000);

test("names are previewed without a case, and read when they come in", async () => {
  const preview = await isnad("import", "--preview-names", "in", "--pattern", pattern, "--json");
  expect(preview.code).toBe(0);
  expect(JSON.parse(preview.out)).toMatchObject({ fitting: 3, total: 4, isWhole: true, misfits: [expect.any(String)] });
  expect(JSON.parse(preview.out).proposed[0]).toBe("{outlet}/{date}_{title}");
  const plain = await isnad("import", "--preview-names", "in", "--pattern", pattern);
  expect(plain.out).toMatch(/Raid_on_the_port\.txt\ttitle: Raid on the port\toutlet: SANA\tpublishedAt: 2025-11-24/u);
  expect(plain.out).toMatch(/readme\.txt\tdoes not fit/u);

  const imported = await isnad("import", "in", "--case", "names.isnad", "--pattern", pattern, "--json");
  expect(imported.code).toBe(0);
  expect(JSON.parse(imported.out)).toMatchObject({ imported: 4, unnamed: 1, readAs: [] });
  const listed = JSON.parse((await isnad("articles", "--case", "names.isnad", "--json")).out) as { title: string }[];
  expect(listed).toContainEqual(
    expect.objectContaining({ title: "Raid on the port", outlet: "SANA", publishedAt: "2025-11-24" }),
  );
}, 60_000);

test("a mapping is kept as a profile, and read by without being asked, in another case too", async () => {
  const mapping = ["--mapping", "text=b,title=a", "--mapping", "publishedAt=c", "--constant", "outlet=Wire, the"];
  const saved = await isnad("import", "one.csv", "--case", "a.isnad", ...mapping, "--save-profile", "Monitoring");
  expect([saved.code, saved.err]).toEqual([0, expect.stringContaining('saved as the profile "Monitoring"')]);
  const next = await isnad("import", "two.csv", "--case", "b.isnad", "--json");
  expect(next.code).toBe(0);
  expect(JSON.parse(next.out)).toMatchObject({ imported: 1, readAs: [{ profile: "Monitoring", files: 1 }] });
  const listed = JSON.parse((await isnad("articles", "--case", "b.isnad", "--json")).out) as unknown[];
  expect(listed).toEqual([expect.objectContaining({ title: "Two", outlet: "Wire, the", publishedAt: "2025-11-25" })]);

  const profiles = JSON.parse((await isnad("profiles", "--json")).out) as unknown[];
  expect(profiles).toEqual([
    expect.objectContaining({
      name: "Monitoring",
      columns: ["a", "b", "c"],
      reading: { mapping: { text: "b", title: "a", publishedAt: "c" }, constants: { outlet: "Wire, the" } },
    }),
  ]);
  expect((await isnad("profile", "rename", "Monitoring", "--name", "Weekly")).code).toBe(0);
  const byName = await isnad("import", "two.csv", "--case", "c.isnad", "--profile", "Weekly", "--json");
  expect(JSON.parse(byName.out)).toMatchObject({ imported: 1, readAs: [] });
  expect((await isnad("profile", "remove", "Weekly")).out).toContain("Weekly");
  const gone = await isnad("import", "two.csv", "--case", "d.isnad", "--profile", "Weekly", "--json");
  expect([gone.code, JSON.parse(gone.out).code]).toEqual([1, "not-found"]);
  const unmapped = await isnad("import", "two.csv", "--case", "d.isnad", "--json");
  expect([unmapped.code, JSON.parse(unmapped.out).failed[0].code]).toEqual([1, "needs-mapping"]);
}, 90_000);
