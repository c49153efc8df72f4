import css from "./tag-mark.module.css";

/**
 * A shape for each place of the palette, so that tags are told apart without their hues: filled ones, then hollow ones,
 * then ones of lines.
 */
const shapes: readonly { d: string; hollow?: true }[] = [
  { d: "M6 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10z" },
  { d: "M1.5 1.5h9v9h-9z" },
  { d: "M6 1l5.4 9.6H.6z" },
  { d: "M6 .3L11.7 6L6 11.7L.3 6z" },
  { d: "M6 2a4 4 0 1 0 0 8a4 4 0 1 0 0-8z", hollow: true },
  { d: "M2.2 2.2h7.6v7.6H2.2z", hollow: true },
  { d: "M6 11L.6 1.4h10.8z" },
  { d: "M4.2 1h3.6v3.2H11v3.6H7.8V11H4.2V7.8H1V4.2h3.2z" },
  { d: "M6 1.6L10.4 6L6 10.4L1.6 6z", hollow: true },
  { d: "M2.2 2.2L9.8 9.8M9.8 2.2L2.2 9.8", hollow: true },
  { d: "M6 .6l1.6 3.7l4 .3l-3 2.7l.9 4L6 9.2l-3.5 2.1l.9-4l-3-2.7l4-.3z" },
  { d: "M1 3.4h10M1 8.6h10", hollow: true },
];

/** The sign of a tag's colour: the place of the palette, by hue and by shape. Its name stands beside it. */
export function TagMark({ colour }: { colour: number }) {
  const shape = shapes[colour] ?? shapes[0];
  return (
    <svg
      className={css.mark}
      viewBox="0 0 12 12"
      aria-hidden
      data-place={colour}
      data-hollow={shape?.hollow}
      style={{ color: `var(--tag-${colour})` }}
    >
      <path d={shape?.d} />
    </svg>
  );
}
