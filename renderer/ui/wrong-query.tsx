import type { Failure } from "../../app/contract/errors.ts";
import { type QueryReason, queryReasons } from "../../app/search/query.ts";
import { useText } from "../i18n/index.ts";

import css from "./wrong-query.module.css";

/**
 * The query before, at and after the place where it is wrong. A position at or beyond the end leaves `at` empty: the
 * caret then stands after the last character. Never cuts a surrogate pair in two.
 * @param position UTF-16 units
 */
export function splitAt(query: string, position: number): { before: string; at: string; after: string } {
  let start = Math.min(Math.max(Math.trunc(position), 0), query.length);
  const isTrail = (index: number): boolean => /[\uDC00-\uDFFF]/.test(query.charAt(index));
  if (start > 0 && isTrail(start)) start -= 1;
  const end = start < query.length ? start + (isTrail(start + 1) ? 2 : 1) : start;
  return { before: query.slice(0, start), at: query.slice(start, end), after: query.slice(end) };
}

/** Where a failure of code `query-syntax` says that the query is wrong, in UTF-16 units; null where it does not. */
export function positionOf(failure: Failure): number | null {
  const position = failure.details?.["position"];
  return typeof position === "number" ? position : null;
}

/** Why a failure of code `query-syntax` says that the query is wrong; null where it gives no reason that is known here. */
export function reasonOf(failure: Failure): { reason: QueryReason; field: string; values: string } | null {
  const { reason, field, values } = failure.details ?? {};
  const known = queryReasons.find((one) => one === reason);
  if (known === undefined) return null;
  // What may stand there is written as in a query, whatever the language; fields with their colon.
  const listed = (Array.isArray(values) ? values : [])
    .filter((value): value is string => typeof value === "string")
    .map((value) => (known === "mistyped-field" ? `${value}:` : value));
  return { reason: known, field: typeof field === "string" ? field : "", values: listed.join(" · ") };
}

/** A query with a caret under the place where it is wrong, and why. */
export function WrongQuery({ title, query, failure }: { title: string; query: string; failure: Failure }) {
  const t = useText("ui");
  const position = positionOf(failure);
  const why = reasonOf(failure);
  const { before, at, after } = splitAt(query, position ?? query.length);
  return (
    <div className={css.wrong} role="alert">
      <p className={css.title}>{title}</p>
      <p className={css.query} dir="auto">
        {before}
        {/* No padding or margin: a mark within a word must not part its letters. */}
        <mark className={css.place}>{at === "" ? "\u00A0" : at}</mark>
        {after}
      </p>
      <p dir="auto" className={css.reason}>
        {why === null ? failure.message : t(`query.${why.reason}`, { field: why.field, values: why.values })}
      </p>
    </div>
  );
}
