import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

export const tokenHeader = "x-isnad-token";

/** The secret of one run: 256 bits, in the address's hash, which a browser never sends. */
export const newToken = (): string => randomBytes(32).toString("hex");

/** A name that resolves to this machine is not enough (DNS rebinding): the address must be the one that was printed. */
export const isOwnHost = (headers: IncomingHttpHeaders, authority: string): boolean => headers.host === authority;

function sameSecret(given: string, token: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(token);
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Whether a request comes from the program's own page. One that changes something must say its origin, which a page
 * cannot forge; a browser leaves the origin out of a plain read of the same site, and says so in `Sec-Fetch-Site`.
 */
export function isOwnPage(
  headers: IncomingHttpHeaders,
  own: { origin: string; token: string },
  kind: "read" | "change",
): boolean {
  const { origin } = headers;
  const site = headers["sec-fetch-site"];
  if (origin === undefined ? kind === "change" : origin !== own.origin) return false;
  if (site !== undefined && site !== "same-origin") return false;
  const given = headers[tokenHeader];
  return typeof given === "string" && sameSecret(given, own.token);
}
