import { type ReactNode, useMemo } from "react";

import type { CaseInfo } from "../../app/cases/model.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { ChangesContext, notify } from "../ui/index.ts";

/** Why the case can only be read, and who has it; null where it can be written. */
export function useReadOnlyWords(readOnly: CaseInfo["readOnly"]): string | null {
  const t = useText("shell");
  const formats = useFormats();
  if (readOnly === null) return null;
  const { reason, holder } = readOnly;
  if (reason !== "locked" || holder === null) return t(`readOnly.${reason}`);
  const { analyst, machine, since } = holder;
  return t("readOnlyHolder", { analyst, machine, since: formats.dateTime(since) });
}

/** All that changes the case stands still below it while the case can only be read. */
export function ReadOnly({ info, children }: { info: CaseInfo; children: ReactNode }) {
  const why = useReadOnlyWords(info.readOnly);
  const barred = useMemo(() => (why === null ? null : { why, say: () => void notify({ text: why }) }), [why]);
  return <ChangesContext value={barred}>{children}</ChangesContext>;
}
