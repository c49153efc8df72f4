import { Check, CircleHelp, CircleSlash, MoveVertical, PencilLine } from "lucide-react";
import { type Ref, useMemo } from "react";

import type { Place, StandingAnchor } from "../../../app/articles/anchors.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { differences, type Piece, plainly } from "./words.ts";

import css from "./review.module.css";

/** How a mark stands, as it is told: one that is found in other words is not the same as one that only moved. */
type Told = StandingAnchor["state"] | "reworded";
const icons: Record<Told, typeof Check> = {
  exact: Check,
  moved: MoveVertical,
  reworded: PencilLine,
  ambiguous: CircleHelp,
  orphan: CircleSlash,
};
const toldOf = ({ state, sameWords }: StandingAnchor): Told =>
  (state === "moved" || state === "exact") && !sameWords ? "reworded" : state;

export interface AnchorRowProps {
  anchor: StandingAnchor;
  /** The version that is read. */
  version: string;
  isCurrent: boolean;
  /** The candidate that is chosen, of one that is ambiguous. */
  chosen: number | null;
  onChoose: (candidate: number) => void;
  onCurrent: () => void;
  ref?: Ref<HTMLLIElement>;
}

/** One mark: what it says in the earlier text, and beside it where it would stand in the one that is read. */
export function AnchorRow({ anchor, version, isCurrent, chosen, onChoose, onCurrent, ref }: AnchorRowProps) {
  const t = useText("review");
  const formats = useFormats();
  const told = toldOf(anchor);
  const Icon = icons[told];
  const [only] = anchor.places.length === 1 && anchor.state !== "ambiguous" ? anchor.places : [];
  const shown = useMemo(() => (only ? differences(anchor.old, only) : null), [anchor.old, only]);
  const stay = anchor.cues.all - anchor.cues.follow;
  const name = `${t(`kind.${anchor.kind}`)}: ${anchor.label ?? anchor.old.quote}`;
  return (
    // The keys of the page act on the mark that has the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      ref={ref}
      className={css.row}
      aria-label={`${name}, ${t(`state.${told}`)}`}
      aria-current={isCurrent || undefined}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={isCurrent ? 0 : -1}
      onFocus={onCurrent}
    >
      <p className={css.rowHead}>
        <span className={css.state} data-state={told}>
          <Icon aria-hidden />
          {t(`state.${told}`)}
        </span>
        <span className={css.hint}>{t(`kind.${anchor.kind}`)}</span>
        {anchor.label === null ? null : <bdi className={css.label}>{anchor.label}</bdi>}
      </p>
      <div className={css.sides}>
        <Side
          title={t("oldVersion", { number: formats.number(Number(anchor.version)) })}
          pieces={shown?.old ?? plainly(anchor.old)}
          isOld
        />
        {shown ? (
          <Side title={t("nowVersion", { number: formats.number(Number(version)) })} pieces={shown.now} />
        ) : (
          <div className={css.side}>
            <p className={css.sideTitle}>{t("nowVersion", { number: formats.number(Number(version)) })}</p>
            {anchor.state === "orphan" ? (
              <p className={css.hint}>{t("orphan")}</p>
            ) : (
              <Candidates anchor={anchor} chosen={chosen} onChoose={onChoose} />
            )}
          </div>
        )}
      </div>
      {anchor.cues.follow > 0 ? (
        <p className={css.hint}>
          {t("cuesFollow", { count: anchor.cues.follow, n: formats.number(anchor.cues.follow) })}
        </p>
      ) : null}
      {stay > 0 ? <p className={css.hint}>{t("cuesStay", { count: stay, n: formats.number(stay) })}</p> : null}
    </li>
  );
}

function Side({ title, pieces, isOld = false }: { title: string; pieces: readonly Piece[]; isOld?: boolean }) {
  return (
    <div className={css.side}>
      <p className={css.sideTitle}>{title}</p>
      <Words pieces={pieces} isOld={isOld} />
    </div>
  );
}

/** A place as text: the mark's words stand out, and words that the other text has not are struck or underlined. */
function Words({ pieces, isOld }: { pieces: readonly Piece[]; isOld: boolean }) {
  const Changed = isOld ? "del" : "ins";
  return (
    <p className={css.words} dir="auto">
      {pieces.map((piece, index) => {
        const text = piece.isChanged ? <Changed>{piece.text}</Changed> : piece.text;
        // The pieces of a place have no other name than their order.
        // oxlint-disable-next-line react/no-array-index-key
        return piece.part === "quote" ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>;
      })}
    </p>
  );
}

function Candidates({ anchor, chosen, onChoose }: Pick<AnchorRowProps, "anchor" | "chosen" | "onChoose">) {
  const t = useText("review");
  const formats = useFormats();
  const count = anchor.places.length;
  return (
    <fieldset className={css.candidates}>
      <legend className={css.hint}>{t("candidates", { count, n: formats.number(count) })}</legend>
      {anchor.places.map((place, index) => (
        <label key={place.start} className={css.candidate}>
          <input
            type="radio"
            name={`${anchor.kind} ${anchor.objectId} ${anchor.index}`}
            aria-label={t("candidate", { n: formats.number(index + 1) })}
            checked={chosen === index}
            onChange={() => onChoose(index)}
          />
          <span className={css.number} aria-hidden>
            {formats.number(index + 1)}
          </span>
          <CandidateWords old={anchor.old} place={place} />
        </label>
      ))}
    </fieldset>
  );
}

function CandidateWords({ old, place }: { old: Place; place: Place }) {
  const pieces = useMemo(() => differences(old, place).now, [old, place]);
  return <Words pieces={pieces} isOld={false} />;
}
