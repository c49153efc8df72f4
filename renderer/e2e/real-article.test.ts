import { copyFileSync, readFileSync } from "node:fs";

import Database from "better-sqlite3";
import Papa from "papaparse";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { sharedPath } from "../../scripts/shared.ts";
import { useStage } from "./browser.ts";
import { claims } from "./pages/claims.ts";
import { frame } from "./pages/frame.ts";
import { library } from "./pages/library.ts";
import { reader } from "./pages/reader.ts";
import { search } from "./pages/search.ts";
import { welcome } from "./pages/welcome.ts";

const article = sharedPath("corpus", "enab-baladi-badrusiyah-2025-11-24.txt");
const outlet = "عنب بلدي";
const ministryPage = "صفحة وزارة الداخلية في فيسبوك";
const commander = "عبد العزيز هلال الأحمد";
const officer = "نور الدين بريمو";
const channel = "قناة الإخبارية";
const spokesman = "نور الدين البابا";
const report = "معهد الشرق الأوسط";
const unnamed = "مصدر رفيع المستوى في مديرية الأمن العام";

interface Wanted {
  quote: string;
  statement: string;
  chain: string[];
  descriptor?: string;
  reliability?: string;
  credibility?: string;
}
const wanted: Wanted[] = [
  {
    quote: "مشيرًا إلى إصابة أحد عناصر الاستخبارات بجروح بليغة",
    statement: "One member of the intelligence service was badly wounded.",
    chain: [ministryPage, commander],
    reliability: "B",
    credibility: "2",
  },
  {
    quote: "وسط تسجيل إصابة واحدة في صفوف الأمن",
    statement: "One of the security forces was wounded.",
    chain: [officer],
    reliability: "C",
    credibility: "3",
  },
  {
    quote: "أن العمليات شملت 61 مداهمة و71 اعتقالًا في مختلف المحافظات السورية",
    statement: "There were 61 raids and 71 arrests.",
    chain: [channel, spokesman],
    reliability: "B",
  },
  {
    quote: "التنسيق الأخير مع قيادة التحالف شمل اتفاقيات عملياتية متعددة",
    statement: "Coordination with the coalition includes several operational agreements.",
    chain: [report],
    descriptor: unnamed,
  },
];

async function record(page: Page, claim: Wanted): Promise<void> {
  const reading = reader(page);
  const before = await reading.countClaims();
  await reading.select(claim.quote);
  await reading.beginClaim();
  for (const name of claim.chain) await reading.addSpeaker(name);
  if (claim.descriptor !== undefined) await reading.addUnnamed(claim.descriptor);
  await reading.statement.fill(claim.statement);
  if (claim.reliability !== undefined) await reading.grade("Reliability", claim.reliability);
  if (claim.credibility !== undefined) await reading.grade("Credibility", claim.credibility);
  await reading.save();
  await expect.poll(() => reading.countClaims()).toBe(before + 1);
}

const stage = useStage();

describe.skipIf(article === undefined)("the real article", { timeout: 180_000 }, () => {
  test("imported, claimed, filtered, found, undone, exported, killed in mid-typing, and all of it still there", async () => {
    const { desk } = stage;
    copyFileSync(article ?? "", desk.path("badrusiyah.txt"));
    const host = await desk.start();
    const page = await stage.open(host.address);
    await welcome(page).confirmAnalyst("Rana Khalil");
    await welcome(page).startCase("badrusiyah");
    await library(page).importFile("badrusiyah.txt");
    await library(page).rows.filter({ hasText: outlet }).waitFor();
    await library(page).open(/البدروسية|badrusiyah/u);

    for (const claim of wanted) await record(page, claim);

    // Filtered by source and by B2.
    const around = frame(page);
    await around.go("Claims");
    const table = claims(page);
    await expect.poll(() => table.rows.count()).toBe(4);
    await table.filterBySource(ministryPage);
    await expect.poll(() => table.rows.count()).toBe(1);
    await table.rows.filter({ hasText: "badly wounded" }).waitFor();
    await table.clearFilters();
    await expect.poll(() => table.rows.count()).toBe(4);
    await table.cell("B", "2").click();
    await expect.poll(() => table.rows.count()).toBe(1);
    await table.rows.filter({ hasText: commander }).waitFor();
    await table.clearFilters();

    // Found with and without the article, in the letters of the text.
    await around.go("Search");
    const finding = search(page);
    for (const query of ["استخبارات", "الاستخبارات"]) {
      await finding.ask(query);
      await expect.poll(() => finding.hits.count()).toBe(1);
      await expect.poll(async () => (await finding.marks.allTextContents()).join(" ")).toContain("الاستخبارات");
    }

    // Undone and redone.
    await around.go("Claims");
    await around.undo.click();
    await expect.poll(() => table.rows.count()).toBe(3);
    await around.undo.click();
    await expect.poll(() => table.rows.count()).toBe(2);
    await around.redo.click();
    await expect.poll(() => table.rows.count()).toBe(3);
    await around.redo.click();
    await expect.poll(() => table.rows.count()).toBe(4);

    // Exported.
    await table.exportAs("CSV", "out.csv");
    await table.exportAs("JSONL", "out.jsonl");
    expectExports(readFileSync(desk.path("out.csv"), "utf8"), readFileSync(desk.path("out.jsonl"), "utf8"));

    // Killed in mid-typing, started again.
    await table.rows.filter({ hasText: "badly wounded" }).dblclick();
    const reading = reader(page);
    await reading.select("حملة أمنية دقيقة في منطقة عفرين");
    await reading.beginClaim();
    await reading.speaker.fill("قيادة الأمن الداخلي في حلب");
    await reading.speaker.press("Enter");
    await reading.statement.click();
    const typed = "A campaign in Afrin, with the";
    await page.keyboard.type(typed, { delay: 30 });
    // The longest that typing waits before it is in the case is a quarter of a second.
    await page.waitForTimeout(600);
    await page.keyboard.type(" general inte", { delay: 20 });
    await host.kill();
    await page.close();

    const again = await desk.start(desk.path("badrusiyah.isnad"));
    const next = await stage.open(again.address);
    await library(next).rows.filter({ hasText: outlet }).waitFor();
    await frame(next).go("Claims");
    await expect.poll(() => claims(next).rows.count()).toBe(4);
    await claims(next).rows.filter({ hasText: "badly wounded" }).dblclick();
    const restored = reader(next);
    await restored.editor.getByText("You were writing this").first().waitFor();
    const kept = await restored.statement.inputValue();
    expect(kept.startsWith(typed)).toBe(true);
    await restored.editor.getByRole("listitem", { name: /قيادة الأمن الداخلي في حلب/u }).waitFor();
    await restored.save();
    await frame(next).go("Claims");
    await expect.poll(() => claims(next).rows.count()).toBe(5);
    await again.stop();

    // All holds; and a changed byte is named by its row.
    expect(await desk.isnad("check", "--case", "badrusiyah.isnad")).toMatchObject({ code: 0, json: { holds: true } });
    const row = changeByte(desk.path("badrusiyah.isnad"));
    const broken = await desk.isnad("check", "--case", "badrusiyah.isnad");
    expect(broken.code).toBe(1);
    expect(JSON.stringify(broken.json)).toContain(`ledger_entries row ${row}`);
  });
});

/** Changes one letter in the ledger past the program. @returns the row's number */
function changeByte(caseFile: string): number {
  const db = new Database(caseFile);
  const seq = db.prepare("SELECT min(seq) FROM ledger_entries WHERE changes LIKE '%badly wounded%'").pluck().get();
  db.exec("DROP TRIGGER ledger_entries_are_final");
  db.prepare("UPDATE ledger_entries SET changes = replace(changes, 'badly', 'sadly') WHERE seq = ?").run(seq);
  db.close();
  return Number(seq);
}

function expectExports(csv: string, jsonl: string): void {
  const table = Papa.parse<Record<string, string>>(csv.replace(/^\uFEFF/u, ""), { header: true, skipEmptyLines: true });
  expect(table.errors).toEqual([]);
  expect(table.data).toHaveLength(4);
  const lines = jsonl
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  for (const { quote, descriptor, chain } of wanted) {
    const row = table.data.find((each) => Object.values(each).some((value) => value.includes(quote)));
    expect(row).toBeDefined();
    const line = lines.find((each) => JSON.stringify(each).includes(quote));
    for (const name of [outlet, ...chain, ...(descriptor ? [descriptor] : [])]) {
      expect(Object.values(row ?? {}).join("\n")).toContain(name);
      expect(JSON.stringify(line)).toContain(name);
    }
  }
  expect(csv).toMatch(/nato/iu);
  expect(jsonl).toMatch(/nato/iu);
}
