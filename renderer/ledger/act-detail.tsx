import { ArrowUpRight } from "lucide-react";
import { useState } from "react";

import type { Json } from "../../app/kernel/json.ts";
import type { Act, Change, Entry } from "../../app/ledger/model.ts";
import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { useView } from "../state/view.ts";
import { Button, ErrorNotice } from "../ui/index.ts";
import { useActSentence } from "./act-sentence.tsx";
import { type Difference, listDifferences, nameObject, shorten } from "./differences.ts";
import { useNamedValues } from "./names.ts";

import css from "./ledger.module.css";

/** Objects shown at first, and with every further wish. */
const step = 20;

/** One act in full: when, by whom, and each value before and after. */
export function ActDetail({ act, me, isTitled = true }: { act: Act; me: string | null; isTitled?: boolean }) {
  const t = useText("history");
  const formats = useFormats();
  const sentence = useActSentence(me);
  const entries = useRead("ledger.act", { act: act.act });
  return (
    <article className={css.detail} aria-label={t("details")}>
      {isTitled ? <h2 className={css.detailTitle}>{sentence(act)}</h2> : null}
      <p className={css.hint}>
        {formats.dateTime(act.at)} · <bdi>{act.analyst}</bdi>
        {act.undone ? ` · ${t("undone")}` : ""}
      </p>
      {act.note === null ? null : <p dir="auto">{t("note", { note: act.note })}</p>}
      {entries.error ? <ErrorNotice error={entries.error} onRetry={() => void entries.refetch()} /> : null}
      {entries.data ? <Changes entries={entries.data} /> : null}
    </article>
  );
}

function Changes({ entries }: { entries: readonly Entry[] }) {
  const t = useText("history");
  const formats = useFormats();
  const [shown, setShown] = useState(step);
  const changes = entries.flatMap((entry) => entry.changes);
  const left = changes.length - shown;
  return (
    <>
      {changes.length === 0 ? <p className={css.hint}>{t("noValues")}</p> : null}
      {changes.slice(0, shown).map((change) => (
        <ChangeTable key={`${change.kind}:${change.id}`} change={change} />
      ))}
      {left > 0 ? (
        <p>
          {t("moreChanges", { count: left, n: formats.number(left) })}{" "}
          <Button small onPress={() => setShown(shown + step)}>
            {t("showMore")}
          </Button>
        </p>
      ) : null}
      <ul className={css.entries}>
        {entries.slice(0, 5).map((entry) => (
          <li key={entry.id} className={css.hint}>
            {t("entryHash", { seq: formats.number(entry.seq) })}
            <code dir="ltr">{entry.hash.slice(0, 12)}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function ChangeTable({ change }: { change: Change }) {
  const t = useText("history");
  const differences = listDifferences(change.before, change.after);
  const named = useNamedValues(differences);
  const claimId = claimOf(change.after ?? change.before);
  const claim = useRead("claims.get", { id: claimId ?? "" }, { enabled: claimId !== null }).data;
  const ofClaim = claim ? (claim.statement ?? claim.spans[0]?.quote ?? null) : null;
  const name =
    nameObject(change.after) ?? nameObject(change.before) ?? (ofClaim === null ? null : shorten(ofClaim, 80));
  const state = change.before === null ? t("created") : change.after === null ? t("removed") : null;
  return (
    <section className={css.change}>
      <h3>
        <span className={css.kind}>{t(`kind-${change.kind}`)}</span> <bdi>{name}</bdi>
        {state === null ? null : <span className={css.badge}>{state}</span>}
        <GoTo change={change} name={name ?? t(`kind-${change.kind}`)} />
      </h3>
      {differences.length === 0 ? null : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t("field")}</th>
              <th scope="col">{t("before")}</th>
              <th scope="col">{t("after")}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map((difference) => (
              <DifferenceRow key={difference.field} difference={difference} named={named} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** The claim that an assessment is about, by its id. */
function claimOf(value: Json): string | null {
  const id = typeof value === "object" && value !== null && "claimId" in value ? value["claimId"] : null;
  return typeof id === "string" ? id : null;
}

function DifferenceRow({
  difference: { field, before, after },
  named,
}: {
  difference: Difference;
  named: (field: string, value: string) => string;
}) {
  const t = useText("history");
  // "hops.2.mode" is told by its parts; numbers are places in a list.
  const name = field
    .split(".")
    .map((part) => (/^\d+$/.test(part) ? part : t(`field-${part}`, { defaultValue: part })))
    .join(" › ");
  const say = (value: string): string =>
    field === "state" || field === "axis" || field === "scope" || field === "kind"
      ? t(`${field}-${value}`, { defaultValue: value })
      : named(field, value);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td dir="auto">
        {before === null ? <span className={css.none}>{t("nothing")}</span> : <del>{say(before)}</del>}
      </td>
      <td dir="auto">{after === null ? <span className={css.none}>{t("nothing")}</span> : <ins>{say(after)}</ins>}</td>
    </tr>
  );
}

/** Leads to the object where it still is. */
function GoTo({ change, name }: { change: Change; name: string }) {
  const t = useText("history");
  const openArticle = useView((view) => view.openArticle);
  const goToSource = useView((view) => view.goToSource);
  if (change.after === null) return null;
  const after = change.after as { articleId?: unknown; spans?: { articleId?: unknown }[] };
  const articleId = after.articleId ?? after.spans?.[0]?.articleId;
  const go =
    change.kind === "article"
      ? () => openArticle(change.id)
      : change.kind === "source"
        ? () => goToSource(change.id)
        : change.kind === "claim" && typeof articleId === "string"
          ? () => openArticle(articleId, { claimId: change.id })
          : null;
  if (!go) return null;
  return (
    <button type="button" className={css.link} onClick={go} aria-label={t("goTo", { what: name })}>
      <ArrowUpRight aria-hidden />
    </button>
  );
}
