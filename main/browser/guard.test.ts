import { expect, test } from "vitest";

import { isOwnHost, isOwnPage, newToken, tokenHeader } from "./guard.ts";

const own = { origin: "http://127.0.0.1:4711", token: newToken() };
const good = { origin: own.origin, [tokenHeader]: own.token };

test("a token is long and never the same", () => {
  expect(newToken()).toMatch(/^[0-9a-f]{64}$/u);
  expect(newToken()).not.toBe(newToken());
});

test("only the printed address is the host", () => {
  expect(isOwnHost({ host: "127.0.0.1:4711" }, "127.0.0.1:4711")).toBe(true);
  for (const host of ["localhost:4711", "evil.example:4711", "127.0.0.1:4712", "127.0.0.1", undefined])
    expect(isOwnHost({ host }, "127.0.0.1:4711")).toBe(false);
});

test("a change needs the page's origin and the token", () => {
  expect(isOwnPage(good, own, "change")).toBe(true);
  expect(isOwnPage({ ...good, origin: undefined }, own, "change")).toBe(false);
  expect(isOwnPage({ ...good, origin: "http://evil.example" }, own, "change")).toBe(false);
  expect(isOwnPage({ ...good, origin: "null" }, own, "change")).toBe(false);
  expect(isOwnPage({ ...good, [tokenHeader]: "" }, own, "change")).toBe(false);
  expect(isOwnPage({ ...good, [tokenHeader]: newToken() }, own, "change")).toBe(false);
  expect(isOwnPage({ ...good, "sec-fetch-site": "cross-site" }, own, "change")).toBe(false);
  expect(isOwnPage({ ...good, "sec-fetch-site": "same-origin" }, own, "change")).toBe(true);
});

test("a read may leave the origin out, never the token", () => {
  expect(isOwnPage({ [tokenHeader]: own.token }, own, "read")).toBe(true);
  expect(isOwnPage({}, own, "read")).toBe(false);
  expect(isOwnPage({ [tokenHeader]: own.token, origin: "http://evil.example" }, own, "read")).toBe(false);
  expect(isOwnPage({ [tokenHeader]: own.token, "sec-fetch-site": "same-site" }, own, "read")).toBe(false);
});
