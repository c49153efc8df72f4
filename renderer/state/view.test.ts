import { beforeEach, expect, test } from "vitest";

import { useView } from "./view.ts";

beforeEach(() => useView.getState().reset());

test("an article opened from the library keeps its listing for previous and next; from elsewhere it keeps the last one", () => {
  const { setLibrary, openArticle } = useView.getState();
  setLibrary({ filter: { text: "raids" } });
  openArticle("a1", { fromListing: true });
  expect(useView.getState()).toMatchObject({
    page: "reader",
    reader: { articleId: "a1", from: { filter: { text: "raids" } } },
  });
  useView.getState().setLibrary({ filter: {} });
  openArticle("a2", { span: { start: 3, end: 9 }, claimId: "c1" });
  expect(useView.getState().reader).toMatchObject({
    articleId: "a2",
    span: { start: 3, end: 9 },
    from: { filter: { text: "raids" } },
  });
});

test("the same target asked for twice is two visits", () => {
  const { openArticle } = useView.getState();
  openArticle("a1");
  const first = useView.getState().reader?.at;
  openArticle("a1");
  expect(useView.getState().reader?.at).not.toBe(first);
});

test("another case shows nothing of the last one", () => {
  useView.getState().goToClaims({ text: "x" });
  useView.getState().openArticle("a1");
  useView.getState().reset();
  expect(useView.getState()).toMatchObject({ page: "library", reader: null, claims: { filter: {} } });
});
