import { useMemo } from "react";

import { type Formats, useFormats } from "../../i18n/formats.ts";
import { type Text, useText } from "../../i18n/index.ts";
import { latinDigit } from "../../ui/index.ts";
import type { Account, Line } from "./accounts.ts";

export interface ComparisonWords {
  /** What a number or a date is read as, where the text does not say it in digits; "" where that adds nothing. */
  reading: (account: Account) => string;
  /** "Count · wounded" */
  line: (line: Line) => string;
}

/** What stands in the comparison beside the analyst's own words. */
export function useComparisonWords(): ComparisonWords {
  const t = useText("questions");
  const formats = useFormats();
  return useMemo(
    () => ({
      reading: (account) => readingOf(account, t, formats),
      line: ({ kind, unit }) =>
        kind === null ? t("noSlots") : [t(`kind-${kind}`), unit].filter((part) => part !== null).join(" · "),
    }),
    [t, formats],
  );
}

/** "= 1" for "واحد", "≥ 5" in words for "at least five", a date for "yesterday". */
function readingOf({ text, number, bound, date }: Account, t: Text, formats: Formats): string {
  const digits = text.trim().replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => latinDigit(digit));
  if (number !== null) {
    const n = formats.number(number);
    if (bound !== null && bound !== "exact") return t("reads", { value: t(`bound-${bound}`, { n }) });
    // What is written in digits reads itself.
    return new RegExp(`(?<!\\d)${String(number).replace(".", "\\.")}(?!\\d)`, "u").test(digits.replaceAll(",", ""))
      ? ""
      : t("reads", { value: n });
  }
  if (date !== null && digits !== date) return t("reads", { value: formats.date(date) });
  return "";
}
