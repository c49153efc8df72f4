import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

/**
 * Plants one violation per row of the table "who may import whom" beside the real lint configuration and expects the
 * linter to fail with the message that names the right door. A linter that silently checks nothing fails here too.
 */
const root = join(import.meta.dirname, "..");
const oxlint = join(root, "node_modules/oxlint/bin/oxlint");

interface Planted {
  file: string;
  imports: string;
  says: string;
}

const refused: Planted[] = [
  { file: "app/claims/a.ts", imports: "../../main/backend.ts", says: "app belongs to neither side" },
  { file: "app/claims/b.ts", imports: "../../renderer/app.tsx", says: "app belongs to neither side" },
  { file: "app/claims/c.ts", imports: "node:fs", says: "app is pure" },
  { file: "app/claims/d.ts", imports: "react", says: "app is pure" },
  { file: "app/claims/e.ts", imports: "zod", says: "zod through app/kernel/schema.ts" },
  { file: "app/claims/f.ts", imports: "../sources/rules.ts", says: "another feature's model.ts" },
  { file: "app/claims/g.ts", imports: "../sources/contract.ts", says: "another feature's model.ts" },
  { file: "app/claims/h.ts", imports: "better-sqlite3", says: "app is pure" },
  { file: "app/kernel/a.ts", imports: "zod", says: "zod through app/kernel/schema.ts" },
  { file: "app/kernel/b.ts", imports: "../text/fold.ts", says: "app/kernel stands alone" },
  { file: "app/text/a.ts", imports: "chrono-node", says: "chrono-node in app/text/dates.ts" },
  { file: "app/text/dates.ts", imports: "approx-string-match", says: "approx-string-match in app/text/anchor.ts" },
  { file: "app/text/anchor.ts", imports: "../claims/model.ts", says: "app/text imports app/kernel" },
  { file: "app/contract/a.ts", imports: "../claims/contract.ts", says: "Only app/contract/index.ts" },
  { file: "main/dispatch.ts", imports: "better-sqlite3", says: "SQL belongs in main/store/<table>.ts" },
  { file: "main/backend.ts", imports: "./electron/window.ts", says: "The backend knows no host" },
  { file: "main/jobs.ts", imports: "electron", says: "Electron belongs in main/electron" },
  { file: "main/claims/a.ts", imports: "better-sqlite3", says: "SQL belongs in main/store/<table>.ts" },
  { file: "main/claims/b.ts", imports: "../sources/service.ts", says: "handed in by main/backend.ts" },
  { file: "main/claims/c.ts", imports: "../backend.ts", says: "handed in by main/backend.ts" },
  { file: "main/claims/d.ts", imports: "../browser/server.ts", says: "handed in by main/backend.ts" },
  { file: "main/claims/e.ts", imports: "electron", says: "Electron belongs in main/electron" },
  { file: "main/claims/f.ts", imports: "../../renderer/app.tsx", says: "main knows nothing of the renderer" },
  { file: "main/articles/importers/a.ts", imports: "../../sources/service.ts", says: "handed in by main/backend.ts" },
  { file: "main/articles/importers/b.ts", imports: "better-sqlite3", says: "SQL belongs in main/store/<table>.ts" },
  { file: "main/store/a.ts", imports: "../claims/service.ts", says: "knows no service" },
  { file: "main/store/b.ts", imports: "../events.ts", says: "knows no service" },
  { file: "main/store/c.ts", imports: "linkedom", says: "no other package" },
  { file: "main/store/migrations/a.ts", imports: "../../claims/service.ts", says: "knows no service" },
  { file: "main/electron/a.ts", imports: "../browser/server.ts", says: "A host sees app/contract" },
  { file: "main/electron/b.ts", imports: "../store/claims.ts", says: "A host sees app/contract" },
  { file: "main/electron/c.ts", imports: "../claims/service.ts", says: "A host sees app/contract" },
  { file: "main/electron/d.ts", imports: "better-sqlite3", says: "SQL belongs in main/store/<table>.ts" },
  { file: "main/browser/a.ts", imports: "../cli/main.ts", says: "A host sees app/contract" },
  { file: "main/browser/b.ts", imports: "electron", says: "Electron belongs in main/electron" },
  { file: "main/cli/a.ts", imports: "../browser/server.ts", says: "A host sees app/contract" },
  { file: "main/cli/commands/a.ts", imports: "../../browser/server.ts", says: "A host sees app/contract" },
  { file: "main/cli/commands/b.ts", imports: "../../store/claims.ts", says: "A host sees app/contract" },
  { file: "main/cli/commands/serve.ts", imports: "../../electron/main.ts", says: "A host sees app/contract" },
  { file: "renderer/reader/a.tsx", imports: "../../main/backend.ts", says: "the contract in app/contract only" },
  { file: "renderer/reader/b.tsx", imports: "node:fs", says: "No Node, Electron or SQLite in the renderer" },
  { file: "renderer/reader/c.tsx", imports: "electron", says: "No Node, Electron or SQLite in the renderer" },
  { file: "renderer/reader/d.tsx", imports: "better-sqlite3", says: "No Node, Electron or SQLite in the renderer" },
  { file: "renderer/reader/e.tsx", imports: "../library/library.tsx", says: "renderer/app.tsx composes the features" },
  { file: "renderer/reader/marks/a.ts", imports: "../../library/library.tsx", says: "renderer/app.tsx composes" },
  { file: "renderer/data/a.ts", imports: "../reader/reader.tsx", says: "shared by the features" },
  { file: "renderer/host/a.ts", imports: "../reader/reader.tsx", says: "shared by the features" },
  { file: "renderer/state/a.ts", imports: "../reader/reader.tsx", says: "shared by the features" },
  { file: "renderer/i18n/a.ts", imports: "../reader/reader.tsx", says: "shared by the features" },
  { file: "renderer/ui/a.tsx", imports: "../reader/reader.tsx", says: "shared by the features" },
  { file: "renderer/app.tsx", imports: "../main/backend.ts", says: "the contract in app/contract only" },
  { file: "renderer/reader/a.test.tsx", imports: "../../main/backend.ts", says: "the contract in app/contract only" },
  { file: "app/claims/a.test.ts", imports: "../../main/backend.ts", says: "app belongs to neither side" },
];

const allowed: Omit<Planted, "says">[] = [
  { file: "app/kernel/schema.ts", imports: "zod" },
  { file: "app/text/anchor-ok.ts", imports: "../kernel/result.ts" },
  { file: "app/sources/a.ts", imports: "../claims/model.ts" },
  { file: "app/sources/b.ts", imports: "../contract/procedure.ts" },
  { file: "app/sources/c.ts", imports: "../text/fold.ts" },
  { file: "app/contract/index.ts", imports: "../claims/contract.ts" },
  { file: "main/store/ok.ts", imports: "better-sqlite3" },
  { file: "main/store/ok2.ts", imports: "../../app/claims/model.ts" },
  { file: "main/store/migrations/ok.ts", imports: "../db.ts" },
  { file: "main/sources/ok.ts", imports: "../store/claims.ts" },
  { file: "main/sources/ok2.ts", imports: "../events.ts" },
  { file: "main/articles/importers/ok.ts", imports: "../decode.ts" },
  { file: "main/articles/importers/ok2.ts", imports: "../../../app/text/blocks.ts" },
  { file: "main/backend-ok.ts", imports: "./claims/service.ts" },
  { file: "main/electron/ok.ts", imports: "electron" },
  { file: "main/electron/ok2.ts", imports: "../thread.ts" },
  { file: "main/browser/ok.ts", imports: "../../app/contract/index.ts" },
  { file: "main/cli/commands/ok.ts", imports: "../../backend.ts" },
  { file: "main/cli/commands/ok2.ts", imports: "../print.ts" },
  { file: "main/browser/ok2.ts", imports: "../backend.ts" },
  { file: "renderer/library/ok.tsx", imports: "../data/query.ts" },
  { file: "renderer/library/ok2.tsx", imports: "react-aria-components" },
  { file: "renderer/library/ok3.tsx", imports: "../../app/claims/model.ts" },
  { file: "renderer/library/columns/ok.tsx", imports: "../../ui/table.tsx" },
  { file: "renderer/main.tsx", imports: "./app.tsx" },
  { file: "renderer/index.tsx", imports: "./main.tsx" },
  { file: "renderer/data/ok.ts", imports: "../host/bridge.ts" },
  { file: "renderer/e2e/ok.test.ts", imports: "../../main/browser/server.ts" },
];

let dir: string;
let messages: Map<string, string[]>;
let examined = 0;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "boundaries-"));
  const config = JSON.parse(readFileSync(join(root, ".oxlintrc.json"), "utf8")) as { options?: unknown };
  // The type checker behind the type-aware rules has nothing to say on imports and no project to look at here.
  delete config.options;
  writeFileSync(join(dir, ".oxlintrc.json"), JSON.stringify(config));
  for (const { file, imports } of [...refused, ...allowed]) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), `import { thing } from ${JSON.stringify(imports)};\nexport const used = thing;\n`);
  }
  const out = spawnSync(process.execPath, [oxlint, "-f", "json"], { cwd: dir, encoding: "utf8" });
  if (out.status !== 1)
    throw new Error(`the linter should have failed on what was planted: ${out.stdout}${out.stderr}`);
  const report = JSON.parse(out.stdout) as {
    number_of_files: number;
    diagnostics: { filename: string; code: string; help?: string }[];
  };
  examined = report.number_of_files;
  messages = new Map();
  for (const found of report.diagnostics) {
    if (found.code !== "eslint(no-restricted-imports)") continue;
    const file = found.filename.replaceAll("\\", "/");
    messages.set(file, [...(messages.get(file) ?? []), found.help ?? ""]);
  }
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test("the linter examined every planted file", () => {
  expect(examined).toBe(refused.length + allowed.length);
});

test.each(refused)("$file may not import $imports", ({ file, says }) => {
  expect(messages.get(file)?.join("\n")).toContain(says);
});

test.each(allowed)("$file may import $imports", ({ file }) => {
  expect(messages.get(file) ?? []).toEqual([]);
});

test("the linter examines the program's own files, none is ignored by accident", () => {
  const listed = execFileSync(process.execPath, [oxlint, "--debug=files"], { cwd: root, encoding: "utf8" });
  for (const file of ["app/kernel/schema.ts", "main/cli/main.ts", "main/electron/preload.ts", "scripts/start.ts"])
    expect(listed.replaceAll("\\", "/")).toContain(file);
});
