import { readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, relative, sep } from "node:path";

/** A place where a file breaks a convention: `line` counts from 1, `rule` says what to do instead. */
export interface Finding {
  file: string;
  line: number;
  rule: string;
}

const ignored = new Set(["node_modules", "dist", "release", ".git", ".cache", ".data"]);

/** Every file of the project below `root`, as paths relative to it with forward slashes. */
export function listFiles(root: string): string[] {
  const found: string[] = [];
  const walk = (dir: string): void => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      if (ignored.has(entry.name)) continue;
      const path = join(dir, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) found.push(relative(root, path).replaceAll(sep, "/"));
    }
  };
  walk(root);
  return found;
}

const logical = "use logical properties (inline-start, inline-end): the interface is mirrored in Arabic";
/** Physical sides in a style sheet. A line that must name one (a chart's own axis) says so in a comment `physical: why`. */
const physicalCss = [
  /(?:^|[;{\s])(?:left|right)\s*:/u,
  /(?:^|[;{\s])(?:scroll-)?(?:margin|padding)-(?:left|right)\s*:/u,
  /(?:^|[;{\s])border-(?:left|right)(?:-\w+)?\s*:/u,
  /(?:^|[;{\s])border-(?:top|bottom)-(?:left|right)-radius\s*:/u,
  /(?:^|[;{\s])(?:text-align|float|clear)\s*:\s*(?:left|right)\b/u,
];
const physicalTsx = [
  /\b(?:margin|padding|border|scrollMargin|scrollPadding)(?:Top|Bottom)?(?:Left|Right)\w*\s*:/u,
  /\b(?:textAlign|float|clear)\s*:\s*["'](?:left|right)["']/u,
  /style=\{\{[^}]*\b(?:left|right)\s*:/u,
  /^\s*(?:left|right)\s*:\s*(?:[`"'\d]|-\d)/u,
  /\b(?:placement|side|align)=(?:\{\s*)?["'](?:left|right)\b/u,
];

/** Lines of a style sheet or a component that name a physical side. Other files have none. */
export function findPhysicalSides(file: string, text: string): Finding[] {
  const patterns = file.endsWith(".css") ? physicalCss : file.endsWith(".tsx") ? physicalTsx : [];
  return findLines(file, text, (line) => !line.includes("physical:") && patterns.some((p) => p.test(line)), logical);
}

/** Lines that hold back all other tests of a file. */
export function findFocusedTests(file: string, text: string): Finding[] {
  if (!/\.test\.tsx?$/u.test(file)) return [];
  const focused = /\b(?:test|it|describe)(?:\.\w+)*\.only\b/u;
  return findLines(file, text, (line) => focused.test(line), "remove `.only`: it silences every other test");
}

/**
 * Lines that tie the project to one machine: the checkout's own path, the folder beside it that inputs come from, a home
 * folder, or the host of a package registry. Placeholder homes (`/home/analyst`, `/home/user`) are free to use.
 */
export function findMachineTraces(file: string, text: string, root: string): Finding[] {
  const own = [root, join(dirname(root), "shared"), homedir()].filter((path) => path.length > 5);
  const home = /(?:^|[\s"'`(=:])\/(?:home|Users)\/(?!analyst\b|user\b|someone\b|name\b)[A-Za-z]/u;
  const registry = /\bregistry\.[a-z0-9-]+\.[a-z]|"resolved":\s*"https?:/u;
  return findLines(
    file,
    text,
    (line) => registry.test(line) || home.test(line) || own.some((path) => line.includes(path)),
    "no registry host and no absolute path of a machine belongs in a committed file",
  );
}

/** A source file of more than 400 lines whose first comment gives no reason for its length. */
export function findLongFiles(file: string, text: string): Finding[] {
  if (!/\.(?:ts|tsx|mjs)$/u.test(file) || /\.test\.tsx?$/u.test(file)) return [];
  if (text.split("\n").length <= 401) return [];
  const first = /^\s*(?:\/\*[\s\S]*?\*\/|(?:\/\/.*\n)+)/u.exec(text)?.[0] ?? "";
  if (/\blines?\b|\blong\b|\blength\b/iu.test(first)) return [];
  return [{ file, line: 1, rule: "over 400 lines: split it, or say why not in its first comment" }];
}

/** All findings of all conventions below `root`, and how many files were looked at. */
export function checkConventions(root: string): { findings: Finding[]; examined: number } {
  const findings: Finding[] = [];
  const files = listFiles(root).filter((file) =>
    /\.(?:ts|tsx|mjs|js|json|css|html|md|yml|sh|sql|svg)$|\/run$/u.test(file),
  );
  for (const file of files) {
    const text = readFileSync(join(root, file), "utf8");
    if (file.startsWith("renderer/")) findings.push(...findPhysicalSides(file, text));
    findings.push(
      ...findFocusedTests(file, text),
      ...findMachineTraces(file, text, root),
      ...findLongFiles(file, text),
    );
  }
  return { findings, examined: files.length };
}

function findLines(file: string, text: string, broken: (line: string) => boolean, rule: string): Finding[] {
  return text.split("\n").flatMap((line, i) => (broken(line) ? [{ file, line: i + 1, rule }] : []));
}
