import { isObject, toText } from "./fields.ts";
import { readLanguage } from "./language.ts";
import { readPublishedAt } from "./published.ts";
import { tidyName, tidyTitle, tidyUrl } from "./titles.ts";

/** What a page says about its article, outside the article's text. */
export interface PageMetadata {
  title: string | null;
  outlet: string | null;
  author: string | null;
  publishedAt: string | null;
  language: string | null;
  url: string | null;
}

/** The parts of a document that are asked: linkedom's has them. */
export interface PageDocument {
  querySelectorAll(selector: string): Iterable<PageElement>;
  querySelector(selector: string): PageElement | null;
}
export interface PageElement {
  getAttribute(name: string): string | null;
  textContent: string | null;
}

/** Types of schema.org that stand for an article, most telling first. */
const articleTypes =
  /^(?:(?:News|Reportage|AnalysisNews|OpinionNews|BackgroundNews|ReviewNews|Satirical|Scholarly|Tech)?Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting|Posting)$/u;
/** Objects of JSON-LD that are looked at on one page, and how deep. */
const LD_OBJECTS = 2000;
const LD_DEPTH = 8;

/** Metadata of a page: JSON-LD before OpenGraph before other `meta` before the page's own elements. */
export function readMetadata(document: PageDocument, html: string): PageMetadata {
  const article = findLdArticle(document);
  const meta = readMeta(document);
  const first = (...names: string[]): string | null =>
    names.map((name) => meta.get(name)).find((v) => v !== undefined) ?? null;
  const ld = (name: string): string | null => (article === null ? null : toText(article[name]));

  const saved = savedFrom(html);
  const base = absolute(document.querySelector("base[href]")?.getAttribute("href") ?? null, saved) ?? saved;
  return {
    title: tidyTitle(
      ld("headline") ?? first("og:title", "twitter:title", "dc.title", "title") ?? titleElement(document),
    ),
    outlet: tidyName(
      ld("publisher") ??
        first("og:site_name", "dc.publisher", "publisher", "article:publisher_name", "application-name"),
    ),
    author: readAuthor([
      ld("author"),
      first("author"),
      first("article:author"),
      first("dc.creator"),
      first("byl", "parsely-author"),
    ]),
    publishedAt: readDate([
      ld("datePublished"),
      first("article:published_time", "og:published_time"),
      first(
        "date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "dcterms.issued",
      ),
      first("parsely-pub-date", "sailthru.date", "datepublished", "cxenseparse:recs:publishtime"),
      ...timeElements(document),
    ]),
    language: readFirstLanguage([
      ld("inLanguage"),
      document.querySelector("html")?.getAttribute("lang") ??
        document.querySelector("html")?.getAttribute("xml:lang") ??
        null,
      first("og:locale", "content-language", "dc.language", "language"),
    ]),
    url:
      absolute(document.querySelector("link[rel~=canonical]")?.getAttribute("href") ?? null, base) ??
      absolute(first("og:url", "twitter:url"), base) ??
      absolute(ld("url") ?? ld("mainEntityOfPage") ?? ld("@id"), base) ??
      saved,
  };
}

function readMeta(document: PageDocument): Map<string, string> {
  const meta = new Map<string, string>();
  for (const element of document.querySelectorAll("meta")) {
    const content = element.getAttribute("content")?.trim();
    if (!content) continue;
    for (const attribute of ["property", "name", "itemprop", "http-equiv"]) {
      for (const name of (element.getAttribute(attribute) ?? "").toLowerCase().split(/\s+/u)) {
        if (name !== "" && !meta.has(name)) meta.set(name, content);
      }
    }
  }
  return meta;
}

function findLdArticle(document: PageDocument): Record<string, unknown> | null {
  const found: Record<string, unknown>[] = [];
  let left = LD_OBJECTS;
  const walk = (value: unknown, depth: number): void => {
    if (depth > LD_DEPTH || --left < 0) return;
    if (Array.isArray(value)) for (const member of value) walk(member, depth + 1);
    else if (isObject(value)) {
      const types = [value["@type"]].flat().filter((type) => typeof type === "string");
      if (types.some((type) => articleTypes.test(type.replace(/^.*[/#:]/u, "")))) found.push(value);
      else
        for (const name of ["@graph", "mainEntity", "itemListElement", "item", "hasPart"]) walk(value[name], depth + 1);
    }
  };
  for (const script of document.querySelectorAll("script")) {
    if (/^application\/ld\+json\b/iu.test(script.getAttribute("type")?.trim() ?? ""))
      walk(parseLd(script.textContent ?? ""), 0);
  }
  return found.find((article) => toText(article["headline"]) !== null) ?? found[0] ?? null;
}

/** JSON-LD as pages have it: in comments or CDATA, with raw line ends within strings. What stays broken is no metadata. */
function parseLd(source: string): unknown {
  const json = source.replaceAll(/^\s*(?:\/\/\s*)?(?:<!--|<!\[CDATA\[)|(?:\/\/\s*)?(?:-->|\]\]>)\s*$/gu, "");
  try {
    return JSON.parse(json);
  } catch {
    try {
      return JSON.parse(json.replaceAll(/\p{Cc}+/gu, " "));
    } catch {
      return null;
    }
  }
}

/** The page's `title`, without the site's name at its end (or beginning) if the first heading says the rest. */
function titleElement(document: PageDocument): string | null {
  const title = tidyTitle(document.querySelector("title")?.textContent ?? null);
  if (title === null) return null;
  const heading = tidyTitle(document.querySelector("h1")?.textContent ?? null);
  if (heading !== null && heading.length > 10 && title.includes(heading)) return heading;
  const parts = title.split(/\s+[|–—»«·-]\s+/u);
  const longest = parts.reduce((a, b) => (b.length > a.length ? b : a));
  return parts.length > 1 && longest.split(/\s+/u).length >= 4 ? longest : title;
}

function readAuthor(stated: (string | null)[]): string | null {
  // Some sites give the address of a profile where a name belongs.
  const name = stated.find((value) => value !== null && !/^https?:/iu.test(value.trim()) && !value.includes("@"));
  return tidyName(name?.replace(/^\s*(?:by\s+|بقلم\s*:?\s*)/iu, "") ?? null);
}

function readDate(stated: (string | null)[]): string | null {
  for (const value of stated) {
    const date = value === null ? null : readPublishedAt(value);
    if (date !== null) return date;
  }
  return null;
}

/** `time` elements that say they are the date of publication, else the only one of the page. */
function timeElements(document: PageDocument): (string | null)[] {
  const all = [...document.querySelectorAll("time")].map((element) => ({
    value: element.getAttribute("datetime") ?? element.textContent,
    published:
      element.getAttribute("pubdate") !== null ||
      /publish|pubdate|entry-date/iu.test(`${element.getAttribute("itemprop")} ${element.getAttribute("class")}`),
  }));
  const published = all.filter((time) => time.published);
  const chosen = published.length > 0 ? published : new Set(all.map((time) => time.value)).size === 1 ? all : [];
  return chosen.slice(0, 3).map((time) => time.value);
}

function readFirstLanguage(stated: (string | null)[]): string | null {
  for (const value of stated) {
    const language = value === null ? null : readLanguage(value.split(",")[0] ?? "");
    if (language !== null) return language;
  }
  return null;
}

/** The address that a browser wrote into a page when it saved it. */
function savedFrom(html: string): string | null {
  // A long `style` of the first element may stand before it.
  const head = html.slice(0, 64_000);
  const found =
    /<!--\s*saved from url=\(\d+\)(https?:\S+?)\s*-->/iu.exec(head) ??
    /<!--\s*Page saved with SingleFile\s+url:\s*(https?:\S+)/iu.exec(head);
  return absolute(found?.[1] ?? null, null);
}

function absolute(address: string | null, base: string | null): string | null {
  if (address === null) return null;
  try {
    const url = new URL(address.trim(), base ?? undefined);
    return url.protocol === "http:" || url.protocol === "https:" ? tidyUrl(url.href) : null;
  } catch {
    return null;
  }
}
