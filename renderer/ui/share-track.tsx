import css from "./share-track.module.css";

/** A part of a whole, 0 to 1, as a lying bar; for the eye only: the figure stands beside it. */
export function ShareTrack({ share, tone = "plain" }: { share: number; tone?: "plain" | "apart" }) {
  return (
    <span className={css.track} data-tone={tone} aria-hidden>
      <span style={{ inlineSize: `${share * 100}%` }} />
    </span>
  );
}
