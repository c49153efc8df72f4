import type { DateText } from "../articles/model.ts";
import { findDates, parseDateText } from "../text/dates.ts";
import { readCount } from "../text/numbers.ts";
import type { Slot, SlotInput } from "./model.ts";

/** The date that a slot says, as precisely as it does; null for none and for several. */
function readDate(text: string, reference: DateText | undefined): DateText | null {
  const whole = parseDateText(text, reference);
  if (whole !== null) return whole;
  const values = new Set(findDates(text, reference).map(({ value }) => value));
  const [only = null] = values;
  return values.size === 1 ? only : null;
}

/**
 * A slot as it is entered, with what its text says: of a count its number, how that is meant and what is counted; of a
 * date the date. What is given beside the text stands; what cannot be read stays as text.
 *
 * @param referenceDate when the article was published: relative dates count from there
 */
export function readSlot(input: SlotInput, referenceDate?: string): Slot {
  const { kind, text, sourceId = null } = input;
  const read = kind === "count" ? readCount(text) : null;
  const number = input.number ?? read?.number ?? null;
  return {
    kind,
    text,
    number,
    bound: number === null ? (input.bound ?? null) : (input.bound ?? read?.bound ?? "exact"),
    unit: input.unit ?? read?.unit ?? null,
    date: input.date ?? (kind === "date" ? readDate(text, referenceDate?.slice(0, 10)) : null),
    sourceId,
  };
}
