import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { SlotInput } from "../../app/claims/model.ts";
import { type Client, makeClient } from "../../app/contract/client.ts";
import { type BackendPort, createBackend } from "../../main/backend.ts";
import { makeRandom } from "./corpus.ts";
import { median, quantile, report, say } from "./report.ts";

const CLAIMS = 500;
const ARTICLES = 60;
const SOURCES = 120;

const random = makeRandom(5);
const int = (below: number): number => Math.floor(random() * below);
const oneOf = <Kind>(list: readonly Kind[]): Kind => list[int(list.length)] as Kind;

const places = ["the fuel depot", "the depot at the harbour", "مستودع الوقود", "tank 4", "tank 6"];
const outcomes = ["fire out by noon", "still burning", "أُخمد الحريق", "two tanks lost", "depot destroyed and closed"];

const slotsOf = (): SlotInput[] => [
  { kind: "count", text: `${oneOf(["", "at least ", "about "])}${3 + int(6)} killed` },
  { kind: "count", text: `${10 + int(9)} جريحًا` },
  { kind: "date", text: oneOf(["14 October 2025", "October 2025", "15 October 2025", "أمس"]) },
  { kind: "place", text: oneOf(places) },
  { kind: "outcome", text: `${oneOf(outcomes)} ${int(80)}` },
];

async function milliseconds(work: () => Promise<unknown>, rounds: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times;
}

async function measure(name: string, goal: number, work: () => Promise<unknown>): Promise<void> {
  const times = await milliseconds(work, 40);
  const also = { p95: quantile(times, 0.95), quickest: Math.min(...times) };
  report({ name, unit: "ms", ours: median(times), floor: null, floorName: "", goal, also });
}

/** One question with many claims, through the services: a fifth of the articles are copies, some claims repeat others. */
async function makeQuestion(client: Client, port: BackendPort, folder: string): Promise<{ id: string; claim: string }> {
  const files = [];
  for (let index = 0; index < ARTICLES; index += 1) {
    const path = join(folder, `${index}.txt`);
    writeFileSync(path, `Report ${index}\n\nSaid of the fire at the depot in the night of the fourteenth.\n`);
    files.push(await port.grantFile(path));
  }
  const { result } = await client.run("articles.import", { files });
  const articles = result.articles.map(({ id }) => id);
  for (const [index, id] of articles.entries())
    await client.call("articles.edit", { ids: [id], outlet: `Outlet ${index}`, publishedAt: "2025-10-15" });
  const claims: string[] = [];
  for (let index = 0; index < CLAIMS; index += 1) {
    const hops = [{ source: `Outlet ${index % ARTICLES}` }, { source: `Source ${int(SOURCES)}` }];
    const { id } = await client.call("claims.add", {
      articleId: articles[index % ARTICLES] ?? "",
      spans: [{ start: 0, end: 6 }],
      statement: `Account ${index} of the fire at the depot`,
      hops: index % 5 === 0 ? hops.slice(0, 1) : hops,
      slots: slotsOf(),
    });
    claims.push(id);
  }
  await client.call("articles.makeFamily", { ids: articles.slice(0, 12), originId: articles[0] ?? "" });
  const pairs = Array.from({ length: 60 }, (_, index) => ({
    fromId: claims[index + 100] ?? "",
    toId: claims[index] ?? "",
  }));
  await client.call("relations.add", { kind: "repeats", pairs: pairs.slice(0, 20) });
  await client.call("relations.add", { kind: "contradicts", pairs: pairs.slice(20) });
  const { id } = await client.call("questions.add", { text: "How many died?", claimIds: claims });
  return { id, claim: claims[0] ?? "" };
}

/** The comparison of a question, the list of questions and the relations proposed for a claim, end to end. */
export async function measureQuestions(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const port = createBackend({
    home: folder,
    resources: join(import.meta.dirname, "../../resources"),
    version: "bench",
    checkOutput: false,
  });
  const client = makeClient({
    call: (request) => port.dispatch(request, { host: "test", analyst: { name: "Bench", initials: "B" } }),
    subscribe: port.subscribe,
  });
  await client.call("cases.create", { file: await port.grantFile(join(folder, "questions.isnad")) });
  const { id, claim } = await makeQuestion(client, port, folder);
  const { columns, rows } = await client.call("questions.compare", { id });
  say(`a question of ${CLAIMS} claims: ${columns.length} origins, ${rows.length} rows`);
  await measure(`the comparison of ${CLAIMS} claims`, 50, () => client.call("questions.compare", { id }));
  await measure("the list of questions", 20, () => client.call("questions.list", {}));
  await measure("relations proposed for a claim", 100, () => client.call("relations.propose", { claimId: claim }));
  await measure("the origins behind a claim", 10, () => client.call("relations.origins", { claimId: claim }));
  await port.close();
  rmSync(folder, { recursive: true });
}
