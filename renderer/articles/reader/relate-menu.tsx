import { type Claim, RelationKind } from "../../../app/claims/model.ts";
import { useText } from "../../i18n/index.ts";
import { Kbd } from "../../ui/index.ts";
import { kindOfKey, relationKeys, relationSigns } from "../../ui/relation-kinds.tsx";
import { PointMenu } from "./point-menu.tsx";

import css from "./marks-menu.module.css";

const words = ({ statement, spans }: Claim): string => (statement ?? spans[0]?.quote ?? "").slice(0, 70).toWellFormed();

/** Asks how a claim that was dropped on another one's card is related to it; opens where it was dropped. */
export function RelateMenu({
  from,
  to,
  x,
  y,
  onPick,
  onClose,
}: {
  from: Claim;
  to: Claim;
  /** The place in the viewport, in pixels. */
  x: number;
  y: number;
  onPick: (kind: RelationKind) => void;
  onClose: () => void;
}) {
  const t = useText("relations");

  return (
    <PointMenu
      label={t("which")}
      x={x}
      y={y}
      onClose={onClose}
      onKey={(event) => {
        const kind = kindOfKey(event.nativeEvent);
        if (kind) onPick(kind);
        return kind !== null;
      }}
    >
      <p className={css.title} dir="auto">
        {words(from)}
      </p>
      {RelationKind.options.map((kind) => {
        const Sign = relationSigns[kind];
        return (
          <button key={kind} type="button" role="menuitem" className={css.item} onClick={() => onPick(kind)}>
            <Sign aria-hidden className={css.sign} />
            <span className={css.text}>{t(`kind.${kind}`)}</span>
            <Kbd keys={relationKeys[kind]} />
          </button>
        );
      })}
      <p className={css.title} dir="auto">
        {words(to)}
      </p>
    </PointMenu>
  );
}
