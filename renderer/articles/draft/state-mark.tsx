import { CircleMinus, CopyCheck, FileClock, FilePlus2, FileQuestion, FileX2, History } from "lucide-react";

import type { DraftItem, DraftItemState } from "../../../app/articles/drafts.ts";
import { useText } from "../../i18n/index.ts";

import css from "./draft.module.css";

const signs: Record<DraftItemState, typeof FilePlus2> = {
  new: FilePlus2,
  version: History,
  duplicate: CopyCheck,
  "needs-mapping": FileQuestion,
  unreadable: FileX2,
  changed: FileClock,
};

/** What would become of an item: a sign and a word. That it is left out comes first where it would come in. */
export function StateMark({ item: { state, leftOut } }: { item: Pick<DraftItem, "state" | "leftOut"> }) {
  const t = useText("draft");
  const Sign = leftOut ? CircleMinus : signs[state];
  return (
    <span className={css.state} data-state={leftOut ? "left-out" : state}>
      <Sign aria-hidden />
      <span>{leftOut ? t("leftOut") : t(`tab-${state}`)}</span>
    </span>
  );
}
