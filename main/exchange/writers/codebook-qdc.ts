import { createHash } from "node:crypto";

import type { Loss } from "../../../app/exchange/model.ts";
import type { Tag } from "../../../app/tags/model.ts";
import { palette } from "../../../app/tags/palette.ts";

type Code = Omit<Tag, "uses" | "path">;

/** The namespace of "Codebook 1.0", published with REFI-QDA 1.5. */
const NAMESPACE = "urn:QDA-XML:codebook:1.0";

/** Stands in our names for the slash of other programs', since ours parts levels. */
export const SLASH = "\u2215";

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;

/** A GUID that is the same for an id each time. */
function guidOf(id: string): string {
  if (GUID.test(id)) return id.toUpperCase();
  const hex = createHash("sha256").update(id).digest("hex").toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

/** What XML 1.0 has no way to write, even as a reference: control characters, halves of a pair, two non-characters. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const references: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  // Written plainly, a reader makes blanks of them in an attribute, and a line feed of the last one anywhere.
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

const escapeText = (text: string): string => text.replaceAll(/[&<>\r]/gu, (sign) => references[sign] ?? sign);
const escapeAttribute = (text: string): string => text.replaceAll(/[&<>"\t\n\r]/gu, (sign) => references[sign] ?? sign);

/**
 * A codebook as a REFI-QDA file.
 * @param codes parents before children, each directly followed by all that stands below it; at least one
 */
export function codebookQdc(codes: readonly Code[]): { text: string; losses: Loss[] } {
  const lines = ['<?xml version="1.0" encoding="utf-8"?>', `<CodeBook xmlns="${NAMESPACE}" origin="Isnad">`, "<Codes>"];
  const open: string[] = [];
  const lost = { unwritable: 0, slashes: 0 };
  const writable = (text: string): string => {
    const kept = text.replaceAll(UNWRITABLE, "");
    if (kept !== text) lost.unwritable += 1;
    return kept;
  };
  for (const { id, name, parentId, colour, description } of codes) {
    while (open.length > 0 && open.at(-1) !== parentId) {
      open.pop();
      lines.push("</Code>");
    }
    open.push(id);
    if (name.includes(SLASH)) lost.slashes += 1;
    const called = escapeAttribute(writable(name.replaceAll(SLASH, "/")));
    lines.push(
      `<Code guid="${guidOf(id)}" name="${called}" isCodable="true" color="${palette[colour] ?? palette[0]}">`,
    );
    if (description !== null && description !== "")
      lines.push(`<Description>${escapeText(writable(description))}</Description>`);
  }
  lines.push(...open.map(() => "</Code>"), "</Codes>", "</CodeBook>", "");
  return { text: lines.join("\n"), losses: lossesOf(lost) };
}

const lossesOf = ({ unwritable, slashes }: { unwritable: number; slashes: number }): Loss[] =>
  [
    {
      kind: "characters",
      count: unwritable,
      explanation: "Names and descriptions with control characters, which XML cannot hold, were written without them.",
    },
    {
      kind: "slash",
      count: slashes,
      explanation: `The sign ${SLASH} in a name was written as /, as it is read when the file comes back.`,
    },
  ].filter((loss) => loss.count > 0);
