import { Bound, type Slot, type SlotInput, SlotKind } from "../../../app/claims/model.ts";
import { z } from "../../../app/kernel/schema.ts";
import { parseDateText } from "../../../app/text/dates.ts";

/** What a slot's text is read as, as it stands in fields; what the case holds, or what the analyst corrected it to. */
const SlotValues = z.object({ number: z.string(), bound: Bound.nullable(), unit: z.string(), date: z.string() });
export type SlotValues = z.infer<typeof SlotValues>;

export const EditorSlot = z.object({
  /** Tells slots apart in the editor. */
  key: z.number().int(),
  kind: SlotKind,
  text: z.string(),
  /** Null: as the text is read. */
  values: SlotValues.nullable(),
  sourceId: z.string().nullable(),
});
export type EditorSlot = z.infer<typeof EditorSlot>;

interface Slots {
  slots: EditorSlot[];
}

/** Kinds of slots that a source may fill. */
export const sourceKinds: readonly SlotKind[] = ["place", "actor", "target"];

export const slotOf = (slot: Slot, key: number): EditorSlot => ({
  key,
  kind: slot.kind,
  text: slot.text,
  values: {
    number: slot.number === null ? "" : String(slot.number),
    bound: slot.bound,
    unit: slot.unit ?? "",
    date: slot.date ?? "",
  },
  sourceId: slot.sourceId,
});

/** A slot more, at the end. */
export function withSlot<Content extends Slots>(content: Content, kind: SlotKind, text: string): Content {
  const key = 1 + Math.max(-1, ...content.slots.map((slot) => slot.key));
  return { ...content, slots: [...content.slots, { key, kind, text, values: null, sourceId: null }] };
}

/** Another text, and another kind, are read anew; what was corrected was a correction of the old. */
export function changeSlot<Content extends Slots>(content: Content, key: number, change: Partial<EditorSlot>): Content {
  return {
    ...content,
    slots: content.slots.map((slot) => {
      if (slot.key !== key) return slot;
      const isOther =
        (change.text !== undefined && change.text !== slot.text) ||
        (change.kind !== undefined && change.kind !== slot.kind);
      return { ...slot, ...(isOther ? { values: null, sourceId: null } : {}), ...change };
    }),
  };
}

export const withoutSlot = <Content extends Slots>(content: Content, key: number): Content => ({
  ...content,
  slots: content.slots.filter((slot) => slot.key !== key),
});

/** "٣" and "3" as a number; null where there is none. */
export function numberOf(typed: string): number | null {
  const plain = typed
    .replaceAll(/[٠-٩]/gu, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replaceAll(/[۰-۹]/gu, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replaceAll("٫", ".")
    .replaceAll(/[\s,٬]/gu, "");
  return plain === "" || Number.isNaN(Number(plain)) ? null : Number(plain);
}

/** A slot as the case takes it; what is not given is read from its text. */
export function slotInput({ kind, text, values, sourceId }: EditorSlot, today?: string): SlotInput {
  const input: SlotInput = { kind, text: text.trim() };
  if (sourceId) input.sourceId = sourceId;
  if (!values) return input;
  const unit = values.unit.trim();
  input.number = numberOf(values.number);
  input.bound = values.bound;
  input.unit = unit === "" ? null : unit;
  input.date = values.date.trim() === "" ? null : parseDateText(values.date, today);
  return input;
}

/** Slots without a text are none. */
export const slotInputs = (slots: readonly EditorSlot[], today?: string): SlotInput[] =>
  slots.filter((slot) => slot.text.trim() !== "").map((slot) => slotInput(slot, today));
