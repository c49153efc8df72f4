// The roles are those of the grid that these stand in.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { EqualNot, Files, TriangleAlert } from "lucide-react";

import type { ComparisonColumn } from "../../../app/questions/model.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { GradeBadge } from "../../ui/index.ts";
import type { Line } from "./accounts.ts";
import type { ComparisonWords } from "./words.ts";

import css from "./comparison.module.css";

/** What a line compares, and whether its accounts differ. */
export function LineHead({
  line,
  words,
  tabIndex,
  onFocus,
}: {
  line: Line;
  words: ComparisonWords;
  tabIndex: 0 | -1;
  onFocus: () => void;
}) {
  const t = useText("questions");
  return (
    <div
      role="rowheader"
      aria-colindex={1}
      tabIndex={tabIndex}
      className={css.lineHead}
      data-current={tabIndex === 0 || undefined}
      title={line.kind === null ? t("noSlotsHelp") : words.line(line)}
      onFocus={onFocus}
    >
      <span>
        {line.kind === null ? t("noSlots") : t(`kind-${line.kind}`)}
        {line.unit === null ? null : (
          <span className={css.unit}>
            {" "}
            <bdi>{line.unit}</bdi>
          </span>
        )}
      </span>
      {line.differs ? (
        <span className={css.originFacts}>
          <EqualNot aria-hidden className={css.caution} />
          {t("differs")}
        </span>
      ) : null}
    </div>
  );
}

/** An origin, with its letter and how many articles go back to it. */
export function ColumnHead({
  origin,
  index,
  tabIndex,
  onFocus,
}: {
  origin: ComparisonColumn;
  index: number;
  tabIndex: 0 | -1;
  onFocus: () => void;
}) {
  const t = useText("questions");
  const formats = useFormats();
  const shared = origin.sharedAffiliations.map(({ name }) => name);
  const caution = shared.length === 0 ? "" : t("sharesAffiliation", { affiliation: formats.list(shared) });
  return (
    <div
      role="columnheader"
      aria-colindex={index + 2}
      tabIndex={tabIndex}
      className={css.columnHead}
      style={{ gridColumn: index + 2 }}
      data-current={tabIndex === 0 || undefined}
      title={[origin.label, origin.kind === "source" ? "" : t(origin.kind), caution].filter(Boolean).join("\n")}
      onFocus={onFocus}
    >
      <span className={css.originName}>
        <bdi>{origin.kind === "unnamed" ? t("unnamedIs", { name: origin.label }) : origin.label}</bdi>
      </span>
      <span className={css.originFacts}>
        {origin.kind === "source" ? <GradeBadge axis="reliability" value={origin.reliability} size="small" /> : null}
        {origin.kind === "family" ? <Files aria-hidden /> : null}
        {origin.kind === "source" ? null : <span className="visually-hidden">{t(origin.kind)}</span>}
        <span>{t("articles", { count: origin.articles, n: formats.number(origin.articles) })}</span>
        {caution === "" ? null : (
          <span className={css.caution}>
            <TriangleAlert aria-hidden />
            <span className="visually-hidden">{caution}</span>
          </span>
        )}
      </span>
    </div>
  );
}
