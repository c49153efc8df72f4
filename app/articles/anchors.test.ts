import { expect, test } from "vitest";

import { makeAnchor } from "../text/anchor.ts";
import { placeAt, standIn } from "./anchors.ts";

const anchorOf = (text: string, quote: string) => {
  const start = text.indexOf(quote);
  return makeAnchor(text, start, start + quote.length);
};
const text = "حريق في المستودع\n\nقال المتحدث 😀 إن ثلاثة أشخاص أصيبوا في الحادث.\n";

test("what stands where it stood is exact, what stands elsewhere is moved, with its words", () => {
  const anchor = anchorOf(text, "ثلاثة أشخاص أصيبوا");
  expect(standIn(anchor, text)).toMatchObject({
    state: "exact",
    along: "exact",
    sameWords: true,
    places: [{ start: anchor.start }],
  });
  const moved = standIn(anchor, `عاجل\n\n${text}`);
  expect(moved).toMatchObject({
    state: "moved",
    along: "moved",
    sameWords: true,
    places: [{ start: anchor.start + 6 }],
  });
  expect(moved.places[0]?.quote).toBe(anchor.quote);
});

test("what is found in other words says so, and does not go along with others", () => {
  const old = "The ministry said that three people were hurt near the harbour gate on Monday, and left.";
  const anchor = anchorOf(old, "three people were hurt near the harbour gate");
  const found = standIn(anchor, old.replace("three", "seven"));
  expect(found).toMatchObject({ state: "moved", sameWords: false });
  expect(found.along).toBeNull();
});

test("of several candidates none is chosen, and each is shown in its surroundings", () => {
  const old = "One: the bridge was closed at dawn by police.\n\nOther words.\n";
  const anchor = anchorOf(old, "the bridge was closed at dawn");
  const found = standIn(
    anchor,
    "Two: the bridge was closed at dawn by soldiers.\n\nSix: the bridge was closed at dawn by farmers.\n",
  );
  expect(found.state).toBe("ambiguous");
  expect(found.sameWords).toBe(false);
  expect(found.places.map(({ after }) => after.split("\n")[0])).toEqual([" by soldiers.", " by farmers."]);
  expect(found.along).toBeNull();
});

test("a place in other words stands on whole words where the mark did, and only there", () => {
  const old = "Before it all: the bridge was closed at dawn by police, and more after that was said.";
  const now = old.replace("police", "soldiers");
  expect(standIn(anchorOf(old, "the bridge was closed at dawn by police"), now).places[0]?.quote).toBe(
    "the bridge was closed at dawn by soldiers",
  );
  const within = standIn(anchorOf(old, "ridge was closed at dawn by police"), now).places[0]?.quote;
  expect(within).toBe("ridge was closed at dawn by soldiers");
});

test("what is gone is an orphan, and an empty quote matches nothing", () => {
  expect(standIn(anchorOf(text, "ثلاثة أشخاص أصيبوا"), "Something else")).toMatchObject({ state: "orphan", places: [] });
  expect(standIn(makeAnchor("abc", 1, 1), "abc")).toMatchObject({ state: "orphan", places: [], sameWords: false });
});

test("the words around a place are whole, and no character is cut in two", () => {
  const long = `${"word ".repeat(60)}HERE${" word".repeat(60)}`;
  const start = long.indexOf("HERE");
  const shown = placeAt(long, { start, end: start + 4 });
  expect(shown.before.startsWith("word ")).toBe(true);
  expect(shown.after.endsWith(" word")).toBe(true);
  const smileys = `${"😀".repeat(100)}x${"😀".repeat(100)}`;
  for (const offset of [0, 1]) {
    const at = placeAt(`${"a".repeat(offset)}${smileys}${"a".repeat(offset)}`, {
      start: 200 + offset,
      end: 201 + offset,
    });
    expect([at.before.isWellFormed(), at.quote, at.after.isWellFormed()]).toEqual([true, "x", true]);
  }
});
