import {
  CircleHelp,
  FileClock,
  FileLock2,
  FileMinus2,
  FileQuestion,
  FileWarning,
  FileX2,
  ScanText,
  Table2,
  Weight,
} from "lucide-react";

import type { UnreadReason } from "../../../app/articles/unreadable.ts";
import { useText } from "../../i18n/index.ts";

import css from "./unreadable.module.css";

const signs: Record<UnreadReason, typeof FileX2> = {
  "no-text-layer": ScanText,
  protected: FileLock2,
  columns: Table2,
  "not-text": FileQuestion,
  empty: FileMinus2,
  record: FileWarning,
  "too-large": Weight,
  unsupported: CircleHelp,
  missing: FileX2,
  "gave-up": FileClock,
  damaged: FileX2,
};

/** Why something could not be read: a sign and a few words. */
export function ReasonMark({ reason }: { reason: UnreadReason }) {
  const t = useText("unreadable");
  const Sign = signs[reason];
  return (
    <span className={css.reason}>
      <Sign aria-hidden />
      <span>{t(`reason-${reason}`)}</span>
    </span>
  );
}
