import { resolve } from "node:path";

/**
 * The case file that a start names: `--case FILE`, or a file ending in `.isnad` as a double click hands it over. A
 * relative path is one of `folder`. Chromium's own switches among the arguments are passed over.
 */
export function findCaseFile(args: readonly string[], folder: string): string | undefined {
  for (const [i, arg] of args.entries()) {
    if (arg === "--case") {
      const next = args[i + 1];
      return next === undefined ? undefined : resolve(folder, next);
    }
    if (arg.startsWith("--case=")) return resolve(folder, arg.slice("--case=".length));
    if (!arg.startsWith("-") && arg.toLowerCase().endsWith(".isnad")) return resolve(folder, arg);
  }
  return undefined;
}
