import {
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  ChevronUp,
  CircleDashed,
  Info,
  MessageSquareQuote,
  PanelLeftOpen,
  Search,
} from "lucide-react";

import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { Button, IconButton, Popover, Select, useGradeWords } from "../../ui/index.ts";
import { type HighlightAxis, looksOf } from "./marks.ts";

import css from "./toolbar.module.css";

export interface ToolbarProps {
  index: number | null;
  total: number;
  previous: string | null;
  next: string | null;
  axis: HighlightAxis;
  claims: number;
  unfinished: number;
  isListShown: boolean;
  isClaimsShown: boolean;
  onShowList: () => void;
  onArticle: (by: 1 | -1) => void;
  onClaim: (by: 1 | -1) => void;
  onUnfinished: (by: 1 | -1) => void;
  onFind: () => void;
  onAxis: (axis: HighlightAxis) => void;
  /** Shown where the cards have no room beside the text. */
  onToggleClaims: (() => void) | null;
}

/** The reader's commands, for the pointer; each has a key. */
export function Toolbar(props: ToolbarProps) {
  const t = useText("reader");
  const formats = useFormats();
  const { index, total, axis } = props;
  return (
    <div className={css.bar}>
      {props.isListShown ? null : (
        <IconButton label={t("showList")} onPress={props.onShowList}>
          <PanelLeftOpen aria-hidden className={css.turned} />
        </IconButton>
      )}
      <IconButton
        label={t("previousArticle")}
        keys="shift+n"
        isDisabled={props.previous === null}
        onPress={() => props.onArticle(-1)}
      >
        <ChevronLeft aria-hidden className={css.turned} />
      </IconButton>
      <span className={css.place}>
        {index === null ? "" : t("placeInList", { index: formats.number(index + 1), total: formats.number(total) })}
      </span>
      <IconButton label={t("nextArticle")} keys="n" isDisabled={props.next === null} onPress={() => props.onArticle(1)}>
        <ChevronRight aria-hidden className={css.turned} />
      </IconButton>
      <span className={css.line} aria-hidden />
      <IconButton label={t("previousClaim")} keys="k" isDisabled={props.claims === 0} onPress={() => props.onClaim(-1)}>
        <ChevronUp aria-hidden />
      </IconButton>
      <IconButton label={t("nextClaim")} keys="j" isDisabled={props.claims === 0} onPress={() => props.onClaim(1)}>
        <ChevronDown aria-hidden />
      </IconButton>
      <IconButton
        label={t("nextUnfinished")}
        keys="u"
        isDisabled={props.unfinished === 0}
        onPress={() => props.onUnfinished(1)}
      >
        <CircleDashed aria-hidden />
      </IconButton>
      <IconButton label={t("find")} keys="/" onPress={props.onFind}>
        <Search aria-hidden />
      </IconButton>
      <span className={css.spring} />
      {props.onToggleClaims ? (
        <IconButton
          label={t("claims", { shown: formats.number(props.claims) })}
          keys="l"
          pressed={props.isClaimsShown}
          onPress={props.onToggleClaims}
        >
          <MessageSquareQuote aria-hidden />
        </IconButton>
      ) : null}
      <Select
        label={t("colourBy")}
        hideLabel
        small
        value={axis}
        onChange={props.onAxis}
        choices={(["reliability", "credibility", "tag"] as const).map((one) => ({ id: one, text: t(`axis.${one}`) }))}
      />
      <Popover
        label={t("legend")}
        placement="bottom end"
        trigger={
          <Button small tone="quiet" aria-label={t("legend")}>
            <Info aria-hidden className={css.sign} />
          </Button>
        }
      >
        <Legend axis={axis} />
      </Popover>
    </div>
  );
}

/** What each line and tint means, on the axis that colours the text now. */
function Legend({ axis }: { axis: HighlightAxis }) {
  const t = useText("reader");
  const wordsOf = useGradeWords();
  return (
    <div className={css.legend}>
      <p className={css.legendTitle}>{t(`axis.${axis}`)}</p>
      <ul>
        {axis === "tag"
          ? null
          : looksOf(axis).map(({ look, value }) => (
              <li key={look}>
                <span className={`look-${look}`}>{wordsOf(axis, value)}</span>
              </li>
            ))}
        {axis === "tag" ? (
          <>
            <li>{t("legendTag")}</li>
            <li>
              <span className="look-tag-none">{t("legendNoTag")}</span>
            </li>
          </>
        ) : null}
        <li>
          <span className="look-note">{t("legendNote")}</span>
        </li>
      </ul>
    </div>
  );
}
