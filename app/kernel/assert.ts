/** A state the program's own logic excludes. The message names what was believed, so that a report is useful. */
export class BrokenInvariant extends Error {
  override name = "BrokenInvariant";
}

export function assert(condition: unknown, belief: string): asserts condition {
  if (!condition) throw new BrokenInvariant(belief);
}

/** The value, where the code knows that there is one. */
export function must<Value>(value: Value | null | undefined, belief: string): Value {
  if (value === null || value === undefined) throw new BrokenInvariant(belief);
  return value;
}

/** Closes a switch over a union: a new member becomes a type error here. */
export function unreachable(value: never): never {
  throw new BrokenInvariant(`unexpected ${JSON.stringify(value)}`);
}
