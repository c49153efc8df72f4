import { expect, it } from "vitest";

import { needsLook } from "./look-first.ts";

const none = { new: 0, duplicate: 0, version: 0, unreadable: 0, "needs-mapping": 0, changed: 0 };
const draft = (states: Partial<typeof none>) => ({
  items: Object.values(states).reduce((sum, count) => sum + count, 0),
  states: { ...none, ...states },
});

it("lets a single article in that is new or known already, and shows anything else", () => {
  expect(needsLook("several", draft({ new: 1 }))).toBe(false);
  expect(needsLook("several", draft({ duplicate: 1 }))).toBe(false);
  expect(needsLook("several", draft({ version: 1 }))).toBe(true);
  expect(needsLook("several", draft({ new: 2 }))).toBe(true);
  expect(needsLook("several", draft({ unreadable: 1 }))).toBe(true);
});

it("shows only what needs a decision where that is wished", () => {
  expect(needsLook("decisions", draft({ new: 300, duplicate: 20 }))).toBe(false);
  expect(needsLook("decisions", draft({ new: 300, version: 1 }))).toBe(true);
  expect(needsLook("decisions", draft({ new: 300, "needs-mapping": 1 }))).toBe(true);
});

it("shows a folder in which nothing was found rather than bring nothing in without a word", () => {
  expect(needsLook("several", draft({}))).toBe(true);
  expect(needsLook("decisions", draft({}))).toBe(true);
});

it("always or never, whatever there is", () => {
  expect(needsLook("always", draft({ new: 1 }))).toBe(true);
  expect(needsLook("never", draft({ unreadable: 1 }))).toBe(false);
});
