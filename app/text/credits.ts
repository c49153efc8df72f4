import { foldText } from "./fold.ts";

/**
 * Lines that say where a text comes from, and lines that an outlet puts below all that it publishes. They make texts alike
 * that are none, and copies unlike: so they are left out where texts are compared, and kept as signs.
 */
export interface Credits {
  /** Who is credited, folded; each once. */
  readonly names: readonly string[];
  /** The text without these lines and datelines. */
  readonly body: string;
}

/** Lines looked at from the start and from the end of a text. */
const HEAD = 6;
const TAIL = 12;
/** A longer line is a paragraph of its own. */
const LONGEST_LINE = 160;
/** A credited name is no longer than this; what is, is a sentence. */
const LONGEST_NAME = 80;

const agencies =
  "Reuters|AFP|AP|UPI|DPA|EFE|ANSA|TASS|SANA|WAFA|Anadolu|AA|Xinhua|رويترز|فرانس برس|أ ف ب|ا ف ب|أ\\.? ?ف\\.? ?ب|أسوشيتد برس|د ب أ|سانا|وفا|الأناضول|شينخوا|وكالات|واس|بترا|كونا";
/** "BEIRUT, Nov 3 (Reuters) - ", "بيروت (رويترز) – ". */
const bracketed = /^[^.!?؟()\n]{0,60}\(([\p{L}][\p{L}\p{M}.\- ]{1,40})\)\s*[-–—:]\s*/u;
/** "دمشق - سانا: ", "AFP – Beirut: ": only with the name of an agency. */
const dashed = new RegExp(
  `^(?:[\\p{L}\\p{M}' ]{2,30}\\s*[-–—/،,]\\s*)?(${agencies})\\s*(?:[-–—/،,]\\s*[\\p{L}\\p{M}' ]{2,30}\\s*)?[-–—:]\\s+`,
  "u",
);
const sourceLine =
  /^[\s[(*_•-]*(?:المصدر|المصادر|مصدر الخبر|مصدر المقال|source|sources|via|credit|بقلم وكالة)\s*[:：|/-]\s*(.+?)[\])*_.\s]*$/iu;
const takenFrom =
  /^[\s[(*_•-]*(?:نقل(?:\u064b|ا)* عن|نُشر (?:هذا المقال )?(?:أول(?:\u064b|ا)* )?(?:في|على)|(?:this (?:article|story) )?(?:was )?(?:first|originally) (?:published|appeared) (?:by|in|on|at)|(?:this (?:article|story) )?appeared (?:first|originally) (?:in|on)|read (?:the )?(?:more|original) (?:at|on|in)|with permission from)\s*[:：]?\s*(.+?)[\])*_.\s]*$/iu;
const rights = /^[\s[(*_•-]*(?:©|\(c\)|copyright)\s*(?:©\s*)?[\d٠-٩\s–-]*(?:by\s+)?(.*?)[\])*_.\s]*$/iu;
const footer =
  /^[\s[(*_•-]*(?:all rights reserved|جميع الحقوق محفوظة|كل الحقوق محفوظة|follow (?:us|our)|subscribe to|sign up for|join our|click here|share this|تابعونا|تابعوا|تابعنا|اشترك|اشتركوا|انضموا|شارك هذا|للاشتراك|للمزيد من الأخبار|إذا كنت تعتقد|reporting by|editing by|\(reporting by|\(writing by|additional reporting|إعداد|تحرير)(?:\s|[:.،,]|$)/iu;

const LINES = [sourceLine, takenFrom, rights];

function creditOf(line: string): string | null {
  for (const pattern of LINES) {
    const found = pattern.exec(line);
    if (found) return found[1] ?? "";
  }
  return footer.test(line) ? "" : null;
}

const HAS_LINK = /https?:\/\/(?:www\.)?([^\s/]+)\S*/gu;
/** An address is read as its domain, without what stands behind the last dot. */
const nameOf = (credited: string): string =>
  foldText(credited.replaceAll(HAS_LINK, (_link, domain: string) => domain.replace(/\.[^.]+$/u, " "))).trim();

/** What a text says about where it comes from, and the text without it. */
export function creditsOf(text: string): Credits {
  const names = new Set<string>();
  const note = (credited: string): void => {
    const name = nameOf(credited);
    if (name !== "" && name.length <= LONGEST_NAME) names.add(name.replaceAll(/ +/g, " "));
  };
  let start = 0;
  const kept: string[] = [];
  /** Where what is kept and not yet copied begins. */
  let from = 0;
  const leave = (begin: number, end: number): void => {
    kept.push(text.slice(from, begin));
    from = end;
  };
  const tail = tailStart(text);
  for (let line = 0; start < text.length; line += 1) {
    if (line === HEAD && start < tail) start = tail;
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    if (end - start <= LONGEST_LINE && end > start) {
      const credited = creditOf(text.slice(start, end));
      if (credited !== null) {
        note(credited);
        leave(start, end);
        start = end + 1;
        continue;
      }
    }
    if (line < HEAD && end > start) {
      const head = text.slice(start, Math.min(end, start + LONGEST_LINE));
      const dateline = bracketed.exec(head) ?? dashed.exec(head);
      if (dateline) {
        note(dateline[1] ?? "");
        leave(start, start + dateline[0].length);
      }
    }
    start = end + 1;
  }
  return { names: [...names], body: from === 0 && kept.length === 0 ? text : kept.join("") + text.slice(from) };
}

/** Where the last lines of a text begin; empty ones count too. */
function tailStart(text: string): number {
  let at = text.length;
  for (let line = 0; line < TAIL && at > 0; line += 1) at = text.lastIndexOf("\n", at - 1);
  return Math.max(0, at + 1);
}

/** Whether one of the credited names is this outlet's, or holds it as whole words. */
export function isCredited(names: readonly string[], outlet: string): boolean {
  const key = foldText(outlet).trim().replaceAll(/ +/g, " ");
  return key.length > 1 && names.some((name) => ` ${name} `.includes(` ${key} `));
}
