import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Article } from "../../app/articles/model.ts";
import type { Claim } from "../../app/claims/model.ts";
import { isUnfinished } from "../../app/claims/rules.ts";
import { type Client, makeClient } from "../../app/contract/client.ts";
import { type BackendPort, createBackend } from "../backend.ts";
import { readSample } from "./sample-data.ts";

const folder = join(import.meta.dirname, "../../resources/sample");

let made: { folder: string; port: BackendPort; client: Client };

/** A backend of which the sample's data may be another. */
function backendWith(resources: string): typeof made {
  const home = mkdtempSync(join(tmpdir(), "isnad-sample-"));
  const port = createBackend({ home, resources, version: "0.0.0", checkOutput: true });
  const session = { host: "test", analyst: { name: "Rana", initials: "RK" } } as const;
  const client = makeClient({ call: (request) => port.dispatch(request, session), subscribe: port.subscribe });
  return { folder: home, port, client };
}

async function close({ folder: home, port }: typeof made): Promise<void> {
  await port.close();
  rmSync(home, { recursive: true, force: true });
}

beforeAll(async () => {
  made = backendWith(join(folder, ".."));
  await made.client.call("cases.openSample", {});
});
afterAll(() => close(made));

const claimsOf = async (client: Client): Promise<Claim[]> => (await client.call("claims.list", { limit: 1000 })).rows;

describe("the sample case", () => {
  test("holds twelve articles with what is known about them, and everything in it checks", async () => {
    const { client } = made;
    const info = await client.call("cases.current", {});
    expect(info).toMatchObject({ articles: 12, claims: 44, sources: 43, readOnly: null });
    const { rows } = await client.call("articles.list", { limit: 100 });
    const known = rows.map(({ title, outlet, language, publishedAt }) => ({ title, outlet, language, publishedAt }));
    const { index } = readSample(folder);
    expect(known).toHaveLength(index.length);
    expect(known).toEqual(
      expect.arrayContaining(
        index.map(({ title, outlet, language, published }) => ({ title, outlet, language, publishedAt: published })),
      ),
    );
    expect((await client.run("cases.check", {})).result).toMatchObject({ holds: true, problems: [] });
  });

  test("shows what is planted: three counts, two tanks, rival causes, denials and a correction", async () => {
    const { client } = made;
    const tags = await client.call("tags.list", {});
    const under = async (path: string): Promise<string[]> => {
      const tag = tags.find((each) => each.path === path);
      const { rows } = await client.call("claims.list", { filter: { tags: [tag?.id ?? ""] }, limit: 1000 });
      return rows.map(({ statement }) => statement ?? "");
    };
    const dead = (await under("Casualties/Dead")).join(" ");
    expect(dead).toMatch(/Three workers were killed/);
    expect(dead).toMatch(/Five people died/);
    expect(dead).toMatch(/Several people were killed/);
    expect(await under("Tank/No. 4")).toHaveLength(2);
    expect(await under("Tank/No. 6")).toHaveLength(3);
    for (const cause of ["Electrical fault", "Welding", "Drone or sabotage", "Petrol vapour"])
      expect((await under(`Cause/${cause}`)).length).toBeGreaterThan(0);
    expect((await under("Denial")).length).toBeGreaterThanOrEqual(4);
    expect((await under("Correction")).length).toBeGreaterThanOrEqual(3);
    // A parent finds what its children have, and what has nothing but itself.
    expect((await under("Cause")).length).toBeGreaterThan((await under("Cause/Welding")).length);
  });

  test("has chains of three hops, an unnamed source and cues that stand in the text", async () => {
    const { client } = made;
    const claims = await claimsOf(client);
    const chains = claims.map(({ hops }) => hops.map(({ source, descriptor }) => source ?? descriptor).join(" → "));
    expect(chains).toContain("وكالة أنباء مرجانيا (ومأ) → الدفاع المدني → نزار الورداني");
    expect(chains).toContain("Littoral (international agency) → وكالة أنباء مرجانيا (ومأ) → الدفاع المدني");
    expect(chains).toContain("الصاري → مصدر طبي في المستشفى العام بمرسى قنديل");
    // Every claim about the civil defence is found through it, its director's too.
    const [civilDefence] = await client.call("sources.resolve", { name: "Civil defence" });
    const { total } = await client.call("claims.list", { filter: { origins: [civilDefence?.id ?? ""] } });
    expect(total).toBe(10);
    const texts = new Map<string, Article>();
    for (const { articleId } of claims) texts.set(articleId, await client.call("articles.get", { id: articleId }));
    for (const { articleId, hops, spans } of claims) {
      const text = texts.get(articleId)?.text ?? "";
      for (const cue of hops.flatMap((hop) => hop.cue ?? [])) expect(text.slice(cue.start, cue.end)).toBe(cue.quote);
      for (const span of spans) expect(text.slice(span.start, span.end)).toBe(span.quote);
    }
  });

  test("leaves something to do on every screen", async () => {
    const { client } = made;
    const claims = await claimsOf(client);
    expect(claims.filter(isUnfinished).length).toBeGreaterThanOrEqual(8);
    expect(
      claims.filter(({ withoutReason }) => withoutReason.reliability || withoutReason.credibility).length,
    ).toBeGreaterThan(5);
    const { states } = await client.call("articles.facets", {});
    expect(new Set(states.map(({ value }) => value))).toEqual(new Set(["unread", "in-work", "done"]));
    expect((await client.call("search.articles", { query: "حريق" })).total).toBeGreaterThanOrEqual(6);
    expect((await client.call("search.claims", { query: "welding" })).total).toBeGreaterThanOrEqual(3);
    expect((await client.call("ledger.history", {})).total).toBeGreaterThan(100);
  });

  test("is graded as people grade: on both axes, in many cells, most of them off the diagonal", async () => {
    const claims = await claimsOf(made.client);
    const graded = claims.filter((claim) => !isUnfinished(claim));
    expect(graded.length / claims.length).toBeGreaterThan(0.6);
    const onDiagonal = graded.filter(
      ({ reliability, credibility }) => "ABCDEF".indexOf(reliability ?? "") === "123456".indexOf(credibility ?? ""),
    );
    expect(onDiagonal.length / graded.length).toBeLessThan(0.4);
    expect(new Set(graded.map(({ reliability }) => reliability))).toEqual(new Set("ABCDEF"));
    const insisted = claims.filter(({ credibility }) => credibility === "1");
    expect(insisted).toHaveLength(1);
    expect(insisted[0]?.withoutReason.credibility).toBe(false);
  });

  test("asks what is open: three civil defence counts are one origin, and the accounts light up", async () => {
    const { client } = made;
    const { rows } = await client.call("questions.list", {});
    const asked = new Map(rows.map((row) => [row.text, row]));
    expect(rows).toHaveLength(5);
    expect(asked.get("How many people died in the fire?")).toMatchObject({ state: "open", claims: 12, origins: 8 });
    expect(asked.get("Which tank burned?")).toMatchObject({ state: "settled", origins: 4 });
    const deaths = await client.call("questions.compare", {
      id: asked.get("How many people died in the fire?")?.id ?? "",
    });
    const wardani = deaths.columns.find(({ label }) => label === "نزار الورداني");
    expect(wardani).toMatchObject({ articles: 4 });
    const killed = deaths.rows.find(({ kind }) => kind === "count");
    expect(killed).toMatchObject({ differs: true });
    expect(killed?.cells.flatMap(({ values }) => values.map(({ number }) => number))).toEqual(
      expect.arrayContaining([3, 5, null]),
    );
    // "Several" contradicts nobody.
    const port = deaths.columns.findIndex(({ label }) => label === "Marsa Qandil port authority");
    expect(killed?.cells[port]?.lit).toBe(false);
    const injured = await client.call("questions.compare", {
      id: asked.get("How many people were injured?")?.id ?? "",
    });
    expect(injured.rows.find(({ unit }) => unit?.includes("جريح"))).toMatchObject({ differs: true });
    const [agency] = await client.call("articles.list", { filter: { family: "in-family" } }).then((list) => list.rows);
    expect(agency?.family).toMatchObject({ members: 3 });
  });

  test("has claims that need another look, since the last article came in", async () => {
    const look = { reasons: ["contradiction", "new-origin"] as const, staleDays: null };
    const { rows } = await made.client.call("claims.list", {
      filter: { look: { ...look, reasons: [...look.reasons] } },
    });
    expect(new Set(rows.map(({ statement }) => statement))).toEqual(
      new Set(["Five men died.", "Welders were at work beside a half-full petrol tank that night."]),
    );
  });

  test("is signed by its own analyst, so that undo takes nothing of it back", async () => {
    const { client } = made;
    const { acts } = await client.call("ledger.history", { limit: 1000 });
    expect(new Set(acts.map(({ analyst }) => analyst))).toEqual(new Set(["Sample analyst"]));
    expect(await client.call("ledger.standing", {})).toEqual({ undo: null, redo: null });
  });
});

/** Makes the sample from a copy of its data with one thing in it changed. */
async function makeWith(from: string, to: string): Promise<unknown> {
  const resources = mkdtempSync(join(tmpdir(), "isnad-resources-"));
  cpSync(folder, join(resources, "sample"), { recursive: true });
  const file = join(resources, "sample", "claims.json");
  const work = readFileSync(file, "utf8");
  expect(work).toContain(from);
  writeFileSync(file, work.replace(from, to));
  const changed = backendWith(resources);
  try {
    return await changed.client.call("cases.openSample", {});
  } finally {
    await close(changed);
    rmSync(resources, { recursive: true, force: true });
  }
}

describe("the sample's data", () => {
  test("calls only claims that it lists", async () => {
    await expect(makeWith('"from": "sada-3"', '"from": "sada-33"')).rejects.toThrow(/a claim is called "sada-33"/);
  });

  test("that does not fit its form is refused with file and place", async () => {
    await expect(makeWith('"kind": "outlet"', '"kind": "newspaper"')).rejects.toThrow(
      /claims\.json.*sources\[1\]\.kind/s,
    );
  });

  test("that no text bears out is refused with the words", async () => {
    await expect(makeWith('["لقي ثلاثة عمال مصرعهم"]', '["لقي أربعة عمال مصرعهم"]')).rejects.toThrow(
      /01-mna\.txt does not say "لقي أربعة عمال مصرعهم"/,
    );
  });

  test("that could stand in two places is refused", async () => {
    await expect(makeWith('["Several people were killed"]', '["Littoral"]')).rejects.toThrow(
      /04-littoral-wire\.txt says "Littoral" more than once/,
    );
  });

  test("names only sources that it lists", async () => {
    await expect(makeWith('{ "source": "Salma Barhoum",', '{ "source": "Salma Barhum",')).rejects.toThrow(
      /Salma Barhum/,
    );
  });
});
