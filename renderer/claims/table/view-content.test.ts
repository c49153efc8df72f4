import { expect, it } from "vitest";

import { type ClaimView, readClaimView } from "./view-content.ts";

const view: ClaimView = {
  layout: { order: ["origin", "statement"], widths: { origin: 180 }, shown: { chain: true } },
  filter: { reliability: ["none", "F"], look: { reasons: ["stale"], staleDays: 90 } },
  sort: [{ column: "origin", descending: true }],
  groupBy: "question",
};
const plain: ClaimView = {
  layout: { order: [], widths: {}, shown: {} },
  filter: {},
  sort: [],
  groupBy: null,
};

it("is read back as it was kept, through JSON", () => {
  expect(readClaimView(JSON.parse(JSON.stringify(view)))).toEqual(view);
});

it("leaves out what another version wrote otherwise, and keeps the rest", () => {
  expect(
    readClaimView({
      layout: { order: ["origin"], widths: { origin: "wide" } },
      filter: { reliability: "B", tags: ["t1"], invented: true, look: { reasons: ["moon"] } },
      sort: [{ column: "invented" }, { column: "date" }],
      groupBy: "weather",
    }),
  ).toEqual({ ...plain, filter: { tags: ["t1"] }, sort: [{ column: "date", descending: false }] });
});

it.each([null, 7, "view", [], { filter: [] }])("is plain where nothing can be read: %j", (content) => {
  expect(readClaimView(content)).toEqual(plain);
});
