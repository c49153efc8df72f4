import { ArrowRight } from "lucide-react";
import { Fragment } from "react";

import type { Hop } from "../../app/claims/model.ts";
import { firstStrong } from "../../app/text/direction.ts";
import { useText } from "../i18n/index.ts";

import css from "./chain-line.module.css";

/** What of a hop a line shows; the editor's own hops fit too. */
export type ChainHop = Pick<Hop, "source" | "mode" | "basis" | "cue" | "descriptor"> & { sourceId?: string | null };

export interface ChainLineProps {
  /** Outermost first; the last is the origin. */
  hops: readonly ChainHop[];
  /** Makes the names of known sources buttons; not where the line itself stands in one. */
  onSource?: (sourceId: string) => void;
  /** True: it stays on one line, and what has no room is cut off. */
  isCut?: boolean;
}

const nameOf = (hop: ChainHop): string => hop.descriptor ?? hop.source ?? "";

/** The side to which most names run; null where neither prevails: then the line runs as what stands around it does. */
function runOf(hops: readonly ChainHop[]): "rtl" | "ltr" | null {
  const sides = hops.map((hop) => firstStrong(nameOf(hop))).filter((side) => side !== null);
  const [first] = sides;
  return first !== undefined && sides.every((side) => side === first) ? first : null;
}

/**
 * An attribution chain in one line: outlet → agency → speaker. It runs as its names do, and so do its arrows; the origin
 * stands out; an unnamed hop stands in quotes, as the text calls it. How each hop has it is in its tooltip.
 */
export function ChainLine({ hops, onSource, isCut = false }: ChainLineProps) {
  const t = useText("ui");
  const told = (hop: ChainHop, isOrigin: boolean): string =>
    [
      hop.descriptor === null ? null : t("chain.unnamed"),
      hop.descriptor !== null && hop.source ? hop.source : null,
      hop.mode ? t(`mode.${hop.mode}`) : null,
      hop.basis ? t(`basis.${hop.basis}`) : null,
      hop.cue ? t("chain.cue", { cue: `\u2068${hop.cue.quote}\u2069` }) : null,
      isOrigin ? t("chain.origin") : null,
    ]
      .filter(Boolean)
      .join(" · ");
  return (
    <span className={css.chain} data-cut={isCut || undefined} dir={runOf(hops) ?? undefined}>
      {hops.map((hop, index) => {
        const isOrigin = index === hops.length - 1;
        const name = (
          <bdi className={css.name} data-unnamed={hop.descriptor === null ? undefined : true}>
            {nameOf(hop) || "…"}
          </bdi>
        );
        const { sourceId } = hop;
        return (
          // oxlint-disable-next-line react/no-array-index-key -- a hop is its place in the chain
          <Fragment key={index}>
            {index === 0 ? null : (
              <>
                <ArrowRight className={css.arrow} aria-hidden />
                <span className="visually-hidden">{t("chain.from")}</span>
              </>
            )}
            <span className={css.hop} data-origin={isOrigin || undefined} title={told(hop, isOrigin)}>
              {onSource && sourceId ? (
                <button type="button" className={css.link} onClick={() => onSource(sourceId)}>
                  {name}
                </button>
              ) : (
                name
              )}
            </span>
          </Fragment>
        );
      })}
    </span>
  );
}
