import { Id } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";

/** A tag's place in the hierarchy, as typed: "Casualties/Dead". */
export const TagPath = z
  .string()
  .trim()
  .min(1)
  .max(400)
  .refine((path) => path.split("/").every((level) => level.trim() !== ""), "a tag has no empty level");

export const TagRef = z.object({ id: Id, path: z.string() });
export type TagRef = z.infer<typeof TagRef>;

/** One of the palette's places; the interface gives each a colour and a pattern that are legible in light and dark. */
export const TagColour = z.number().int().min(0).max(11);

export const Tag = z.object({
  id: Id,
  name: z.string(),
  parentId: Id.nullable(),
  path: z.string(),
  colour: TagColour,
  description: z.string().nullable(),
  /** How many claims, annotations and articles carry this very tag (children not counted). */
  uses: z.number().int(),
});
export type Tag = z.infer<typeof Tag>;
