import { Info, Lock, X } from "lucide-react";
import { type ReactNode, useState } from "react";

import type { CaseInfo } from "../../app/cases/model.ts";
import { useText } from "../i18n/index.ts";
import { IconButton } from "../ui/index.ts";
import { useReadOnlyWords } from "./read-only.tsx";
import { UnfinishedImports } from "./unfinished-import.tsx";

import css from "./banners.module.css";

/** What the analyst should know about how the case is open: that it is read only and why, what happened at its opening, what was not finished. */
export function Banners({ info }: { info: CaseInfo }) {
  const t = useText("shell");
  const why = useReadOnlyWords(info.readOnly);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const lines: { id: string; icon: ReactNode; text: string; detail?: string; stays?: boolean }[] = [];
  if (why !== null) lines.push({ id: "read-only", icon: <Lock aria-hidden />, text: why, stays: true });
  for (const notice of info.notices) {
    lines.push({
      id: `${info.id}-${notice.code}`,
      icon: <Info aria-hidden />,
      text: t(`notice.${notice.code}`),
      detail: notice.detail,
    });
  }
  const shown = lines
    .filter((line) => !closed.has(line.id))
    .map((line) => (
      <div key={line.id} className={css.banner} aria-live="polite" data-tone={line.stays ? "warning" : "plain"}>
        {line.icon}
        <span className={css.text}>
          {line.text}{" "}
          {line.detail ? (
            <bdi className={css.detail} dir="auto">
              {line.detail}
            </bdi>
          ) : null}
        </span>
        {line.stays ? null : (
          <IconButton label={t("putAway")} onPress={() => setClosed(new Set([...closed, line.id]))}>
            <X aria-hidden />
          </IconButton>
        )}
      </div>
    ));
  return (
    <>
      {shown}
      {info.readOnly === null ? <UnfinishedImports /> : null}
    </>
  );
}
