import type { RelationKind } from "../../../app/claims/model.ts";
import type { Comparison } from "../../../app/questions/model.ts";
import { useChange } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { notify, notifyFailure, notifyDone } from "../../ui/index.ts";
import { isRelated, type Line, pairOf } from "./accounts.ts";
import type { Places } from "./use-places.ts";

/** The kinds in the order in which they are offered here: what differs comes first. */
export const offered = ["contradicts", "updates", "narrows", "corroborates", "repeats"] as const;
export const pinKey = ".";

/** Relates the account that the analyst stands on to the pinned one, or to the only one that can be meant. */
export function useRelating(
  { relations }: Pick<Comparison, "relations">,
  lines: readonly Line[],
  { at, pin, setPin }: Places,
): (kind: RelationKind) => void {
  const t = useText("questions");
  const formats = useFormats();
  const add = useChange("relations.add");
  return (kind) => {
    if (add.isPending) return;
    const pair = pairOf(lines, kind, at, pin);
    if (!pair.ok) {
      const key = t("spaceKey");
      const texts = {
        "no-account": () => t("noAccount"),
        "same-claim": () => t("sameClaim"),
        "no-other": () => t("noOther", { key }),
        "many-others": () => {
          const count = pair.why === "many-others" ? pair.count : 0;
          return t("manyOthers", { count, n: formats.number(count), key });
        },
      };
      notify({ text: texts[pair.why]() });
      return;
    }
    const { fromId, toId, from, to } = pair;
    if (isRelated(relations, kind, fromId, toId)) {
      notify({ text: t("already") });
      return;
    }
    const isOfMany = from.claimIds.length > 1 || to.claimIds.length > 1;
    add.mutate(
      { kind, pairs: [{ fromId, toId }] },
      {
        onSuccess: () => {
          setPin(null);
          notifyDone(
            t(isOfMany ? "madeOfMany" : "made", {
              from: short(from.text),
              to: short(to.text),
              kind: t(`relate-${kind}`),
            }),
          );
        },
        onError: notifyFailure,
      },
    );
  };
}

/** Within a sentence of either direction. */
const short = (text: string): string =>
  `\u2068${text.length > 48 ? `${text.slice(0, 46).toWellFormed()}…` : text}\u2069`;
