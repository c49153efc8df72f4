import { join } from "node:path";

import react from "@vitejs/plugin-react";
import { chromium, type Page } from "playwright-core";
import { build } from "vite";

import { chromiumArgs, findChromium } from "../chromium.ts";
import type { Opened } from "./reader-page.ts";
import { median, report, say } from "./report.ts";

/** The page's script and styles, bundled in memory. */
async function bundle(): Promise<{ script: string; styles: string }> {
  const made = await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: "error",
    plugins: [react()],
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      write: false,
      assetsInlineLimit: 0,
      lib: { entry: join(import.meta.dirname, "reader-page.ts"), formats: ["es"], fileName: "page" },
    },
  });
  const outputs = (Array.isArray(made) ? made : [made]).flatMap((each) => ("output" in each ? each.output : []));
  const script = outputs.flatMap((file) => (file.type === "chunk" ? [file.code] : [])).join("\n");
  const styles = outputs.flatMap((file) =>
    file.type === "asset" && file.fileName.endsWith(".css") ? [String(file.source)] : [],
  );
  return { script, styles: styles.join("\n") };
}

type Case = readonly [length: number, marks: number, isWhole: boolean];

/** Opening, marking and pointing, with the reader's own parts in a Chromium without a window. */
export async function measureReader(rounds: number): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    say("no Chromium here: the reader was not measured");
    return;
  }
  const { script, styles } = await bundle();
  const browser = await chromium.launch({ executablePath, args: [...chromiumArgs] });
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    await page.setContent(
      `<!doctype html><style>${styles}\n.laid-out-whole * { content-visibility: visible !important }</style><body></body>`,
    );
    await page.addScriptTag({ type: "module", content: script });
    await page.waitForFunction(() => "openArticle" in window);
    await reportAll(page, rounds + 2);
  } finally {
    await browser.close();
  }
}

async function reportAll(page: Page, rounds: number): Promise<void> {
  const short = 20_000;
  const long = 1_000_000;
  const cases: Record<string, Case> = {
    // The floor is the text without the reader's means: measures.md saw 34 ms for it and 23 with marks near the view only.
    bare: [short, 0, true],
    thousand: [short, 1000, false],
    tenThousand: [short, 10_000, false],
    bareLong: [long, 0, true],
    long: [long, 10_000, false],
  };
  const times: Record<string, Opened[]> = {};
  // The first round warms up the page.
  for (let round = 0; round <= rounds; round += 1)
    for (const [name, [length, marks, isWhole]] of Object.entries(cases)) {
      const opened = await page.evaluate(([size, count, whole]) => window.openArticle(size, count, whole), [
        length,
        marks,
        isWhole,
      ] as const);
      if (round > 0) (times[name] ??= []).push(opened);
    }
  const of = (name: keyof typeof cases, what: keyof Opened): number =>
    median((times[name] ?? []).map((each) => each[what]));
  for (const [name, marks] of [
    ["thousand", "1,000"],
    ["tenThousand", "10,000"],
  ] as const)
    report({
      name: `open an article of 20,000 characters with ${marks} marks, to painted`,
      unit: "ms",
      ours: of(name, "open"),
      floor: of("bare", "open"),
      floorName: "without marks, laid out whole",
      goal: 1.3,
    });
  report({
    name: "open an article of 1,000,000 characters with 10,000 marks, to painted",
    unit: "ms",
    ours: of("long", "open"),
    floor: of("bareLong", "open"),
    floorName: "without marks, laid out whole",
    goal: 1,
  });
  for (const [name, what, goal] of [
    ["a new mark, synchronous part", "newMark", 1],
    ["the marks under the pointer", "hit", 1],
  ] as const)
    for (const [size, of_] of [
      ["20,000", "tenThousand"],
      ["1,000,000", "long"],
    ] as const)
      report({
        name: `${name} (10,000 marks on ${size} characters)`,
        unit: "ms",
        ours: of(of_, what),
        floor: null,
        floorName: "",
        goal,
      });
}
