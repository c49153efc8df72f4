import { expect, test, vi } from "vitest";

import { describeBlocks, fixture, readFailures, readOne, scratchFolder } from "./importers.fake.ts";

const { write } = scratchFolder();
const arabicFiller =
  "قالت وزارة الطاقة في بيان إن ثلاثة عمال قُتلوا وأُصيب أحد عشر آخرون في حريق اندلع مساء الثلاثاء في مرسى قنديل، وقال شهود إن الدخان شوهد من مسافة بعيدة.";
const filler =
  "The committee measured eleven wells in the eastern part of the wadi, and two of them were dry on the day of the visit. ";

test("a saved page: the article alone, its blocks, its metadata, and nothing fetched", async () => {
  const fetched = vi.spyOn(globalThis, "fetch");
  const article = await readOne(fixture("page-saved-with-trackers.html"));
  expect(fetched).not.toHaveBeenCalled();
  fetched.mockRestore();
  expect(article).toMatchObject({
    title: "إغلاق جسر الوادي ثلاثة أيام بعد هبوط في الدعامة",
    outlet: "نشرة وادي الريح",
    author: "ليلى القاسم, Omar Haddad",
    publishedAt: "2025-11-09T08:30:00+02:00",
    language: "ar",
    url: "https://nashra.example/2025/11/09/wadi-bridge",
    encoding: "utf-8",
  });
  const blocks = describeBlocks(article);
  expect(blocks).toEqual([
    "heading rtl: إغلاق جسر الوادي ثلاثة أيام بعد هبوط في الدعامة",
    expect.stringContaining("paragraph rtl: أغلقت بلدية قصر الريح جسر الوادي أمام السيارات\u00a0ثلاثة أيام،"),
    "heading rtl: طرق بديلة",
    "paragraph rtl: وقالت البلدية إن العبور ممكن من طريقين، أحدهما للشاحنات & الحافلات:",
    "list-item rtl: الطريق الجنوبي عبر حي الطاحون.",
    "list-item rtl: المخاضة القديمة، للسيارات الصغيرة وحدها.",
    "quotation rtl: «لا خطر على المارة، لكننا لا نجازف»، قال المهندس نادر السالم.",
    expect.stringContaining(
      "paragraph ltr: The contractor, Riverside Works, said in English that the bearing “had been",
    ),
    "table-row rtl: اليوم\tساعات العمل",
    "table-row rtl: الأحد\t06:00–18:00",
    expect.stringContaining("paragraph rtl: وتوقعت البلدية"),
  ]);
  expect(article.text).not.toMatch(/مخفي|tracker|اشترك|الرئيسية|حقوق/u);
  expect(article.text).toContain("الطاحون.\nالمخاضة");
});

test.each([
  ["page-windows-1256-declared.html", "windows-1256"],
  ["page-windows-1256-undeclared.htm", "windows-1256"],
  ["page-utf-8-declared-wrongly.html", "utf-8"],
])("%s is read as %s", async (name, encoding) => {
  const article = await readOne(fixture(name));
  expect(article.encoding).toBe(encoding);
  expect(article.title).toBe("مزارعو الوادي يبدؤون موسم الزيتون مبكرًا");
  expect(article.text).toMatch(/^بدأ مزارعو وادي الريح قطاف الزيتون/u);
  expect(article.blocks).toHaveLength(3);
});

test("a page that is no article gives what it shows; one without mark-up too", async () => {
  const short = await readOne(write("short.html", "<body><div>First<br>second</div><div>Third&nbsp;&lt;b&gt;</div>"));
  expect(short.text).toBe("First\nsecond\n\nThird\u00a0<b>");
  const bare = await readOne(write("bare.htm", "just words"));
  expect(bare).toMatchObject({ text: "just words", title: "bare" });
});

test("metadata of meta elements and a title with the site's name; a relative address needs a base", async () => {
  const head = `<title>Two wells dry in the wadi - Wadi Bulletin</title><meta name="author" content="By Mona Darwish">
    <meta property="article:published_time" content="2025-11-07T06:00:00Z"><link rel="canonical" href="/wells">`;
  const page = (more: string) =>
    `<html lang="en"><head>${head}${more}</head><body><article><p>${filler.repeat(6)}</p></article></body></html>`;
  const article = await readOne(write("meta.html", page("")));
  expect(article).toMatchObject({
    title: "Two wells dry in the wadi",
    author: "Mona Darwish",
    publishedAt: "2025-11-07T06:00:00Z",
    language: "en",
    url: null,
  });
  const based = await readOne(write("based.html", page('<base href="https://bulletin.example/a/">')));
  expect(based.url).toBe("https://bulletin.example/wells");
});

test("broken JSON-LD and hostile values in it are passed over", async () => {
  const ld =
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":</script><script type="application/ld+json">{"@type":"Article","headline":"Line\nbroken","url":"javascript:alert(1)","datePublished":"soon","author":"https://a.example/x"}</script>';
  const article = await readOne(
    write("ld.html", `<html><head>${ld}</head><body><p>${filler.repeat(8)}</p></body></html>`),
  );
  expect(article).toMatchObject({ title: "Line broken", url: null, publishedAt: null, author: null });
});

test("preformatted text keeps its spaces, and the text is the blocks and what joins them", async () => {
  const article = await readOne(
    write("pre.html", `<body><p>${filler.repeat(6)}</p><pre>a  b\n  c</pre><p>${filler.repeat(6)}</p></body>`),
  );
  expect(article.text).toContain("\n\na  b\n  c\n\n");
  let end = 0;
  for (const block of article.blocks) {
    expect(article.text.slice(end, block.start).trim()).toBe("");
    end = block.end;
  }
  expect(end).toBe(article.text.length);
});

test("a page saved with SingleFile: pictures of megabytes in its addresses, its address in a comment, what was hidden marked", async () => {
  const picture = `data:image/jpeg;base64,${"QUJD".repeat(3_000_000)}`;
  const drawing = `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="1"><rect fill-opacity="0"/></svg>`;
  const page = `<!DOCTYPE html> <html lang=ar dir=rtl style="--sf-img-1:url(&quot;data:image/png;base64,${"QUJD".repeat(2000)}&quot;)"><!--
 Page saved with SingleFile 
 url: https://raseef.example/2025/10/15/fire/?a=1 
 saved date: Thu Oct 16 2025 09:20:11 GMT+0300 (Eastern European Summer Time)
--><meta charset=utf-8>
<title>حريق في مستودع الوقود | رصيف مرسى قنديل</title>
<style>@font-face{font-family:N;src:url(${picture})format("woff2")}.sf-hidden{display:none!important}</style>
<body><nav>الرئيسية</nav><article><h1>حريق في مستودع الوقود</h1><img alt src=${picture} srcset="${picture} 2x"><img src='${drawing}'>
<p>${arabicFiller}</p><div class=sf-hidden>إعلان لا يراه أحد في هذه الصفحة أبداً</div><p>وتبدأ صورها بالكلمة data:image/png,ثم ما يليها.</p><p>${arabicFiller}</p></article>
<template shadowrootmode=open><p>ظل</p></template>`;
  const article = await readOne(write("single.html", page));
  expect(article).toMatchObject({
    url: "https://raseef.example/2025/10/15/fire/?a=1",
    // When it was saved is not when it appeared.
    publishedAt: null,
    title: expect.stringContaining("حريق في مستودع الوقود"),
  });
  expect(article.text).toContain(
    `${arabicFiller}\n\nوتبدأ صورها بالكلمة data:image/png,ثم ما يليها.\n\n${arabicFiller}`,
  );
  expect(article.text).not.toMatch(/إعلان|QUJD|ظل/u);
  expect(article.original.length).toBeGreaterThan(36_000_000);
});

test.each([
  ["empty.html", "no-text", ""],
  ["only-scripts.html", "no-text", "<script>alert('a')</script><style>b{}</style>"],
  ["deep.html", "unreadable-file", "<div>".repeat(100_000)],
  ["many.html", "too-large", "<b>x</b>".repeat(60_000)],
])("%s gives %s", async (name, code, content) => {
  const started = performance.now();
  expect((await readFailures(write(name, content)))[0]?.code).toBe(code);
  expect(performance.now() - started).toBeLessThan(5000);
});
