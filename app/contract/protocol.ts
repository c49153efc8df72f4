import { z } from "../kernel/schema.ts";
import { Failure } from "./errors.ts";

/** What goes through the one door of the backend. */
export const Request = z.object({ procedure: z.string().max(100), input: z.json().optional() });
export type Request = z.infer<typeof Request>;

/** What comes back. Values are JSON; an error is a value; nothing throws across a channel. */
export const Reply = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: z.json() }),
  z.object({ ok: z.literal(false), error: Failure }),
]);
export type Reply = z.infer<typeof Reply>;
