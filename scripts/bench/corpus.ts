import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

import { sharedPath } from "../shared.ts";

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const arabicCommon =
  "في من على إلى أن التي الذي عن مع هذا هذه ما لا كان كانت قد بعد قبل كل بين أو ثم حيث كما إن لم لن ذلك تلك منذ حتى عند خلال ضد حول دون غير بعض أي هو هي هم وقد الذين هناك قال وقال أكد أعلن أضاف وأضاف أشار اليوم أمس عام رئيس وزارة الحكومة مدينة الدولة قوات منطقة وزير مصدر اعتقال الأمن".split(
    " ",
  );
const englishCommon =
  "the of to and a in that is was he for it with as his on be at by had not are but from or have an they which one were her all she there would their we him been has when who will more no if out so said what up its about into than them can only security forces ministry city government arrested".split(
    " ",
  );
/** Patterns of Arabic words: the digits are the letters of the root. */
const patterns =
  "123 1ا23 م12و3 12ا3 ت12ي3 12ي3 م12 أ12ا3 ا1ت2ا3 م1ا23 12و3 مت123 است12ا3 ان12ا3 1و2ي 12ا3ة م12 3ة 12ية".split(" ");
const roots = "بتثجحخدذرزسشصضطظعغفقكلمنه";
const onsets = "b c d f g h l m n p r s t v w br cr dr st tr pl sh th".split(" ");
const rhymes = "ade al an ark ate ed el en er est ice ide in ing ion ist ith ome on or ound ure y".split(" ");

function arabicWords(random: () => number, count: number): string[] {
  const words = new Set<string>();
  const letter = (): string => roots[Math.floor(random() * roots.length)] as string;
  while (words.size < count) {
    const root = [letter(), letter(), letter()];
    const pattern = patterns[Math.floor(random() * patterns.length)] as string;
    words.add(pattern.replaceAll(/[123]/g, (digit) => root[Number(digit) - 1] as string).replaceAll(" ", ""));
  }
  return [...words];
}

function englishWords(random: () => number, count: number): string[] {
  const words = new Set<string>();
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] as string;
  while (words.size < count) {
    let word = "";
    for (let syllables = 1 + Math.floor(random() * 3); syllables > 0; syllables -= 1)
      word += pick(onsets) + pick(rhymes);
    words.add(word);
  }
  return [...words];
}

/** Lines that many articles share, as those of agencies and outlets do. */
const boilerplate = {
  ar: [
    "تابعونا على قناتنا في تلغرام للمزيد من الأخبار.",
    "المصدر: وكالات.",
    "إذا كنت تعتقد أن المقال يحوي معلومات خاطئة راسلنا.",
  ],
  en: [
    "Follow our channel for more news.",
    "Reporting by our correspondents; editing by the desk.",
    "All rights reserved.",
  ],
};

/** Writes `count` articles as JSON Lines: 70 % Arabic, words by Zipf's law, 2 % copies, one long article in 2,000. */
function writeOwn(file: string, count: number, withCopies: boolean): void {
  const random = makeRandom(1);
  const vocabulary = {
    ar: [...arabicCommon, ...arabicWords(random, 40_000)],
    en: [...englishCommon, ...englishWords(random, 40_000)],
  };
  const int = (below: number): number => Math.floor(random() * below);
  const zipf = (size: number): number => Math.min(size - 1, Math.floor(Math.exp(random() * Math.log(size + 1)) - 1));
  const word = (language: "ar" | "en"): string => {
    const rank = zipf(vocabulary[language].length);
    const plain = vocabulary[language][rank] as string;
    if (random() < 0.015) return String(int(3000));
    if (language === "en") return random() < 0.04 ? plain[0]?.toUpperCase() + plain.slice(1) : plain;
    if (rank < arabicCommon.length) return plain;
    const chance = random();
    const prefix = chance < 0.35 ? "ال" : chance < 0.4 ? "بال" : chance < 0.46 ? "ل" : "";
    const suffix = random() < 0.12 ? (["ها", "هم", "ات", "ين"][int(4)] as string) : "";
    const vowel = random() < 0.01 ? "\u064e" : "";
    return `${random() < 0.09 ? "و" : ""}${prefix}${plain}${vowel}${suffix}`;
  };
  const sentence = (language: "ar" | "en"): string =>
    `${Array.from({ length: 8 + int(22) }, () => word(language)).join(" ")}.`;
  const out = openSync(file, "w");
  const recent: { language: "ar" | "en"; body: string }[] = [];
  let lines: string[] = [];
  for (let id = 1; id <= count; id += 1) {
    const copied = withCopies && recent.length > 50 && random() < 0.02 ? recent[int(recent.length)] : undefined;
    const language = copied?.language ?? (random() < 0.7 ? "ar" : "en");
    let body = copied?.body;
    if (body === undefined) {
      const long = id % 2000 === 0;
      const length = long
        ? 500_000
        : 2200 * Math.exp(0.6 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
      const paragraphs: string[] = [];
      for (let size = 0; size < length;) {
        const paragraph = Array.from({ length: 2 + int(4) }, () => sentence(language)).join(" ");
        paragraphs.push(paragraph);
        size += paragraph.length;
      }
      if (random() < 0.5) paragraphs.push(boilerplate[language][int(3)] as string);
      body = paragraphs.join("\n\n");
      if (!long) recent[recent.length < 2000 ? recent.length : int(2000)] = { language, body };
    }
    const title = sentence(language).split(" ").slice(0, 9).join(" ");
    const published = new Date(1.5e12 + random() * 2.2e11).toISOString().slice(0, 10);
    lines.push(JSON.stringify({ id, lang: language, source: `source-${1 + int(60)}`, published, title, body }));
    if (lines.length === 500 || id === count) {
      writeSync(out, `${lines.join("\n")}\n`);
      lines = [];
    }
  }
  closeSync(out);
}

const wordLists = ["/usr/share/hunspell/ar.dic", "/usr/share/dict/american-english"];

/** The collection as a file of JSON Lines, made once and kept; and which one it is. */
export function corpusFile(folder: string, count: number, withCopies = true): { file: string; name: string } {
  mkdirSync(folder, { recursive: true });
  const generator = sharedPath("bench", "generate-corpus.mjs");
  const shared = generator !== undefined && wordLists.every((list) => existsSync(list));
  const name = shared ? "the shared corpus" : "the project's own corpus";
  const kind = `${shared ? "shared" : "own"}${withCopies ? "" : "-without-copies"}`;
  const file = join(folder, `${kind}-${count}.jsonl`);
  if (existsSync(file)) return { file, name };
  if (shared) {
    const made = join(folder, `making-${count}`);
    const dup = withCopies ? [] : ["--dup", "0"];
    spawnSync(process.execPath, [generator, "--out", made, "--n", String(count), ...dup], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    renameSync(join(made, "articles.jsonl"), file);
    rmSync(made, { recursive: true });
  } else {
    writeOwn(`${file}.unfinished`, count, withCopies);
    renameSync(`${file}.unfinished`, file);
  }
  return { file, name };
}
