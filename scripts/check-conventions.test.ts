import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "vitest";

import {
  checkConventions,
  findFocusedTests,
  findLongFiles,
  findMachineTraces,
  findPhysicalSides,
} from "./check-conventions.ts";

const root = join(import.meta.dirname, "..");

test("the project keeps its conventions", () => {
  const { findings, examined } = checkConventions(root);
  expect(examined).toBeGreaterThan(20);
  expect(findings.map((f) => `${f.file}:${f.line} ${f.rule}`)).toEqual([]);
});

test.each([
  "left: 0;",
  ".a { right: 1px }",
  "  margin-left: 1rem;",
  "  padding-right: 1rem;",
  "  border-left: 1px solid;",
  "  border-left-color: red;",
  "  border-top-right-radius: 2px;",
  "  text-align: left;",
  "  float: right;",
])("a style sheet may not say %s", (line) => {
  expect(findPhysicalSides("renderer/a.css", line)).toHaveLength(1);
});

test.each([
  "<p style={{ marginLeft: 4 }} />",
  '<p style={{ textAlign: "left" }} />',
  "<p style={{ left: x }} />",
  "  left: 4,",
  '  right: "1px",',
  '<Popover placement="left top" />',
])("a component may not say %s", (line) => {
  expect(findPhysicalSides("renderer/a.tsx", line)).toHaveLength(1);
});

test.each([
  ["a.css", "margin-inline-start: 1rem; inset-inline-end: 0; text-align: start"],
  ["a.css", "left: 0; /* physical: a canvas counts from its left edge */"],
  ["a.tsx", "const x = box.left + box.right;"],
  ["a.tsx", '<Popover placement="start top" />'],
  ["a.ts", "left: 4,"],
])("%s may say %s", (file, line) => {
  expect(findPhysicalSides(file, line)).toEqual([]);
});

test("a focused test is found, in a test only", () => {
  const focused = `${["test", "only"].join(".")}("x", () => {});`;
  expect(findFocusedTests("a.test.ts", focused)).toHaveLength(1);
  expect(findFocusedTests("a.ts", focused)).toEqual([]);
  expect(findFocusedTests("a.test.ts", 'test("only this", () => {});')).toEqual([]);
});

test("a path of this machine, a home folder and a registry host are found; a placeholder is not", () => {
  const at = ["", "home", "jdoe", "x"].join("/");
  expect(findMachineTraces("a.ts", `const p = "${at}";`, root)).toHaveLength(1);
  expect(findMachineTraces("a.ts", `const p = "${root}/app";`, root)).toHaveLength(1);
  expect(
    findMachineTraces("package-lock.json", `"https://${["registry", "example", "org"].join(".")}/x"`, root),
  ).toHaveLength(1);
  expect(findMachineTraces("a.ts", 'const p = "/home/analyst/x";', root)).toEqual([]);
});

test("a long file needs a reason", () => {
  const body = "const a = 1;\n".repeat(401);
  expect(findLongFiles("a.ts", body)).toHaveLength(1);
  expect(findLongFiles("a.ts", `/** Long: one table. */\n${body}`)).toEqual([]);
});

test("a violation planted in a tree is found, and an ignored folder is not looked into", () => {
  const dir = mkdtempSync(join(tmpdir(), "conventions-"));
  try {
    for (const sub of ["renderer", "node_modules"]) {
      mkdirSync(join(dir, sub));
      writeFileSync(join(dir, sub, "a.css"), ".a {\n  margin-left: 1px;\n}\n");
    }
    const { findings, examined } = checkConventions(dir);
    expect(examined).toBe(1);
    expect(findings).toEqual([expect.objectContaining({ file: "renderer/a.css", line: 2 })]);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
