import { expect, it } from "vitest";

import { readDate } from "./date-range.tsx";

it.each([
  ["2025", "2025"],
  ["2025-11", "2025-11"],
  ["2025-1-4", "2025-01-04"],
  ["2025/11/24", "2025-11-24"],
  [" ٢٠٢٥-١١-٢٤ ", "2025-11-24"],
  ["۲۰۲۵.۱۱", "2025-11"],
])("reads %s", (typed, date) => expect(readDate(typed)).toBe(date));

it.each(["", "24 Nov", "2025-13", "2025-11-32", "11-24-2025", "2025-11-24-1"])("does not guess at %j", (typed) =>
  expect(readDate(typed)).toBeNull(),
);
