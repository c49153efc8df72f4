import { expect, test } from "vitest";

import { testCase } from "../backend.fake.ts";
import { forkParser } from "./parsing/channel.ts";

const MB = 1_000_000;
const paragraph = `${"قالت وزارة الطاقة في بيان إن ثلاثة عمال قُتلوا وأُصيب أحد عشر آخرون في حريق اندلع مساء الثلاثاء. ".repeat(4).trim()}\n\n`;
/** A text of 60 MB in paragraphs, and one that is a single line. */
const long = `البداية\n\n${paragraph.repeat(Math.floor((60 * MB) / Buffer.byteLength(paragraph)))}النهاية`;
const line = "word ".repeat(12 * MB);

test("texts of 60 MB come in whole, larger ones are named", { timeout: 240_000 }, async () => {
  const { client, write, grant } = await testCase({}, forkParser());
  await write({
    "in/1 long.txt": long,
    "in/2 line.txt": line,
    "in/3 larger.txt": line + line.slice(0, 8 * MB),
    "in/4 small.txt": "A note\n\nShort.\n",
  });
  const { result } = await client.run("articles.import", { files: [await grant("in")] });
  expect(result.failed).toMatchObject([
    { path: expect.stringMatching(/3 larger\.txt$/u), code: "too-large", message: expect.stringContaining("64 MB") },
  ]);
  expect(result.articles.map(({ path }) => path.slice(-11))).toEqual(
    ["1 long.txt", "2 line.txt", "4 small.txt"].map((name) => `/in/${name}`.slice(-11)),
  );
  const [first, second] = result.articles;
  const { text, language } = await client.call("articles.get", { id: first?.id ?? "" });
  expect(text === long).toBe(true);
  expect(language).toBe("ar");
  expect((await client.call("articles.get", { id: second?.id ?? "" })).text.length).toBe(line.length);
});
