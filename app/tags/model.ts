import { Id } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";

/** UTF-16 units of a tag's name, and of its description. */
export const NAME_LENGTH = 100;
export const DESCRIPTION_LENGTH = 20_000;
/** Levels that a codebook of another program may have; a path of so many whole names is still a path. */
export const LEVELS = 64;

/** A tag's place in the hierarchy, as typed: "Casualties/Dead". */
export const TagPath = z
  .string()
  .trim()
  .min(1)
  .max(LEVELS * (NAME_LENGTH + 1))
  .refine((path) => path.split("/").every((level) => level.trim() !== ""), "a tag has no empty level");

/** One level of a path. The slash parts levels, so no name holds one. */
export const TagName = z
  .string()
  .trim()
  .min(1)
  .max(NAME_LENGTH)
  .refine((name) => !name.includes("/"), "a tag's name has no slash: it parts levels");

export const TagRef = z.object({ id: Id, path: z.string() });
export type TagRef = z.infer<typeof TagRef>;

/** One of the palette's places (`palette.ts`); the interface gives each a colour and a shape that are legible in light and dark. */
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
