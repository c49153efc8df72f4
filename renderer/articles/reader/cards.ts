/** A card beside the text: where it wants to stand (its span's place), how tall it is; pixels. */
export interface CardBox {
  readonly id: string;
  readonly top: number;
  readonly height: number;
}

/**
 * Places cards beside the text in the order of their spans, as near to their places as fits without overlap. The focused
 * card stands exactly at its place: those before it give way upwards, those after it downwards.
 *
 * @param boxes sorted by `top`
 * @param gap least distance between two cards in pixels
 * @returns the top of each card in pixels, by id
 */
export function placeCards(boxes: readonly CardBox[], gap: number, focused: string | null = null): Map<string, number> {
  const tops = new Map<string, number>();
  const pivot = focused === null ? -1 : boxes.findIndex((box) => box.id === focused);
  let floor = Number.NEGATIVE_INFINITY;
  for (const box of boxes.slice(Math.max(0, pivot))) {
    const top = Math.max(box.top, floor);
    tops.set(box.id, top);
    floor = top + box.height + gap;
  }
  if (pivot <= 0) return tops;
  // Upwards from the focused card; only those that would touch it move, and nothing is pushed above the text's top.
  let ceiling = (tops.get(boxes[pivot]?.id ?? "") ?? 0) - gap;
  for (let i = pivot - 1; i >= 0; i -= 1) {
    const box = boxes[i];
    if (!box) continue;
    const top = Math.min(box.top, ceiling - box.height);
    tops.set(box.id, top);
    ceiling = top - gap;
  }
  const highest = Math.min(...boxes.slice(0, pivot).map((box) => tops.get(box.id) ?? 0));
  if (highest >= 0) return tops;
  return placeCards(
    boxes.map((box, i) => (i < pivot ? box : { ...box, top: Math.max(box.top, 0) })),
    gap,
    null,
  );
}
