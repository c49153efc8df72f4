import { copyFileSync, readFileSync, writeFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { sharedPath } from "../../scripts/shared.ts";
import { useStage } from "./browser.ts";
import { questions } from "./pages/questions.ts";
import { reader } from "./pages/reader.ts";
import { makeTypist } from "./typist.ts";

const stage = useStage();

/** Two invented reports of one event that differ in a number. */
const reports = {
  "gazette.txt": "بيان قيادة الأمن\n\nقال قائد الأمن الداخلي إن عنصرًا واحدًا أُصيب في قرية السدرة يوم الاثنين.\n",
  "herald.txt": "رواية أخرى\n\nوقال طبيب في المشفى إن ثلاثة عناصر أُصيبوا في قرية السدرة يوم الاثنين.\n",
};
const question = "كم عنصرًا أُصيب في السدرة؟";
interface Account {
  words: string;
  speaker: string;
  count: string;
  letter: string;
  digit: string;
}
const accounts: Account[] = [
  { words: "قائد الأمن الداخلي", speaker: "قائد الأمن الداخلي", count: "واحد", letter: "KeyB", digit: "Digit2" },
  { words: "طبيب في المشفى", speaker: "طبيب في المشفى", count: "ثلاثة", letter: "KeyC", digit: "Digit3" },
];

test("without a mouse: two graded claims with chains and slots, one question, and a contradiction by one key", async () => {
  const { desk } = stage;
  for (const [name, text] of Object.entries(reports)) writeFileSync(desk.path(name), text);
  await desk.isnad("import", "--case", "keys.isnad", ...Object.keys(reports).map((name) => desk.path(name)));
  const host = await desk.start(desk.path("keys.isnad"));
  const page = await stage.open(host.address);
  const { key, press, type } = await makeTypist(page, "Latin");
  const reading = reader(page);
  const asking = questions(page);
  const focused = page.locator(":focus");
  const go = async (letter: string): Promise<void> => {
    await key("KeyG");
    await key(letter);
  };

  await page.getByRole("textbox", { name: "Name" }).and(focused).waitFor();
  await press("Control+A");
  await type("Rana Khalil");
  await press("Enter");
  const articles = page.getByRole("grid", { name: "Articles" });
  await articles.and(focused).waitFor();
  await expect.poll(() => articles.getByRole("row").count()).toBe(3);

  /** In the article that is open: its sentence, who says it, both grades, what it says by parts, and what it bears on. */
  async function claim({ words, speaker, count, letter, digit }: Account): Promise<void> {
    await key("Slash");
    await page.getByRole("searchbox").or(page.getByRole("textbox")).and(focused).first().waitFor();
    await type(words);
    await press("Escape");
    await reading.toolbar.waitFor();
    await key("KeyS");
    await expect.poll(() => page.evaluate(() => String(document.getSelection()))).toMatch(/^و?قال [^]*الاثنين\.$/u);
    await key("KeyC");
    await reading.speaker.and(focused).waitFor();
    await type(speaker);
    await press("Enter");
    await reading.editor.getByRole("radio").and(focused).waitFor();
    await key(letter);
    await key(digit);
    await press("Alt+s");
    await reading.editor
      .getByRole("button", { name: /^event/u })
      .and(focused)
      .waitFor();
    await key("KeyC");
    await reading.editor.getByRole("textbox", { name: "count, as the text says it" }).and(focused).waitFor();
    await type(count);
    await press("Alt+q");
    await reading.editor.getByRole("combobox", { name: "Question" }).and(focused).waitFor();
    await type(question);
    await press("Enter");
    await reading.editor.getByRole("button", { name: question, exact: true }).waitFor();
    await press("Control+Enter");
    await reading.editor.waitFor({ state: "hidden" });
    await reading.cards.filter({ hasText: speaker }).waitFor();
  }

  for (const step of ["ArrowUp", "ArrowDown"]) {
    await press(step);
    await press("Enter");
    await reading.text.and(focused).waitFor();
    const text = (await reading.text.textContent()) ?? "";
    const account = accounts.find(({ words }) => text.includes(words));
    if (!account) throw new Error(`an unknown article: ${text}`);
    await claim(account);
    await go("KeyL");
    await articles.and(focused).waitFor();
  }

  // One question with both, opened by Enter; what differs has the focus, and one key makes the contradiction.
  await go("KeyQ");
  await asking.list.and(focused).waitFor();
  await asking.list.getByRole("row").filter({ hasText: "2 articles, 2 origins" }).waitFor();
  await press("Enter");
  await asking.comparison.waitFor();
  await asking.counts("2 articles, 2 origins").waitFor();
  for (const { speaker } of accounts) await asking.origin(speaker).waitFor();
  await asking.account("واحد|ثلاثة").and(focused).waitFor();
  for (const { count } of accounts)
    expect(await asking.account(count).textContent()).toMatch(/differs, account \d of 2/u);
  await key("KeyX");
  await asking.account("واحد").filter({ hasText: "contradicts طبيب في المشفى" }).waitFor();
  await asking.account("ثلاثة").filter({ hasText: "contradicts قائد الأمن الداخلي" }).waitFor();

  // Both were graded before it came up: both need another look.
  await go("KeyK");
  const looks = page.getByRole("grid", { name: "Claims that need another look" });
  await looks.and(focused).waitFor();
  await expect.poll(() => looks.getByRole("row").filter({ hasText: "contradicted" }).count()).toBe(2);
  // And the relation is taken back like anything else.
  await go("KeyQ");
  await asking.comparison.waitFor();
  await key("KeyZ", { control: true });
  await asking.account("واحد").filter({ hasText: "contradicts" }).waitFor({ state: "detached" });
});

const name = "enab-baladi-badrusiyah-2025-11-24";
const article = sharedPath("corpus", `${name}.txt`);

/** What the two accounts say of who was hurt, as an analyst types it. */
const hurt = [
  {
    quote: "إصابة أحد عناصر الاستخبارات بجروح بليغة",
    chain: ["عنب بلدي", "صفحة وزارة الداخلية في فيسبوك", "عبد العزيز هلال الأحمد"],
    slots: ["count=واحد", "actor=أحد عناصر الاستخبارات"],
  },
  {
    quote: "تسجيل إصابة واحدة في صفوف الأمن",
    chain: ["عنب بلدي", "نور الدين بريمو"],
    slots: ["count=إصابة واحدة", "actor=صفوف الأمن"],
  },
];

describe.skipIf(article === undefined)("the real article", () => {
  test("its two accounts of the casualties light up, and become a contradiction by one key", async () => {
    const { desk } = stage;
    copyFileSync(article ?? "", desk.path("article.txt"));
    const text = readFileSync(article ?? "", "utf8")
      .replace(/^\uFEFF/u, "")
      .replaceAll(/\r\n?/gu, "\n");
    const { json } = await desk.isnad("import", "--case", "real.isnad", desk.path("article.txt"));
    const [{ id }] = (json as { articles: [{ id: string }] }).articles;
    await desk.isnad("question", "add", "--case", "real.isnad", question);
    for (const { quote, chain, slots } of hurt) {
      const start = text.indexOf(quote);
      expect(start).toBeGreaterThan(0);
      const where = ["--case", "real.isnad", "--article", id, "--span", `${start}:${start + quote.length}`];
      const hops = JSON.stringify(chain.map((source) => ({ source })));
      const said = slots.flatMap((slot) => ["--slot", slot]);
      const { code } = await desk.isnad("claim", "add", ...where, "--hops", hops, "--question", question, ...said);
      expect(code).toBe(0);
    }
    const host = await desk.start(desk.path("real.isnad"));
    const page = await stage.open(host.address);
    const asking = questions(page);
    await page.getByRole("textbox", { name: "Name" }).fill("Rana Khalil");
    await page.keyboard.press("Enter");
    await page.getByRole("grid", { name: "Articles" }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("q");
    await asking.list.and(page.locator(":focus")).waitFor();
    await asking.list.getByRole("row").filter({ hasText: "1 article, 2 origins" }).waitFor();
    await page.keyboard.press("Enter");

    // Both say one; of whom, they differ.
    const own = asking.account("أحد عناصر الاستخبارات");
    const other = asking.account("صفوف الأمن");
    await own.and(page.locator(":focus")).waitFor();
    for (const account of [own, other]) expect(await account.textContent()).toMatch(/differs, account \d of 2/u);
    for (const count of ["واحد", "إصابة واحدة"]) {
      expect(await asking.account(count).textContent()).toContain("= 1");
      expect(await asking.account(count).textContent()).not.toContain("differs");
    }
    await page.keyboard.press("x");
    await own.filter({ hasText: "contradicts نور الدين بريمو" }).waitFor();
    await other.filter({ hasText: "contradicts عبد العزيز هلال الأحمد" }).waitFor();
  });
});
