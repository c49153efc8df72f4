type Typed = Uint8Array | Uint16Array | Int32Array | Float64Array;

/** The array with room for `size` entries at least: itself, or a copy half as large again. */
export function grown<Kind extends Typed>(array: Kind, size: number): Kind {
  if (array.length >= size) return array;
  const larger = new (array.constructor as new (length: number) => Kind)(Math.max(size, Math.ceil(array.length * 1.5)));
  larger.set(array);
  return larger;
}
