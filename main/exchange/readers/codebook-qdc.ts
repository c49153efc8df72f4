import { SaxesParser, type SaxesTagNS } from "saxes";

import { Refusal } from "../../../app/contract/errors.ts";
import type { CodebookSkip } from "../../../app/exchange/model.ts";
import { LEVELS } from "../../../app/tags/model.ts";

/** One code as the file has it. */
export interface ReadCode {
  /** In lower case, without braces; null where it is no GUID. */
  readonly guid: string | null;
  readonly name: string;
  readonly isCodable: boolean;
  /** As written, whatever it is. */
  readonly colour: string | null;
  readonly description: string | null;
  /** The place in the list of the code that it stands below; null at the top. */
  readonly parent: number | null;
}

export interface ReadCodebook {
  /** Parents before children, siblings in the order of the file. */
  readonly codes: readonly ReadCode[];
  readonly skipped: readonly { readonly name: string; readonly reason: CodebookSkip }[];
}

/** What a codebook may hold; far more than people keep, and less than would fill the memory. */
const LIMITS = { bytes: 32 * 1024 * 1024, codes: 20_000, elements: 256, skipped: 1000 };

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;

type Frame =
  | { readonly kind: "codebook" | "codes" | "sets" | "other" }
  | { readonly kind: "code" | "description"; readonly code: number | null };

type Draft = { -readonly [Key in keyof ReadCode]: ReadCode[Key] };

const attribute = (tag: SaxesTagNS, name: string): string | null => tag.attributes[name]?.value ?? null;

/**
 * Reads a REFI-QDA codebook (`.qdc`, "Codebook 1.0" of 18 March 2019). A document type, and with it every entity that a
 * file could define, is refused; so is what is larger or deeper than `LIMITS` and `LEVELS`.
 * @param path names the file in errors
 * @throws Refusal `unreadable-file` or `too-large`, with the place in the file and the code at hand
 */
export function readCodebook(bytes: Uint8Array, path: string): ReadCodebook {
  if (bytes.length > LIMITS.bytes)
    throw new Refusal("too-large", `${path} has ${bytes.length} bytes; a codebook may have ${LIMITS.bytes}`);
  const text = decode(bytes, path);

  const codes: Draft[] = [];
  const skipped: { name: string; reason: CodebookSkip }[] = [];
  const frames: Frame[] = [];
  let namespace = "";
  const parser = new SaxesParser({ xmlns: true, position: true });

  /** The code that is open, for errors. */
  const at = (): string => {
    const open = frames.findLast((frame) => frame.kind === "code" && frame.code !== null);
    const name = open?.kind === "code" && open.code !== null ? codes[open.code]?.name : undefined;
    return `line ${parser.line}, column ${parser.column}${name === undefined ? "" : `, in the code "${name.slice(0, 80)}"`}`;
  };
  const refuse = (code: "unreadable-file" | "too-large", why: string): never => {
    throw new Refusal(code, `${path}: ${at()}: ${why}`);
  };
  const skip = (name: string, reason: CodebookSkip): void => {
    if (skipped.length < LIMITS.skipped) skipped.push({ name: name.slice(0, 200).toWellFormed(), reason });
  };

  function openCode(tag: SaxesTagNS, above: number | null): Frame {
    const name = attribute(tag, "name")?.trim() ?? "";
    if (name === "") {
      skip(attribute(tag, "guid") ?? "", "no-name");
      // What stands below a code without a name stands below the one around it.
      return { kind: "code", code: above };
    }
    if (codes.length >= LIMITS.codes) refuse("too-large", `a codebook may have ${LIMITS.codes} codes`);
    if (frames.filter(({ kind }) => kind === "code").length >= LEVELS)
      refuse("too-large", `"${name.slice(0, 80)}" stands deeper than ${LEVELS} levels`);
    const guid = attribute(tag, "guid")
      ?.trim()
      .replaceAll(/^\{|\}$/gu, "")
      .toLowerCase();
    const codable = attribute(tag, "isCodable")?.trim();
    codes.push({
      guid: guid !== undefined && GUID.test(guid) ? guid : null,
      name,
      isCodable: codable !== "false" && codable !== "0",
      colour: attribute(tag, "color")?.trim() ?? null,
      description: null,
      parent: above,
    });
    return { kind: "code", code: codes.length - 1 };
  }

  function frameFor(tag: SaxesTagNS): Frame {
    const within = frames.at(-1);
    if (!within) {
      if (tag.local === "Project" && tag.uri.startsWith("urn:QDA-XML:"))
        refuse("unreadable-file", "this is a whole project; its codebook alone (.qdc) is what can be read here");
      if (tag.local !== "CodeBook" || !(tag.uri === "" || tag.uri.startsWith("urn:QDA-XML:")))
        refuse("unreadable-file", `this is no REFI-QDA codebook: it begins with "${tag.name.slice(0, 80)}"`);
      namespace = tag.uri;
      return { kind: "codebook" };
    }
    if (frames.length >= LIMITS.elements) refuse("too-large", `elements stand deeper than ${LIMITS.elements} levels`);
    if (tag.uri !== namespace) return { kind: "other" };
    if (within.kind === "codebook" && tag.local === "Codes") return { kind: "codes" };
    if (within.kind === "codebook" && tag.local === "Sets") return { kind: "sets" };
    if (within.kind === "sets" && tag.local === "Set") skip(attribute(tag, "name") ?? "", "set");
    if (within.kind === "codes" && tag.local === "Code") return openCode(tag, null);
    if (within.kind === "code") {
      if (tag.local === "Code") return openCode(tag, within.code);
      if (tag.local === "Description") return { kind: "description", code: within.code };
      if (tag.local === "NoteRef") skip(within.code === null ? "" : (codes[within.code]?.name ?? ""), "note");
    }
    return { kind: "other" };
  }

  function take(words: string): void {
    const within = frames.at(-1);
    const code = within?.kind === "description" && within.code !== null ? codes[within.code] : undefined;
    if (code) code.description = (code.description ?? "") + words;
  }

  parser.on("doctype", () => refuse("unreadable-file", "it has a document type; a codebook has none"));
  parser.on("opentag", (tag) => frames.push(frameFor(tag)));
  parser.on("closetag", () => frames.pop());
  parser.on("text", take);
  parser.on("cdata", take);
  // The parser says the place itself, at the head of its message.
  parser.on("error", (error) => refuse("unreadable-file", error.message.replace(/^\S*?\d+:\d+: /u, "")));
  parser.write(text).close();
  return { codes, skipped };
}

/** The text of an XML file: by its mark, else as it declares, else UTF-8. */
function decode(bytes: Uint8Array, path: string): string {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    throw new Refusal(
      "unreadable-file",
      `${path} is an archive, such as a whole project (.qdpx); its codebook alone (.qdc) is what can be read here`,
    );
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  const head = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
  const declared = /^(?:\u{ef}\u{bb}\u{bf})?<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/u.exec(head)?.[1];
  try {
    return new TextDecoder(marked ?? declared ?? "utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(
      "unreadable-file",
      `${path} is not in ${marked ?? declared ?? "utf-8"}, or that is not known here`,
    );
  }
}
