import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll } from "vitest";

import type { RecordMapping } from "../../../app/articles/model.ts";
import { must } from "../../../app/kernel/assert.ts";
import { importerFor } from "./index.ts";
import type { ImportedArticle, ImportedItem, ImportFailure } from "./types.ts";

export const fixture = (name: string): string => join(import.meta.dirname, "../../../resources/fixtures/import", name);

/** A folder for the files of one test file, gone when its tests are. */
export function scratchFolder(): { folder: string; write: (name: string, content: string | Uint8Array) => string } {
  const folder = mkdtempSync(join(tmpdir(), "isnad-importers-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  return { folder, write };
}

export async function readAll(path: string, mapping?: RecordMapping): Promise<ImportedItem[]> {
  const items: ImportedItem[] = [];
  const importer = must(importerFor(path), `an importer reads ${path}`);
  for await (const item of importer.readFile({ path }, mapping ? { mapping } : {})) items.push(item);
  return items;
}

export async function readArticles(path: string, mapping?: RecordMapping): Promise<ImportedArticle[]> {
  return (await readAll(path, mapping)).flatMap((item) => ("article" in item ? [item.article] : []));
}

export async function readFailures(path: string, mapping?: RecordMapping): Promise<ImportFailure[]> {
  return (await readAll(path, mapping)).flatMap((item) => ("failure" in item ? [item.failure] : []));
}

/** The only article of a file that has one and no failure. */
export async function readOne(path: string): Promise<ImportedArticle> {
  const items = await readAll(path);
  const [first] = items;
  if (items.length !== 1 || !first || !("article" in first)) throw new Error(`${path}: ${JSON.stringify(items)}`);
  return first.article;
}

/** Each block as `kind direction: its text`. */
export function describeBlocks(article: ImportedArticle): string[] {
  return article.blocks.map((b) => `${b.kind} ${b.direction}: ${article.text.slice(b.start, b.end)}`);
}
