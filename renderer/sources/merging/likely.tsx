import type { Source, SourceRef } from "../../../app/sources/model.ts";
import { useRead } from "../../data/queries.ts";
import { useText } from "../../i18n/index.ts";
import { Button } from "../../ui/index.ts";
import { isolate, useMerging } from "./use-merging.ts";

import css from "./merging.module.css";

/** Other sources that this one may be, by their names: a proposal, and no more. */
export function LikelySame({ source, onMerge }: { source: Source; onMerge: (other: SourceRef) => void }) {
  const t = useText("merging");
  const { distinguish, isBusy } = useMerging();
  const pairs = useRead("sources.duplicates", { id: source.id, limit: 3 }, { keep: true }).data?.pairs ?? [];
  const others = pairs
    .filter(({ sources }) => sources.some(({ id }) => id === source.id))
    .map(({ sources }) => (sources[0].id === source.id ? sources[1] : sources[0]));
  if (others.length === 0) return null;
  return (
    <ul className={css.likelySame} aria-label={t("likely")}>
      {others.map((other) => (
        <li key={other.id}>
          <span>{t("mayBe", { name: isolate(other.name) })}</span>
          <span className={css.acts}>
            <Button small changes onPress={() => onMerge({ id: other.id, name: other.name })}>
              {t("look")}
            </Button>
            <Button
              small
              changes
              tone="quiet"
              isDisabled={isBusy}
              onPress={() => distinguish([source, other], () => undefined)}
            >
              {t("areTwo")}
            </Button>
          </span>
        </li>
      ))}
    </ul>
  );
}
