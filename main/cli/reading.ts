import { ConstantField, FileReading, RecordField } from "../../app/articles/model.ts";
import { type Typed, UsageError } from "./command.ts";

/** The options that say how files are read. */
export const readingOptions = ["encoding", "pattern", "mapping", "constant"] as const;

/** How files are to be read, as far as it was said. @throws UsageError */
export function readingOf(typed: Typed): FileReading {
  const parts = {
    encoding: encodingOf(typed),
    pattern: patternOf(typed),
    mapping: pairsOf(typed, "mapping", RecordField.options),
    constants: pairsOf(typed, "constant", ConstantField.options),
  };
  const read = FileReading.safeParse(parts);
  const [issue] = read.error?.issues ?? [];
  if (issue) throw new UsageError(`${issue.path.join(" ")}: ${issue.message}`);
  const said = Object.entries(read.data ?? {}).filter(([, part]) => part !== undefined);
  return Object.fromEntries(said);
}

/** @throws UsageError where it is none that is known */
export function encodingOf(typed: Typed): FileReading["encoding"] {
  const named = typed.one("encoding");
  if (named === undefined) return undefined;
  const known = FileReading.shape.encoding.unwrap();
  const encoding = known.safeParse(named.toLowerCase());
  if (!encoding.success) throw new UsageError(`--encoding is one of ${known.options.join(", ")}`);
  return encoding.data;
}

/** @throws UsageError that names the place where the pattern is wrong */
export function patternOf(typed: Typed): string | undefined {
  const source = typed.one("pattern");
  const read = FileReading.shape.pattern.safeParse(source);
  if (!read.success) throw new UsageError(`--pattern: ${read.error.issues[0]?.message ?? source}`);
  return source;
}

/** `text=body,title=headline`; what follows a comma is another field only where a field's name and `=` stand there. */
function pairsOf(
  typed: Typed,
  option: "mapping" | "constant",
  fields: readonly string[],
): Record<string, string> | undefined {
  const given = typed.all(option);
  if (given.length === 0) return undefined;
  const next = new RegExp(`,(?=(?:${fields.join("|")})=)`, "u");
  return Object.fromEntries(
    given.flatMap((list) =>
      list.split(next).map((pair): [string, string] => {
        const equals = pair.indexOf("=");
        const field = fields.find((known) => known === pair.slice(0, equals));
        const value = pair.slice(equals + 1).trim();
        if (!field || value === "") throw new UsageError(`--${option} ${pair}: FIELD=…, of ${fields.join(", ")}`);
        return [field, value];
      }),
    ),
  );
}
