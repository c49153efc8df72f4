import { expect, test } from "vitest";

import { testCase } from "../backend.fake.ts";

const articles = {
  "1.txt": "Fire at the depot\n\nText one.\n",
  "2.txt": "The depot of Tartus burns, 007 seen\n\nText two.\n",
  "3.txt": "Depot\n\nText three.\n",
  "4.txt": "حريق في المستودع\n\nنص رابع.\n",
  "5.txt": "Antidepotism in 2025\n\nText five.\n",
};

async function begin() {
  const backend = await testCase(articles);
  const { client } = backend;
  const find = async (text: string, limit = 8) =>
    (await client.call("search.names", { text, limit })).map(({ kind, label, detail }) => [kind, label, detail]);
  const labels = async (text: string) => (await find(text)).map(([, label]) => label);
  return { ...backend, find, labels };
}

test("what it is, what begins with it, what has a word that does, what contains it: in this order", async () => {
  const { labels } = await begin();
  expect(await labels("depot")).toEqual([
    "Depot",
    "The depot of Tartus burns, 007 seen",
    "Fire at the depot",
    "Antidepotism in 2025",
  ]);
  expect(await labels("المستودَع")).toEqual(["حريق في المستودع"]);
  expect(await labels("مستودع")).toEqual(["حريق في المستودع"]);
});

test("numbers are found as they are typed", async () => {
  const { labels } = await begin();
  expect(await labels("2025")).toEqual(["Antidepotism in 2025"]);
  expect(await labels("٢٠٢")).toEqual(["Antidepotism in 2025"]);
  expect(await labels("007")).toEqual(["The depot of Tartus burns, 007 seen"]);
});

test("of each kind, no more than asked for; nothing typed finds nothing", async () => {
  const { client, find } = await begin();
  await client.call("tags.add", { path: "Depot/Fire" });
  await client.call("sources.add", { names: [{ text: "Depot guard", language: "en" }], kind: "person" });
  expect((await find("depot", 1)).map(([kind, label]) => [kind, label])).toEqual([
    ["article", "Depot"],
    ["source", "Depot guard"],
    ["tag", "Depot"],
  ]);
  expect(await find("  ")).toEqual([]);
  expect(await find("؟!")).toEqual([]);
  expect(await find("nothing of the kind")).toEqual([]);
});

test("a source by any of its names, with the one that fits and what it belongs to", async () => {
  const { client, find } = await begin();
  const state = await client.call("sources.add", {
    names: [{ text: "الحكومة", language: "ar" }],
    kind: "organisation",
  });
  await client.call("sources.add", {
    names: [
      { text: "وزارة الداخلية", language: "ar" },
      { text: "Ministry of Interior", language: "en" },
    ],
    kind: "organisation",
    affiliationId: state.id,
  });
  expect(await find("interior")).toEqual([["source", "وزارة الداخلية", "Ministry of Interior · الحكومة"]]);
  expect(await find("الداخليه")).toEqual([["source", "وزارة الداخلية", "الحكومة"]]);
  expect(await find("داخلية")).toHaveLength(1);
});

test("a tag by its name before one that stands below it, and by its path", async () => {
  const { client, find } = await begin();
  await client.call("tags.add", { path: "Casualties/Dead" });
  await client.call("tags.add", { path: "Dead letters" });
  expect(await find("dead")).toEqual([
    ["tag", "Dead", "Casualties"],
    ["tag", "Dead letters", null],
  ]);
  expect(await find("casualties/de")).toEqual([["tag", "Dead", "Casualties"]]);
  expect(await find("casualties")).toEqual([
    ["tag", "Casualties", null],
    ["tag", "Dead", "Casualties"],
  ]);
});

test("follows every change, and another case", async () => {
  const { client, articles: ids, labels, grant } = await begin();
  expect(await labels("tartus")).toHaveLength(1);
  await client.call("articles.edit", { ids: ids.slice(0, 1), title: "Tartus again" });
  expect(await labels("tartus")).toEqual(["Tartus again", "The depot of Tartus burns, 007 seen"]);
  await client.call("ledger.undo", {});
  expect(await labels("tartus")).toEqual(["The depot of Tartus burns, 007 seen"]);
  const tag = await client.call("tags.add", { path: "Tartus" });
  expect(await labels("tartus")).toHaveLength(2);
  await client.call("tags.edit", { id: tag.id, name: "Coast" });
  expect(await labels("coast")).toEqual(["Coast"]);
  await client.call("cases.create", { file: await grant("other.isnad") });
  expect(await labels("tartus")).toEqual([]);
});
