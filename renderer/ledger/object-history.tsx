import { useState } from "react";

import type { ObjectKind } from "../../app/ledger/model.ts";
import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { Button, ErrorNotice } from "../ui/index.ts";
import { ActDetail } from "./act-detail.tsx";
import { useActSentence } from "./act-sentence.tsx";

import css from "./ledger.module.css";

const page = 20;

/** What was done to one object, newest first; each act opens to its values before and after. */
export function ObjectHistory({ kind, id }: { kind: ObjectKind; id: string }) {
  const t = useText("history");
  const formats = useFormats();
  const me = useRead("workstation.get", {}).data?.analyst?.name ?? null;
  const sentence = useActSentence(me);
  const [limit, setLimit] = useState(page);
  const [open, setOpen] = useState<string | null>(null);
  const history = useRead("ledger.history", { object: { kind, id }, limit }, { keep: true });
  if (history.error) return <ErrorNotice error={history.error} onRetry={() => void history.refetch()} />;
  if (!history.data) return null;
  const { acts, total } = history.data;
  if (total === 0) return <p className={css.hint}>{t("emptyObject")}</p>;
  return (
    <section className={css.objectHistory} aria-label={t("objectHistory")}>
      <ol>
        {acts.map((act) => (
          <li key={act.act}>
            <button
              type="button"
              className={css.act}
              aria-expanded={open === act.act}
              data-undone={act.undone || undefined}
              onClick={() => setOpen(open === act.act ? null : act.act)}
            >
              <span className={css.sentence}>{sentence(act)}</span>
              <span className={css.hint}>
                {formats.dateTime(act.at)}
                {act.undone ? ` · ${t("undone")}` : ""}
              </span>
            </button>
            {open === act.act ? <ActDetail act={act} me={me} isTitled={false} /> : null}
          </li>
        ))}
      </ol>
      {acts.length < total && limit < 1000 ? (
        <Button small tone="quiet" onPress={() => setLimit(Math.min(1000, limit + page))}>
          {t("showMore")}
        </Button>
      ) : null}
    </section>
  );
}
