/** Where an article came from, as one path: the file's, and within it that of the member (`archive.zip/2025/report.html`). */
export const shownPath = ({ path, member }: { readonly path: string; readonly member: string | null }): string =>
  member === null ? path : `${path}/${member}`;

/** A message of a mailbox, at the end of a member's path: its number, and its id where it has one. */
const message = /(?:^|\/)(msg \d+)(?: <[^>]*>)?$/u;
/** What some system takes in no name, and marks that would turn a name around. */
const unnameable = /[<>:"/\\|?*\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** What an article's kept original is best called as a file of its own; the name alone, which any system takes. */
export function originalName({
  path,
  member,
  line,
}: {
  readonly path: string;
  readonly member: string | null;
  readonly line: number | null;
}): string {
  const whole = member ?? path;
  // A message by itself, not what is attached to one; its id may hold what else parts paths.
  const numbered = member === null ? undefined : message.exec(member)?.[1];
  const last = numbered === undefined ? (whole.split(/[\\/]/u).at(-1) ?? "") : `${numbered}.eml`;
  const name =
    last
      .replaceAll(unnameable, "_")
      .trim()
      .replace(/[. ]+$/u, "") || "original";
  if (line === null) return name.slice(-200);
  const ending = /\.[^.]*$/u.exec(name)?.[0] ?? "";
  return `${name.slice(0, name.length - ending.length).slice(-180)} ${line}${ending}`;
}
