import fc from "fast-check";
import { describe, expect, it, test } from "vitest";

import { proposePatterns } from "./file-name-proposals.ts";
import { matchName, type NameFacts, nameFields, parsePattern, type PatternProblem } from "./file-names.ts";

/** What a path says by a pattern. */
function read(source: string, path: string): NameFacts | null {
  const parsed = parsePattern(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  return matchName(parsed.pattern, path);
}

function problemOf(source: string): PatternProblem | null {
  const parsed = parsePattern(source);
  return parsed.ok ? null : parsed.problem;
}

describe("a pattern for names of files", () => {
  test.each<[string, string, NameFacts | null]>([
    [
      "{outlet}/{date}_{title}.txt",
      "/in/Enab Baladi/2025-11-24_Clashes_in_al-Badrusiyah.txt",
      { outlet: "Enab Baladi", publishedAt: "2025-11-24", title: "Clashes in al-Badrusiyah" },
    ],
    ["{date} - {outlet} - {*}.txt", "/in/20251124 - SANA - 0017.TXT", { publishedAt: "2025-11-24", outlet: "SANA" }],
    ["{date} - {outlet} - {*}.txt", "/in/20251124 - SANA -.txt", null],
    ["{title} {date}", "/in/غارة على الميناء ٢٤.١١.٢٠٢٥.txt", { title: "غارة على الميناء", publishedAt: "2025-11-24" }],
    ["{date}_{title}", "/in/۲۰۲۵-۱۱-۲۴_گزارش.txt", { publishedAt: "2025-11-24", title: "گزارش" }],
    // Day and month could be read both ways: the year alone, unless somebody said which is first.
    ["{date} {title}", "/in/05-11-2025 A.txt", { publishedAt: "2025", title: "A" }],
    ["{date:dmy} {title}", "/in/05-11-2025 A.txt", { publishedAt: "2025-11-05", title: "A" }],
    ["{date:mdy} {title}", "/in/05-11-2025 A.txt", { publishedAt: "2025-05-11", title: "A" }],
    ["{date:dmy}{title}", "/in/24112025A.txt", { publishedAt: "2025-11-24", title: "A" }],
    ["{date} {title}", "/in/2025-13-24 A.txt", null],
    ["{date} {title}", "/in/2025-11 A.txt", { publishedAt: "2025-11", title: "A" }],
    // A number is no date because eight of its digits could be one.
    ["{*}{date}{*}", "/in/ref-120251124.txt", null],
    ["{key}_{title}", "/in/A-77_One_two.txt", { key: "A-77", title: "One two" }],
    ["{language}_{title}", "/in/AR_خبر.txt", { language: "ar", title: "خبر" }],
    ["{language}_{title}", "/in/en-gb_News.txt", { language: "en", title: "News" }],
    [
      "{outlet}/{year}/{month}/{day}/{title}",
      "/w/site.example/2025/1/9/a.html",
      {
        outlet: "site.example",
        publishedAt: "2025-01-09",
        title: "a",
      },
    ],
    ["{year}/{month}/{day}/{title}", "/w/2025/02/30/a.html", null],
    ["[{date}_]{title}", "/in/20251124_A.txt", { publishedAt: "2025-11-24", title: "A" }],
    ["[{date}_]{title}", "/in/A_b.txt", { title: "A b" }],
    ["[[{outlet}]] {title}", "/in/[SANA] A.txt", { outlet: "SANA", title: "A" }],
    ["{author} - {title}", "/in/a/b/A. Writer - Two - three.txt", { author: "A. Writer", title: "Two - three" }],
    // The name alone, not the folders; the folders only where the pattern names them.
    ["{outlet}/{title}", "only.txt", null],
    ["{outlet}/{title}.txt", "C:\\in\\SANA\\One.txt", { outlet: "SANA", title: "One" }],
    ["{outlet}\\{title}.txt", "\\\\server\\in\\SANA\\One.txt", { outlet: "SANA", title: "One" }],
    ["{title}.txt", "/in/one.pdf", null],
    ["{title}.{*}", "/in/one.pdf", { title: "one" }],
    ["تقرير 2025 {title}", "/in/تقرير ٢٠٢٥ أول.txt", { title: "أول" }],
    ["{outlet}_{title}", "/in/__x.txt", null],
    // Some systems take composed letters apart.
    ["é_{title}", "/in/e\u0301_x.txt", { title: "x" }],
    ["{title}", "/in/a\u202egnp.txt", { title: "a gnp" }],
  ])("%s reads %s", (source, path, wanted) => {
    expect(read(source, path)).toEqual(wanted);
  });

  test.each<[string, PatternProblem]>([
    ["", { code: "length", start: 0, end: 0 }],
    ["{title", { code: "unclosed", start: 0, end: 6 }],
    ["a [{title}", { code: "unclosed", start: 2, end: 10 }],
    ["{title}}", { code: "stray", start: 7, end: 8 }],
    ["[a [{title}]]", { code: "stray", start: 3, end: 4 }],
    ["{titel}", { code: "unknown", start: 0, end: 7 }],
    ["{title:dmy}", { code: "unknown", start: 0, end: 11 }],
    ["{title}-{title}", { code: "twice", start: 8, end: 15 }],
    ["{date} {year}", { code: "twice", start: 7, end: 13 }],
    ["{outlet}{title}", { code: "touching", start: 8, end: 15 }],
    ["{outlet}[{*}]_x", { code: "touching", start: 9, end: 12 }],
    ["[{outlet}/]{title}", { code: "folder", start: 9, end: 10 }],
    ["/{title}", { code: "folder", start: 0, end: 0 }],
    ["{outlet}/", { code: "folder", start: 9, end: 9 }],
    ["{month} {title}", { code: "date", start: 0, end: 15 }],
    ["{*}.txt", { code: "nothing", start: 0, end: 7 }],
    ["{{title}}", { code: "nothing", start: 0, end: 9 }],
  ])("%j is none", (source, problem) => {
    expect(problemOf(source)).toEqual(problem);
  });

  it("gives back what a name was made of", () => {
    const word = fc.stringMatching(/^[\p{L}\p{N}]{1,12}$/u).filter((text) => text === text.normalize("NFC"));
    const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" "));
    const day = fc
      .date({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(words, words, day, (outlet, title, date) => {
        const wanted = { outlet, title, publishedAt: date };
        expect(read("{outlet}/{date}_{title}.txt", `/x/${outlet}/${date}_${title}.txt`)).toEqual(wanted);
        expect(read("{title} # {outlet} # {date}", `${title} # ${outlet} # ${date.replaceAll("-", "")}.md`)).toEqual(
          wanted,
        );
      }),
    );
  });

  it("never throws, whatever is typed and whatever a file is called, and names a place within the pattern", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...nameFields.map((field) => `{${field}}`),
        "{*}",
        "/",
        "[",
        "]",
        "_",
        "-",
        " ",
        "{",
        "}",
        "{date:dmy}",
      ),
      fc.string({ maxLength: 4 }),
    );
    const source = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(source, fc.string({ unit: "binary", maxLength: 80 }), (pattern, path) => {
        const parsed = parsePattern(pattern);
        const facts = parsed.ok ? matchName(parsed.pattern, path) : null;
        expect(Object.values(facts ?? {})).not.toContain("");
        const { start, end } = parsed.ok ? { start: 0, end: pattern.length } : parsed.problem;
        expect(start >= 0 && start <= end && end <= pattern.length).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("a name made to keep it busy does not", () => {
    const source = "{outlet}-{author}-{key}-{title}-{*}-{*}-{*}-{*}!.txt";
    const began = performance.now();
    expect(read(source, `/in/${"a-".repeat(395)}.txt`)).toBeNull();
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe("patterns are proposed from names", () => {
  const files = (outlets: readonly string[], make: (outlet: string, i: number) => string): string[] =>
    outlets.flatMap((outlet) => [1, 2, 3, 4].map((i) => make(outlet, i)));
  const titles = ["", "Raid on the harbour", "Crane-fall kills two", "No word from the army", "Rain"];
  const outlets = ["SANA", "Enab Baladi", "North Press"];

  test.each<[string, string[]]>([
    [
      "{outlet}/{date}_{title}",
      files(outlets, (outlet, i) => `/in/${outlet}/2025-11-0${i}_${titles[i]} ${outlet.length}.txt`),
    ],
    ["{date} - {outlet} - {title}", files(outlets, (outlet, i) => `/in/2025110${i} - ${outlet} - ${titles[i]}.txt`)],
    ["{outlet}_{date}_{title}", files(outlets, (outlet, i) => `/in/${outlet}_2025-11-0${i}_${titles[i]}.html`)],
    ["{title} {date}", [1, 2, 3, 4].map((i) => `/in/${titles[i]} 2${i}.11.2025.docx`)],
    [
      "{outlet}/{date}/{title}",
      files(outlets, (outlet, i) => `/in/${outlet}/2025-11-0${i % 2}/${titles[i]}.txt`.replace("-00", "-09")),
    ],
    ["{date}_{title}", [1, 2, 3, 4].map((i) => `/in/٢٠٢٥-١١-٠${i}_خبر رقم ${i}.txt`)],
    ["{outlet} - {title}", files(outlets, (outlet, i) => `/in/${outlet} - ${titles[i]}.txt`)],
    ["{title} - {outlet}", files(outlets, (outlet, i) => `/in/${titles[i]}${outlet.length} - ${outlet}.html`)],
  ])("%s", (wanted, paths) => {
    expect(proposePatterns(paths)[0]).toBe(wanted);
  });

  it("none where names say nothing", () => {
    expect(proposePatterns(["/in/a.txt", "/in/b.txt", "/in/c.txt"])).toEqual([]);
    expect(proposePatterns([])).toEqual([]);
  });

  it("what is proposed is a pattern and fits most of the names", () => {
    const name = fc.stringMatching(/^[\w \-[\]{}.]{1,24}$/).map((text) => `/in/${text}.txt`);
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 20 }), (paths) => {
        for (const source of proposePatterns(paths))
          expect(paths.filter((path) => read(source, path) !== null).length).toBeGreaterThanOrEqual(paths.length * 0.6);
      }),
    );
  });
});
