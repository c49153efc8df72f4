import { latinDigits, readPublishedAt } from "./published.ts";
import { tidyName, tidyUrl } from "./titles.ts";

export interface Credits {
  outlet: string | null;
  author: string | null;
  publishedAt: string | null;
  url: string | null;
}

/** Lines with something on them that are looked at: a byline stands near the top, a credit near the end. */
const HEAD_LINES = 6;
const TAIL_LINES = 6;
/** A credit, byline or dateline is short; a longer line is part of the report. UTF-16 units. */
const LONGEST_LINE = 160;
/** How much of a long text is looked at, at each end. */
const WINDOW = 4000;

const creditLine = /^(?:المصدر|المصادر|مصدر الخبر|Sources?|Quelle|Fuente|Kaynak|منبع)\s*[:：]\s*(.{2,120})$/iu;
const translatedBy = /[,،;]?\s*(?:translated|published|edited) by\s+(?:the\s+)?(.+)$/iu;
const byLine =
  /^(?:By\s+|(?:Author|Written by|Reporter|بقلم|كتبه|كتبته|كتبها|كتب|إعداد|الكاتب|الكاتبة)\s*[:：]\s*|بقلم\s+)(.{3,80})$/iu;
const reportingBy = /\bReporting by\s+([^;)]{3,120})/iu;
const dateLabel =
  /^(?:(?:First\s+)?Published(?:\s+(?:on|at))?|Date|Posted(?:\s+on)?|تاريخ النشر|نشر(?:ت)? (?:في|بتاريخ)|التاريخ)\s*[:：]?\s*(.+)$/iu;
/** An agency in the dateline of its report: `NAWWARA (MNA) – Three workers …`. */
const agency = /^[\p{Lu}][\p{L}\s.,'’\d-]{1,60}\(([\p{Lu}][\p{L}&. ]{1,30})\)\s*[–—-]\s/u;
/** Words that only the name of an outlet has. */
const outletWord =
  /\b(?:Gazette|Times|Post|Herald|Tribune|Journal|Agency|News|Daily|Weekly|Press|Newspaper|Radio|TV|Television|Wire)\b|(?:^|\s)(?:وكالة|صحيفة|جريدة|قناة|إذاعة|موقع|شبكة|مجلة)\s/iu;

const dateWords = new Set(
  `monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
  january february march april may june july august september october november december
  jan feb mar apr jun jul aug sep sept oct nov dec st nd rd th of at on the am pm gmt utc
  الاثنين الإثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت الأحد الاحد من في يوم م الساعة الموافق
  كانون الثاني الأول الاول شباط آذار اذار نيسان أيار ايار حزيران تموز آب اب أيلول ايلول تشرين
  يناير فبراير مارس أبريل ابريل إبريل مايو يونيو يونيه يوليو يوليه أغسطس اغسطس سبتمبر أكتوبر اكتوبر نوفمبر ديسمبر
  جانفي فيفري أفريل افريل ماي جوان جويلية أوت اوت غشت شتنبر نونبر دجنبر`.split(/\s+/u),
);

/**
 * What a plain text says about itself: outlet or address from the credit line at its end (`المصدر: …`, `Source: …`),
 * author from a byline, date from a line that is nothing but a date (beside an outlet or a section). Only what is clear:
 * a date within a sentence is no publication date, and a place before a date is no outlet.
 */
export function findCredits(text: string): Credits {
  const head = shortLines(text.slice(0, WINDOW), HEAD_LINES);
  const tail = shortLines(text.slice(-WINDOW), TAIL_LINES, true);
  const credit = readCredit(tail);
  const top = readHead(head);
  return {
    outlet: tidyName(credit.outlet ?? top.outlet ?? findAgency(text)),
    author: tidyName(
      top.author ?? findMatch(tail, reportingBy)?.split(/\s+(?:in|from)\s+/u)[0] ?? findMatch(tail, byLine),
    ),
    publishedAt: top.publishedAt ?? labelledDate(tail),
    url: credit.url,
  };
}

/** Lines with something on them at one end of the text; long ones count but are left out. */
function shortLines(text: string, count: number, fromEnd = false): string[] {
  const lines = text
    .split("\n")
    .map((line) => line.replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "").trim());
  const filled = lines.filter((line) => line !== "");
  return (fromEnd ? filled.slice(-count) : filled.slice(0, count)).filter((line) => line.length <= LONGEST_LINE);
}

function readCredit(lines: string[]): { outlet: string | null; url: string | null } {
  const stated = findMatch(lines.toReversed(), creditLine);
  if (stated === null) return { outlet: null, url: null };
  const url = /https?:\/\/[^\s<>"]*[^\s<>").,;]/iu.exec(stated)?.[0] ?? null;
  const name = stated.replace(url ?? "", "").replaceAll(/^[\s(–—|-]+|[\s()–—|.-]+$/gu, "");
  return { outlet: translatedBy.exec(name)?.[1] ?? (name === "" ? null : name), url: tidyUrl(url) };
}

function readHead(lines: string[]): { outlet: string | null; author: string | null; publishedAt: string | null } {
  let outlet: string | null = null;
  let author: string | null = null;
  let publishedAt = labelledDate(lines);
  for (const line of lines) {
    const by = byLine.exec(line)?.[1];
    if (by !== undefined && author === null && !/[.!?؟]$/u.test(by)) {
      author = by.replaceAll(/\s*[|–—].*$/gu, "");
      continue;
    }
    const { date, rest } = splitDate(line);
    if (date !== null) {
      publishedAt ??= date;
      // Under a byline stands the paper; elsewhere a name before a date may as well be a place.
      if (rest !== null && (author !== null || outletWord.test(rest))) outlet ??= rest;
    } else if (line.length <= 80) {
      outlet ??= dashParts(line).find((part) => outletWord.test(part)) ?? null;
    }
  }
  return { outlet, author, publishedAt };
}

/** `مينا قنديل – الأحد 19 تشرين الأول 2025`: the date, and what stands beside it. The date must be all of one part. */
function splitDate(line: string): { date: string | null; rest: string | null } {
  const parts = line.split(/\s*[|•·–—،,]\s*|\s+-\s+/u).filter((part) => part !== "");
  const dated = parts.map(isDateOnly);
  const first = dated.indexOf(true);
  if (first < 0) return { date: null, rest: null };
  const rest = parts.filter((_, i) => !dated[i]);
  const date = readPublishedAt(parts.filter((_, i) => dated[i]).join(" "));
  return rest.length > 1 ? { date: null, rest: null } : { date, rest: rest[0] ?? null };
}

function isDateOnly(part: string): boolean {
  const words = latinDigits(part)
    .toLowerCase()
    .split(/[\s/.:-]+/u)
    .filter((word) => word !== "");
  return words.length > 0 && words.every((word) => /^\d{1,4}(?:st|nd|rd|th)?$/u.test(word) || dateWords.has(word));
}

function labelledDate(lines: string[]): string | null {
  const stated = findMatch(lines, dateLabel);
  if (stated === null) return null;
  return splitDate(stated).date;
}

function dashParts(line: string): string[] {
  const parts = line.split(/\s+[–—|-]\s+/u);
  return parts.length === 2 ? parts : [];
}

function findAgency(text: string): string | null {
  for (const line of shortStarts(text)) {
    const found = agency.exec(line)?.[1];
    if (found !== undefined) return found;
  }
  return null;
}

/** The beginnings of the first lines, for datelines that run into the report. */
function shortStarts(text: string): string[] {
  return text
    .slice(0, WINDOW)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, HEAD_LINES)
    .map((line) => line.trim().slice(0, 120));
}

function findMatch(lines: string[], pattern: RegExp): string | null {
  for (const line of lines) {
    const found = pattern.exec(line)?.[1];
    if (found !== undefined) return found.trim();
  }
  return null;
}
