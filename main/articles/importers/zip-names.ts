import { isUtf8 } from "node:buffer";

import { type Entry, getFileNameLowLevel } from "yauzl";

import { decodeAs } from "./decode.ts";

/** Longest name that is kept, in UTF-16 units. */
const LONGEST = 1000;
const UTF8_FLAG = 0x800;

/**
 * The names of an archive's entries, in their order. They are only names: `..`, drives and marks that turn a line around
 * stay in them, because nothing is ever written under them. Where an archive does not say in which encoding they are
 * (old Windows programs), they are UTF-8 if they can be, else Arabic (MS-DOS or Windows) if they read as that, else code page 437.
 */
export function namesOf(entries: readonly Entry[]): string[] {
  const unsaid = entries.filter((entry) => !saysItself(entry) && !isUtf8(entry.fileNameRaw));
  const encoding = unsaid.length === 0 ? null : arabicPageOf(Buffer.concat(unsaid.map((entry) => entry.fileNameRaw)));
  return entries.map((entry) => {
    const raw = entry.fileNameRaw;
    const name =
      saysItself(entry) || (encoding === null && !isUtf8(raw))
        ? getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false)
        : decodeAs(raw, encoding === null || isUtf8(raw) ? "utf-8" : encoding).replaceAll("\\", "/");
    return name.toWellFormed().replaceAll("\0", "\ufffd").slice(0, LONGEST).toWellFormed();
  });
}

/** Whether the entry says that its name is in UTF-8, or has a field beside it that is. */
const saysItself = (entry: Entry): boolean =>
  (entry.generalPurposeBitFlag & UTF8_FLAG) !== 0 || entry.extraFields.some(({ id }) => id === 0x7075);

/** The Arabic code page in which most of what is not ASCII stands in words; null where in none. */
function arabicPageOf(names: Uint8Array): "cp720" | "windows-1256" | null {
  let best: { page: "cp720" | "windows-1256"; share: number } | null = null;
  for (const page of ["cp720", "windows-1256"] as const) {
    const text = decodeAs(names, page);
    const beyond = text.match(/[^\0-\u007f]/gu)?.length ?? 0;
    const inWords = (text.match(/[\u0621-\u0652]{2,}/gu) ?? []).join("").length;
    const share = beyond === 0 ? 0 : inWords / beyond;
    if (share > (best?.share ?? 0)) best = { page, share };
  }
  return best !== null && best.share >= 0.8 ? best.page : null;
}
