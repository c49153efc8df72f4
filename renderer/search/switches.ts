import { isJoint, type Token, tokensOf } from "./tokens.ts";

/** How closely words are compared, as the query itself says. */
export const switches = ["exact", "stem", "hamza"] as const;
export type Switch = (typeof switches)[number];

/** What the switch is written as. */
export const written: Record<Switch, string> = { exact: "exact:", stem: "stem:off", hamza: "hamza:strict" };

/** Words and phrases that can be asked for mark for mark, and those that are. */
const isWord = (token: Token): boolean =>
  token.field === null && !isJoint(token) && /[\p{L}\p{N}]/u.test(token.value) && !token.value.includes("*");
const isExact = ({ field }: Token): boolean => field === "exact";
/** NEAR joins no exact words. */
const hasNear = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => isJoint(token) && token.value.startsWith("NEAR"));

/** Whether a switch is on for the whole query. */
export function isOn(query: string, name: Switch): boolean {
  const tokens = tokensOf(query);
  if (name === "exact") return tokens.some(isExact) && !tokens.some((token) => isWord(token) && !token.isExcluded);
  return tokens.some((token) => token.depth === 0 && token.field === name);
}

/** Whether a switch can be turned in this query: without a word there is nothing to ask for exactly. */
export function canTurn(query: string, name: Switch): boolean {
  if (name !== "exact") return true;
  const tokens = tokensOf(query);
  return tokens.some((token) => isExact(token) || isWord(token)) && !hasNear(tokens);
}

/** The query with a switch turned on or off; the rest stays as it was typed. */
export function turned(query: string, name: Switch): string {
  const on = isOn(query, name);
  if (name !== "exact" && !on) return `${written[name]} ${query}`.trimEnd();
  let text = query;
  for (const token of tokensOf(query).toReversed()) {
    if (name !== "exact") {
      if (token.depth === 0 && token.field === name)
        text = `${text.slice(0, token.start)}${text.slice(token.end).trimStart()}`;
    } else if (on && isExact(token)) {
      const from = token.start + (token.isExcluded ? 1 : 0);
      text = text.slice(0, from) + text.slice(token.valueStart);
    } else if (!on && isWord(token) && !token.isExcluded) {
      text = `${text.slice(0, token.valueStart)}exact:${text.slice(token.valueStart)}`;
    }
  }
  return text.trimEnd();
}

/** The query without the conditions on its fields; switches and `exact:` stay. Empty where nothing else was asked. */
export function withoutFields(query: string): string {
  let text = query;
  for (const token of tokensOf(query).toReversed()) {
    if (token.field === null || token.field === "exact" || token.field === "stem" || token.field === "hamza") continue;
    text = `${text.slice(0, token.start)}${text.slice(token.end).trimStart()}`;
  }
  return text.trim();
}
