import { describe, expect, test } from "vitest";

import { ClaimGrouping } from "../app/claims/model.ts";
import type { Client } from "../app/contract/client.ts";
import { commands, jobs } from "../app/contract/index.ts";
import { type TestBackend, testCase } from "./backend.fake.ts";

/*
 * Undo and redo cover every change an analyst can make (`domain.md`, "What the peers get wrong", 8). The commands are
 * taken from the contract: one that is neither in `changes` nor in `noEvidence` fails here until somebody has said which.
 */

const files = {
  "a.txt": "Fire at the depot\n\nThree died, the ministry said. A nurse said five. 🚑\n",
  "b.txt": "حريق في المستودع\n\nقال مصدر طبي إن خمسة قتلوا.\n",
  "e.txt": "Harbour\n\nThree died, the ministry said.\n",
};
const dispatch = "The port stays closed until the crane that fell on the quay in the storm is taken away by the army";
const copies = { "p.txt": dispatch, "q.txt": `${dispatch} on Monday`, "r.txt": `${dispatch}, officials told us` };

/** What is there before an act: made by somebody else, so that undo has only the act itself to take back. */
async function begin() {
  const backend = await testCase();
  const { write } = backend;
  const other = backend.as("Sami");
  const { result } = await other.run("articles.import", { files: await backend.write(files) });
  const articles = result.articles.map(({ id }) => id);
  const [first = "", second = "", third = ""] = articles;
  const ministry = await other.call("sources.add", {
    names: [{ text: "Ministry", language: "en" }],
    kind: "office",
    notes: "Usually early.",
  });
  const unused = await other.call("sources.add", { names: [{ text: "Nobody", language: null }], kind: "person" });
  await other.call("sources.assess", { id: unused.id, value: "D" });
  const namesake = await other.call("sources.add", { names: [{ text: "nobody", language: "en" }] });
  const former = await other.call("sources.add", { names: [{ text: "Department", language: "en" }] });
  await other.call("sources.merge", { id: former.id, into: ministry.id });
  const claim = await other.call("claims.add", {
    articleId: first,
    spans: [{ start: 19, end: 29 }],
    statement: "Three died.",
    hops: [{ sourceId: ministry.id, mode: "paraphrase", cue: { start: 31, end: 48 } }],
    tags: ["Toll/Dead"],
    reliability: { value: "B", reason: "Its own people were there." },
    eventDate: "2025-10",
  });
  const twin = await other.call("claims.add", {
    articleId: second,
    spans: [{ start: 18, end: 44 }],
    hops: [{ descriptor: "مصدر طبي" }],
    tags: ["Toll/Dead"],
    credibility: { value: "6" },
  });
  const annotation = await other.call("annotations.add", {
    articleId: first,
    start: 50,
    end: 66,
    memo: "Which nurse?",
    tags: ["Toll"],
  });
  await other.call("articles.edit", { ids: [second], addTags: ["Toll/Dead"] });
  const echo = await other.call("claims.add", {
    articleId: third,
    spans: [{ start: 9, end: 19 }],
    hops: [{ sourceId: ministry.id, cue: { start: 21, end: 38 } }],
    slots: [{ kind: "count", text: "three dead" }],
  });
  const place = await other.call("annotations.add", { articleId: third, start: 0, end: 7 });
  // These two stand on an earlier text from now on.
  await other.run("articles.import", { files: await write({ "e.txt": `Latest\n\n${files["e.txt"]}` }) });
  // Latin letters by a guess at an Arabic text so short that nothing tells what it is in.
  const [garbled = ""] = (
    await other.run("articles.import", {
      files: await write({ "g.txt": Buffer.from([0xe3, 0xd5, 0xcf, 0xd1, 0x0a, 0xe3, 0xcd, 0xe1, 0xed]) }),
      reading: { encoding: "windows-1252" },
    })
  ).result.articles.map(({ id }) => id);
  // UTF-16 that was cut off in the middle of a letter is not taken for it.
  const cut = Buffer.from("Smoke\n\nNobody was hurt.\n!", "utf16le").subarray(0, -1);
  await other.run("articles.import", { files: await write({ "u.txt": cut }) });
  const question = await other.call("questions.add", { text: "How many died?", claimIds: [claim.id, echo.id] });
  const pairs = [{ fromId: claim.id, toId: twin.id }];
  const [relation] = await other.call("relations.add", { kind: "contradicts", pairs, note: "3 or 5" });
  await other.call("articles.makeFamily", { ids: [first, third], originId: first, reason: "One text." });
  await other.run("articles.import", { files: await write(copies) });
  await other.run("articles.findFamilies", {});
  const [proposal] = (await other.call("articles.familyProposals", {})).rows;
  if (proposal?.members.length !== 3) throw new Error("the copies are not proposed");
  const tags = new Map((await other.call("tags.list", {})).map(({ path, id }) => [path, id]));
  const asked = { echo, place, question, relation: relation?.id ?? "", namesake, former, proposal, garbled };
  return { ...backend, first, second, third, articles, ministry, unused, claim, twin, annotation, tags, ...asked };
}
type World = Awaited<ReturnType<typeof begin>>;
type Do = (client: Client, world: World) => Promise<unknown>;

/** Every command and job that changes evidence, with the ways it can be used. */
const changes: Record<string, Record<string, Do>> = {
  "articles.import": {
    "new articles": async (client, { write }) =>
      client.run("articles.import", { files: await write({ "c.md": "# Third\n\nText.", "d.txt": "Fourth\n\nText." }) }),
    "a new version of a text": async (client, { write }) =>
      client.run("articles.import", { files: await write({ "a.txt": `${files["a.txt"]}\nUpdate: four died.\n` }) }),
  },
  "articles.readAnew": {
    "a text in another encoding": async (client, { garbled }) => {
      const { result } = await client.run("articles.readAnew", { ids: [garbled], encoding: "windows-1256" });
      if (result.changed !== 1) throw new Error("it reads the same");
    },
  },
  "articles.readUnreadable": {
    "a file that was read in no encoding": async (client) => {
      const { rows } = await client.call("articles.unreadable", {});
      const reading = { encoding: "utf-16le" as const };
      const { result } = await client.run("articles.readUnreadable", { ids: rows.map(({ id }) => id), reading });
      if (result.imported !== 1) throw new Error("it was not read");
    },
  },
  "articles.goOnImport": {
    "what was left of one that was stopped": async (client, { write }) => {
      const left = await write({ "c.md": "# Third\n\nText.", "d.txt": "Fourth\n\nText." });
      const onStart = (jobId: string): void => void client.call("jobs.cancel", { jobId });
      await client.run("articles.import", { files: left }, { onStart });
      const [unfinished] = await client.call("articles.unfinishedImports", {});
      return client.run("articles.goOnImport", { id: unfinished?.id ?? "" });
    },
  },
  "articles.importDraft": {
    "with a new text, corrections and tags that are made for it": async (client, { write, first }) => {
      const named = await write({ "c.md": "# Third\n\nText.", "a.txt": `${files["a.txt"]}\nUpdate: four died.\n` });
      const { draft } = (await client.run("articles.draft", { files: named })).result;
      const all = { filter: { states: ["new" as const, "version" as const] } };
      await client.call("articles.editDraft", { id: draft.id, items: all, outlet: "Gazette", addTags: ["Seen/Twice"] });
      const { result } = await client.run("articles.importDraft", { id: draft.id });
      expect(result.articles.map(({ id, state }) => [id === first, state])).toEqual([
        [false, "imported"],
        [true, "version"],
      ]);
    },
  },
  "articles.edit": {
    facts: (client, { articles }) =>
      client.call("articles.edit", {
        ids: articles,
        title: "Another",
        outlet: "Gazette",
        author: "A. Writer",
        publishedAt: "2025-10-15",
        language: "fr",
        url: "https://example.org/1",
      }),
    "facts taken away": (client, { first }) =>
      client.call("articles.edit", { ids: [first], outlet: null, language: null }),
    state: (client, { articles }) => client.call("articles.edit", { ids: articles, state: "done" }),
    "tags, new ones and old": (client, { articles, tags }) =>
      client.call("articles.edit", {
        ids: articles,
        addTags: ["New/Below"],
        removeTags: [tags.get("Toll/Dead") ?? ""],
      }),
  },
  "articles.reanchor": {
    "a claim with its cue, and an annotation": (client, { third, echo, place }) =>
      client.call("articles.reanchor", {
        id: third,
        version: "2",
        items: [
          { kind: "claim", objectId: echo.id, start: 17, end: 27 },
          { kind: "annotation", objectId: place.id, start: 8, end: 15 },
        ],
      }),
  },
  "articles.makeFamily": {
    "a larger one, with another origin": (client, { articles, second }) =>
      client.call("articles.makeFamily", { ids: articles, originId: second, reason: "Translated." }),
  },
  "articles.leaveFamily": {
    "that is none any more": (client, { first }) => client.call("articles.leaveFamily", { ids: [first], reason: "r" }),
  },
  "articles.confirmFamily": {
    "with one left out": (client, { proposal: { id, members } }) => {
      const ids = members.slice(1).map(({ article }) => article.id);
      return client.call("articles.confirmFamily", { id, ids, originId: ids[1], reason: "One dispatch." });
    },
  },
  "articles.rejectFamily": {
    "that was proposed": (client, { proposal: { id } }) =>
      client.call("articles.rejectFamily", { id, reason: "A form they all fill in." }),
  },
  "annotations.add": {
    "with a new tag": (client, { first }) =>
      client.call("annotations.add", { articleId: first, start: 0, end: 4, memo: "Where?", tags: ["Place"] }),
  },
  "annotations.edit": {
    "memo and tags": (client, { annotation }) =>
      client.call("annotations.edit", { id: annotation.id, memo: null, tags: ["Toll/Dead", "Seen"] }),
  },
  "annotations.remove": { one: (client, { annotation }) => client.call("annotations.remove", { id: annotation.id }) },
  "claims.add": {
    "with two chains, slots, a question and codes for its grades": (client, { first, question, former }) =>
      client.call("claims.add", {
        articleId: first,
        spans: [{ start: 50, end: 66 }],
        hops: [{ sourceId: former.id }, { descriptor: "a nurse", cue: { start: 58, end: 62 } }],
        furtherChains: [[{ source: "Agency", kind: "outlet" }]],
        slots: [
          { kind: "count", text: "five" },
          { kind: "actor", text: "Department", sourceId: former.id },
        ],
        questions: [question.id],
        credibility: { value: "3", reasonCode: "anonymous" },
      }),
    "with sources and tags made on the fly, grades and a second span": (client, { second }) =>
      client.call("claims.add", {
        articleId: second,
        spans: [
          { start: 18, end: 25 },
          { start: 30, end: 40 },
        ],
        statement: "Five.",
        hops: [
          { source: "الصاري", kind: "outlet" },
          { descriptor: "a medic", basis: "witnessed" },
        ],
        tags: ["Toll/Dead", "Time/Tuesday"],
        memo: "m",
        eventDate: "2025-10-14",
        reliability: { value: "F" },
        credibility: { value: "1", reason: "Insisted." },
      }),
  },
  "claims.edit": {
    "further chains, slots, questions and a grade that is confirmed": (client, { claim, echo, question, former }) =>
      client.call("claims.edit", {
        id: claim.id,
        furtherChains: [
          [{ source: "Agency" }, { descriptor: "a guard", basis: "witnessed" }],
          [{ sourceId: former.id }],
        ],
        slots: [
          { kind: "count", text: "three" },
          { kind: "date", text: "yesterday" },
        ],
        questions: [],
        reliability: { value: "B", reasonCode: "reviewed", evidence: [{ kind: "claim", id: echo.id }] },
        credibility: { value: "3", blind: true },
        tags: [question.text],
      }),
    "everything at once": (client, { claim }) =>
      client.call("claims.edit", {
        id: claim.id,
        spans: [{ start: 19, end: 24 }],
        statement: null,
        hops: [{ source: "Gazette", kind: "outlet" }, { source: "Ministry" }],
        tags: ["Other"],
        eventDate: null,
        memo: "changed",
        reliability: { value: "C", reason: "Had reasons to say so." },
        credibility: { value: "2" },
      }),
    "a grade taken away": (client, { claim }) =>
      client.call("claims.edit", { id: claim.id, reliability: { value: null } }),
    "spans moved to another article": (client, { claim, second }) =>
      client.call("claims.edit", { id: claim.id, spans: [{ articleId: second, start: 0, end: 4 }] }),
  },
  "claims.remove": { two: (client, { claim, twin }) => client.call("claims.remove", { ids: [claim.id, twin.id] }) },
  "claims.bulk": {
    "every other field, with one reason": (client, { claim, twin, question }) =>
      client.call("claims.bulk", {
        ids: [claim.id, twin.id],
        addQuestions: [question.id],
        eventDate: "2025-10-14",
        memo: "Looked at together.",
        mode: "direct-quote",
        basis: "told",
        origin: { source: "Agency" },
        reason: "One text.",
      }),
    "questions and dates taken away": (client, { claim, echo, question }) =>
      client.call("claims.bulk", { ids: [claim.id, echo.id], removeQuestions: [question.id], eventDate: null }),
    "grades and tags": (client, { claim, twin, tags }) =>
      client.call("claims.bulk", {
        ids: [claim.id, twin.id],
        reliability: "D",
        credibility: null,
        reason: "Both copy one text.",
        addTags: ["Copied"],
        removeTags: [tags.get("Toll/Dead") ?? ""],
      }),
  },
  "sources.add": {
    "with affiliation": (client, { ministry }) =>
      client.call("sources.add", {
        names: [
          { text: "المتحدثة", language: "ar" },
          { text: "Spokeswoman", language: "en" },
        ],
        kind: "person",
        affiliationId: ministry.id,
        affiliationRole: "spokeswoman",
        affiliationSince: "2025-01",
        formerPosts: [{ affiliationId: ministry.id, role: "clerk", since: "2020", until: "2024" }],
        country: "GB",
        language: "en",
        links: [{ label: "X", url: "https://example.org/@spokeswoman" }],
        descriptor: "d",
        notes: "n",
      }),
  },
  "sources.edit": {
    "names, kind, affiliation and notes": (client, { ministry, unused }) =>
      client.call("sources.edit", {
        id: ministry.id,
        names: [
          { text: "وزارة الصحة", language: "ar" },
          { text: "Ministry", language: "en" },
        ],
        kind: "organisation",
        affiliationId: unused.id,
        notes: null,
      }),
    "posts, country, language and links": (client, { ministry, unused, namesake }) =>
      client.call("sources.edit", {
        id: unused.id,
        affiliationId: namesake.id,
        affiliationRole: "clerk",
        affiliationSince: "2024",
        formerPosts: [{ affiliationId: ministry.id, role: "porter", since: null, until: "2024-06-30" }],
        country: "SY",
        language: "ar",
        links: [{ label: null, url: "https://example.org/nobody" }],
      }),
  },
  "sources.remove": {
    "with its assessments": (client, { unused }) => client.call("sources.remove", { id: unused.id }),
  },
  "sources.assess": {
    "in general": (client, { ministry }) => client.call("sources.assess", { id: ministry.id, value: "C", reason: "r" }),
    "on a topic": (client, { ministry }) =>
      client.call("sources.assess", { id: ministry.id, value: "A", topic: "tolls" }),
    "with a reason in a word and what it rests on": (client, { ministry, claim, first }) =>
      client.call("sources.assess", {
        id: ministry.id,
        value: "E",
        reasonCode: "contradicted",
        evidence: [
          { kind: "claim", id: claim.id },
          { kind: "article", id: first },
        ],
      }),
  },
  "sources.merge": {
    "of one that claims name and others are merged into": (client, { ministry, unused }) =>
      client.call("sources.merge", { id: ministry.id, into: unused.id, reason: "One office." }),
  },
  "sources.split": {
    one: (client, { former }) => client.call("sources.split", { id: former.id, reason: "They are two." }),
  },
  "sources.distinguish": {
    "two of one name": (client, { unused, namesake }) =>
      client.call("sources.distinguish", { ids: [unused.id, namesake.id] }),
  },
  "questions.add": {
    "with claims": (client, { claim, twin }) =>
      client.call("questions.add", { text: "When?", note: "n", claimIds: [claim.id, twin.id] }),
  },
  "questions.edit": {
    settled: (client, { question }) =>
      client.call("questions.edit", { id: question.id, text: "How many?", state: "settled", answer: "Three." }),
  },
  "questions.remove": {
    "off its claims": (client, { question }) => client.call("questions.remove", { id: question.id }),
  },
  "questions.gather": {
    "one more": (client, { question, twin, claim }) =>
      client.call("questions.gather", { id: question.id, claimIds: [twin.id, claim.id] }),
  },
  "questions.release": {
    "one of two": (client, { question, echo }) =>
      client.call("questions.release", { id: question.id, claimIds: [echo.id] }),
  },
  "relations.add": {
    "several, with another look for the graded": (client, { claim, twin, echo }) =>
      client.call("relations.add", {
        kind: "contradicts",
        pairs: [
          { fromId: echo.id, toId: claim.id },
          { fromId: twin.id, toId: echo.id },
        ],
      }),
    "a new origin": (client, { claim, twin }) =>
      client.call("relations.add", { kind: "corroborates", pairs: [{ fromId: claim.id, toId: twin.id }], note: "n" }),
  },
  "relations.edit": {
    "kind, direction and note": (client, { relation }) =>
      client.call("relations.edit", { id: relation, kind: "updates", swap: true, note: null }),
  },
  "relations.remove": { one: (client, { relation }) => client.call("relations.remove", { ids: [relation] }) },
  "tags.add": { "with its levels": (client) => client.call("tags.add", { path: "One/Two/Three" }) },
  "tags.edit": {
    "name, place, colour and description": (client, { tags }) =>
      client.call("tags.edit", {
        id: tags.get("Toll/Dead") ?? "",
        name: "Killed",
        parentId: null,
        colour: 7,
        description: "Who died.",
      }),
  },
  "tags.merge": {
    "a child into its parent": (client, { tags }) =>
      client.call("tags.merge", { ids: [tags.get("Toll/Dead") ?? ""], into: tags.get("Toll") ?? "" }),
  },
  "exchange.importCodebook": {
    "codes, new ones and known": async (client, { write }) => {
      const codes = `<Code name="Toll"><Description>Who</Description><Code name="Hurt"/></Code><Code name="Place"/>`;
      const [file = ""] = await write({ "book.qdc": `<CodeBook><Codes>${codes}</Codes></CodeBook>` });
      return client.run("exchange.importCodebook", { file });
    },
  },
  "tags.remove": {
    "with its children, off everything": (client, { tags }) =>
      client.call("tags.remove", { id: tags.get("Toll") ?? "" }),
  },
};

/** Commands and jobs that change no evidence, and why undo has nothing to do with them. */
const noEvidence: Record<string, string> = {
  "workstation.setAnalyst": "belongs to the workstation",
  "workstation.setSettings": "belongs to the workstation",
  "workstation.forgetRecent": "belongs to the workstation",
  "articles.saveProfile": "belongs to the workstation",
  "articles.renameProfile": "belongs to the workstation",
  "articles.removeProfile": "belongs to the workstation",
  "cases.create": "makes a file",
  "cases.open": "opens a file",
  "cases.openSample": "opens a file",
  "cases.close": "closes a file",
  "cases.restore": "makes a file",
  "cases.check": "reads",
  "cases.backup": "writes another file",
  "cases.saveView": "how a page is set up",
  "cases.removeView": "how a page is set up",
  "cases.reindex": "makes the search index anew from the texts",
  "articles.draft": "what an import would do",
  "articles.goOnDraft": "what an import would do",
  "articles.editDraft": "what an import would do; has an undo of its own",
  "articles.undoDraftEdit": "what an import would do",
  "articles.leaveDraft": "what an import would do; can be brought back",
  "articles.bringBackDraft": "what an import would do",
  "articles.watchFolder": "what is watched; undone by unwatching",
  "articles.unwatchFolder": "what is watched; undone by watching again",
  "articles.watchAgain": "what is watched; undone by unwatching",
  "articles.draftArrived": "what an import would do",
  "articles.setUnreadableAside": "what is listed as unreadable; the one undoes the other",
  "articles.saveUnreadable": "writes another file",
  "articles.leaveImport": "what came in stays as it is",
  "articles.findFamilies": "proposes; nothing is a family before an analyst confirms it",
  "articles.setPosition": "a reading position",
  "articles.saveOriginal": "writes another file",
  "claims.saveDraft": "a draft",
  "claims.discardDraft": "a draft",
  "ledger.undo": "the thing itself",
  "ledger.redo": "the thing itself",
  "jobs.cancel": "stops work",
  "exchange.export": "writes another file",
  "exchange.exportCodebook": "writes another file",
  "search.exportConcordance": "writes another file",
  "search.batch": "reads, and may write another file",
};

/** When something was written last is no evidence. */
const withoutUpdates = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === "updatedAt" ? undefined : part)));

/** All evidence as an analyst can read it, by id. When something was written last is no evidence. */
async function readAll(client: Client, articleIds: readonly string[]): Promise<unknown> {
  const window = { limit: 1000 };
  const articles = await Promise.all(
    (await client.call("articles.list", window)).rows.map(({ id }) => client.call("articles.get", { id })),
  );
  const claims = await Promise.all(
    (await client.call("claims.list", window)).rows.map(async ({ id }) => {
      const { updatedAt: _updatedAt, ...claim } = await client.call("claims.get", { id });
      return claim;
    }),
  );
  const sources = await Promise.all(
    (await client.call("sources.list", window)).rows.map(({ id }) => client.call("sources.get", { id })),
  );
  const annotations = await Promise.all(articleIds.map((articleId) => client.call("annotations.of", { articleId })));
  const found = async (name: "search.articles" | "search.claims", query: string): Promise<unknown> => {
    const { total } = await client.call(name, { query });
    return { query, total };
  };
  const questions = await Promise.all(
    (await client.call("questions.list", window)).rows.map(({ id }) => client.call("questions.compare", { id })),
  );
  const relations = await Promise.all(claims.map(({ id }) => client.call("relations.of", { claimId: id })));
  const families = await Promise.all(articles.map(({ id }) => client.call("articles.family", { id })));
  return {
    questions: withoutUpdates(questions),
    relations: withoutUpdates(relations),
    families,
    proposals: (await client.call("articles.familyProposals", {})).rows.map(({ id }) => id),
    articles,
    claims,
    sources,
    duplicates: await client.call("sources.duplicates", {}),
    annotations,
    tags: await client.call("tags.list", {}),
    grid: await client.call("claims.grid", {}),
    groups: await Promise.all(ClaimGrouping.options.map((by) => client.call("claims.groups", { by }))),
    looks: await client.call("claims.looks", {}),
    found: [
      await found("search.articles", "four OR text"),
      await found("search.articles", "tag:Toll"),
      await found("search.claims", "three OR خمسة OR changed"),
      await found("search.claims", "source:Ministry"),
    ],
  };
}

const reopen = async ({ client, grant }: TestBackend): Promise<void> => {
  await client.call("cases.close", {});
  await client.call("cases.open", { file: await grant("case.isnad") });
};

test("every command and job of the contract is either undone here or said to change no evidence", () => {
  const known = new Set([...Object.keys(changes), ...Object.keys(noEvidence)]);
  const all = new Set([...Object.keys(commands), ...Object.keys(jobs)]);
  expect([...all].filter((name) => !known.has(name))).toEqual([]);
  expect([...known].filter((name) => !all.has(name))).toEqual([]);
});

const cases = Object.entries(changes).flatMap(([command, ways]) =>
  Object.entries(ways).map(([way, act]) => ({ command, way, act })),
);

describe("done, undone, done again", () => {
  test.each(cases)("$command: $way", async ({ act }) => {
    const world = await begin();
    const { client } = world;
    const read = () => readAll(client, world.articles);
    const before = await read();
    await act(client, world);
    const after = await read();
    expect(after).not.toEqual(before);
    // What is undone may be from an earlier run.
    await reopen(world);
    await client.call("ledger.undo", {});
    expect(await read()).toEqual(before);
    await client.call("ledger.redo", {});
    expect(await read()).toEqual(after);
    await client.call("ledger.undo", {});
    expect(await read()).toEqual(before);
    expect((await client.run("cases.check", {})).result.problems).toEqual([]);
    // One command is one act: there is no more of it to take back.
    expect((await client.call("ledger.standing", {})).undo).toBeNull();
  });
});

test("a text whose import was undone can be imported again", async () => {
  const { client, write } = await begin();
  const again = await write({ "a.txt": `${files["a.txt"]}\nUpdate: four died.\n` });
  await client.run("articles.import", { files: again });
  await client.call("ledger.undo", {});
  expect((await client.run("articles.import", { files: again })).result).toMatchObject({ versions: 1, duplicates: 0 });
  expect((await client.run("articles.import", { files: again })).result).toMatchObject({ versions: 0, duplicates: 1 });
});

test("drafts, reading position and settings are no evidence: no entry, nothing to undo", async () => {
  const { client, first, grant } = await begin();
  const entries = async (): Promise<number> => (await client.call("ledger.history", {})).total;
  const before = await entries();
  const draft = await client.call("claims.saveDraft", {
    articleId: first,
    claimId: null,
    content: { statement: "Th" },
  });
  await client.call("articles.setPosition", { id: first, position: 12 });
  await client.call("articles.saveOriginal", { id: first, to: await grant("original.txt") });
  await client.call("workstation.setSettings", { language: "ar" });
  await client.call("claims.discardDraft", { id: draft.id });
  expect(await entries()).toBe(before);
  expect((await client.call("ledger.standing", {})).undo).toBeNull();
});
