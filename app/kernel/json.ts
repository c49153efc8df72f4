/** What can cross a channel and stand in the ledger. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** JSON with keys in code-unit order and no white space, so that equal values have equal text (as RFC 8785 does). */
export function canonicalJson(value: unknown): string {
  // Values of the ledger go through here by the ten thousand: texts and numbers take no way round.
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  let text = "";
  for (const key of Object.keys(value).toSorted()) {
    const item = (value as Record<string, unknown>)[key];
    if (item !== undefined) text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(item)}`;
  }
  return `{${text}}`;
}
