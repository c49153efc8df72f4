import { Pin, PinOff } from "lucide-react";

import type { RelationKind } from "../../../app/claims/model.ts";
import type { ComparisonColumn } from "../../../app/questions/model.ts";
import { useText } from "../../i18n/index.ts";
import { Button, Kbd } from "../../ui/index.ts";
import { relationKeys, relationSigns } from "../../ui/relation-kinds.tsx";
import { type Account, accountAt, type Line, pairOf, type Place } from "./accounts.ts";
import { offered, pinKey } from "./use-relating.ts";

import css from "./comparison.module.css";

/** What can be done with the account that the analyst stands on, each with its key, and which other one is meant. */
export function RelateBar({
  lines,
  columns,
  at,
  pin,
  onRelate,
  onPin,
}: {
  lines: readonly Line[];
  columns: readonly ComparisonColumn[];
  at: Place;
  pin: Place | null;
  onRelate: (kind: RelationKind) => void;
  onPin: () => void;
}) {
  const t = useText("questions");
  const nameOf = (place: Place, account: Account): string => `${columns[place.column]?.label ?? ""}: ${account.text}`;
  const pinned = pin === null ? undefined : accountAt(lines, pin);
  const plain = pin === null ? pairOf(lines, "contradicts", at, null) : null;
  const meant = ((): string => {
    if (pin !== null && pinned !== undefined) return t("pinnedIs", { what: nameOf(pin, pinned) });
    if (plain === null || !plain.ok) return "";
    const column = lines[at.line]?.cells.findIndex(({ accounts }) => accounts.includes(plain.to)) ?? -1;
    return t("relateTo", { what: nameOf({ ...at, column }, plain.to) });
  })();
  return (
    <div className={css.bar} role="toolbar" aria-label={t("relateBar")}>
      {offered.map((kind) => {
        const key = relationKeys[kind];
        const Sign = relationSigns[kind];
        return (
          <Button key={kind} small changes keys={key} icon={<Sign aria-hidden />} onPress={() => onRelate(kind)}>
            {t(`relate-${kind}`)} <Kbd keys={key} />
          </Button>
        );
      })}
      <Button
        small
        tone="quiet"
        keys={pinKey}
        icon={pin === null ? <Pin aria-hidden /> : <PinOff aria-hidden />}
        onPress={onPin}
      >
        {t(pin === null ? "pinShort" : "unpinShort")} <Kbd keys={pinKey} />
      </Button>
      <span className={css.barText} aria-live="polite" title={meant}>
        <bdi>{meant}</bdi>
      </span>
    </div>
  );
}
