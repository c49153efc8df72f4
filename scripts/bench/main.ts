import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { measureClaims } from "./claims.ts";
import { corpusFile } from "./corpus.ts";
import { measureFamilies } from "./families.ts";
import { measureImport } from "./import.ts";
import { measureOverview } from "./overview.ts";
import { measureQuestions } from "./questions.ts";
import { measureReader } from "./reader.ts";
import { machine, say, writeJson } from "./report.ts";
import { measureSearch } from "./search.ts";
import { measureSources } from "./sources.ts";

const { values } = parseArgs({ options: { full: { type: "boolean", default: false }, only: { type: "string" } } });
const only = values.only?.split(",");
const wanted = (name: string): boolean => only === undefined || only.includes(name);

const size = values.full
  ? { articles: 100_000, claims: 1_000_000, rounds: 2 }
  : { articles: 10_000, claims: 200_000, rounds: 3 };
const folder = join(import.meta.dirname, "../../.cache/bench");
mkdirSync(folder, { recursive: true });

say(machine());
if (wanted("import") || wanted("search")) {
  const corpus = corpusFile(folder, size.articles);
  say(`${size.articles} articles of ${corpus.name}`);
  const caseFile = measureImport(corpus.file, join(folder, "import"), wanted("import") ? size.rounds : 1);
  if (wanted("search")) measureSearch(caseFile, size.rounds + 5);
}
if (wanted("claims")) await measureClaims(join(folder, "claims"), size.claims);
if (wanted("questions")) await measureQuestions(join(folder, "questions"));
if (wanted("sources")) await measureSources(join(folder, "claims"), size.claims);
if (wanted("families")) await measureFamilies(folder, size.articles);
if (wanted("overview")) measureOverview(join(folder, "overview"), 100_000);
if (wanted("reader")) await measureReader(size.rounds);

const file = join(folder, `${new Date().toISOString().slice(0, 19).replaceAll(":", "-")}.json`);
writeJson(file, { machine: machine(), at: new Date().toISOString(), size });
say(`written to ${file.slice(file.indexOf(".cache"))}`);
