import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { contentSecurityPolicy, findPageFile } from "./page-files.ts";

let dir: string;
let page: string;
beforeAll(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), "page-")));
  page = join(dir, "renderer");
  mkdirSync(join(page, "assets"), { recursive: true });
  writeFileSync(join(page, "index.html"), "");
  writeFileSync(join(page, "assets/a.js"), "");
  writeFileSync(join(page, ".hidden"), "");
  writeFileSync(join(dir, "secret.txt"), "");
  symlinkSync(join(dir, "secret.txt"), join(page, "link.txt"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test("the page and its files are found", async () => {
  expect(await findPageFile(page, "/")).toBe(join(page, "index.html"));
  expect(await findPageFile(page, "/assets/a.js")).toBe(join(page, "assets/a.js"));
});

test.each([
  "/../secret.txt",
  "/%2e%2e/secret.txt",
  "/..%2fsecret.txt",
  "/assets/../../secret.txt",
  String.raw`/..\secret.txt`,
  "/%5c..%5csecret.txt",
  "/link.txt",
  "/.hidden",
  "/assets",
  "/nothing.js",
  "/%",
  "/a%00.js",
  "/C:/secret.txt",
])("%s is not", async (path) => {
  expect(await findPageFile(page, path)).toBeNull();
});

test("the policy allows no script from elsewhere and no evaluation", () => {
  expect(contentSecurityPolicy).toContain("default-src 'none'");
  expect(contentSecurityPolicy).toMatch(/script-src 'self'(;|$)/u);
  expect(contentSecurityPolicy).not.toContain("unsafe-eval");
  expect(contentSecurityPolicy).not.toMatch(/https?:|\*/u);
});
