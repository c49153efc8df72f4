import { Range } from "../articles/model.ts";
import { Id } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { TagRef } from "../tags/model.ts";

/** A highlighted span with tags and a memo; it claims nothing. */
export const Annotation = Range.extend({
  id: Id,
  articleId: Id,
  version: Id,
  quote: z.string(),
  memo: z.string().nullable(),
  tags: z.array(TagRef),
  createdAt: z.string(),
  createdBy: z.string(),
});
export type Annotation = z.infer<typeof Annotation>;
