import { useQueries } from "@tanstack/react-query";
import { useId, useMemo, useState } from "react";

import type { ArticleRow } from "../../../app/articles/model.ts";
import { useClient } from "../../data/client.tsx";
import { useChange } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { Button, Dialog, ErrorNotice, TextField } from "../../ui/index.ts";
import { byDate, proposedOrigin } from "./family.ts";

import css from "./library.module.css";

/** Chosen articles that were never in sight and are read for this; beyond it, any of those read may be the origin. */
const mostRead = 200;

interface Candidates {
  rows: ArticleRow[];
  /** Chosen, but not read. */
  unread: number;
  isPending: boolean;
}

/** The chosen articles, and the members of the families that some of them are in already. */
function useCandidates(ids: readonly string[], known: readonly ArticleRow[]): Candidates {
  const client = useClient();
  const seen = useMemo(() => new Map(known.map((row) => [row.id, row])), [known]);
  const missing = ids.filter((id) => !seen.has(id)).slice(0, mostRead);
  const read = useQueries({
    queries: missing.map((id) => ({
      queryKey: ["articles.get", { id }],
      queryFn: () => client.call("articles.get", { id }),
    })),
  });
  const chosen: ArticleRow[] = [...known, ...read.flatMap(({ data }) => data ?? [])];
  const families = new Map(chosen.flatMap((row) => (row.family === null ? [] : [[row.family.id, row.id] as const])));
  const others = useQueries({
    queries: [...families.values()].map((id) => ({
      queryKey: ["articles.family", { id }],
      queryFn: () => client.call("articles.family", { id }),
    })),
  });
  const all = new Map(chosen.map((row) => [row.id, row]));
  for (const { data } of others) for (const row of data?.members ?? []) all.set(row.id, row);
  return {
    rows: [...all.values()].toSorted(byDate),
    unread: ids.length - chosen.length,
    isPending: [...read, ...others].some((query) => query.isPending),
  };
}

/**
 * Says that articles are copies of one text, and which is the origin: the earliest is proposed, and another one needs a
 * reason. Articles that turn out to be no copies are taken out here too.
 */
export function FamilyDialog({
  ids,
  known,
  onClose,
  onMade,
  onLeft,
}: {
  ids: readonly string[];
  known: readonly ArticleRow[];
  onClose: () => void;
  onMade: (members: number) => void;
  onLeft: (changed: number) => void;
}) {
  const t = useText("library");
  const formats = useFormats();
  const name = useId();
  const make = useChange("articles.makeFamily");
  const leave = useChange("articles.leaveFamily");
  const { rows, unread, isPending } = useCandidates(ids, known);
  const [wish, setWish] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const proposed = proposedOrigin(rows);
  const origin = wish ?? proposed;
  const isOverruled = origin !== proposed;
  const families = new Set(rows.flatMap(({ family }) => family?.id ?? []));
  const leaving = rows.filter((row) => ids.includes(row.id) && row.family !== null);
  const given = reason.trim() === "" ? null : reason.trim();
  const isLacking = rows.length + unread < 2;
  const isBusy = isPending || make.isPending || leave.isPending;
  const isReady = !isBusy && !isLacking && origin !== null && (!isOverruled || given !== null);

  const apply = (): void => {
    if (!isReady) return;
    make.mutate(
      { ids: [...ids], originId: origin, reason: given },
      {
        onSuccess: ({ members }) => {
          onClose();
          onMade(members.length);
        },
      },
    );
  };
  const takeOut = (): void =>
    leave.mutate(
      { ids: leaving.map(({ id }) => id), reason: given },
      {
        onSuccess: ({ changed }) => {
          onClose();
          onLeft(changed);
        },
      },
    );
  const error = make.error ?? leave.error;

  return (
    <Dialog
      title={t("familyTitle")}
      isOpen
      isFirm={wish !== null || reason !== ""}
      onClose={onClose}
      actions={
        <>
          {leaving.length === 0 ? null : (
            <Button isDisabled={isBusy} onPress={takeOut}>
              {t("familyLeave", { count: leaving.length, n: formats.number(leaving.length) })}
            </Button>
          )}
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button tone="primary" isDisabled={!isReady} onPress={apply}>
            {t("familyMake")}
          </Button>
        </>
      }
    >
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <p className={css.hint}>{t("familyHelp")}</p>
        {isLacking && !isPending ? <p className={css.needed}>{t("familyNeedsTwo")}</p> : null}
        {families.size > 1 ? (
          <p className={css.hint}>{t("familyMerged", { n: formats.number(families.size) })}</p>
        ) : null}
        <fieldset className={css.origins}>
          <legend>{t("familyOrigin")}</legend>
          <div className={css.originList}>
            {rows.map((row) => (
              <label key={row.id} className={css.origin}>
                <input
                  type="radio"
                  name={name}
                  value={row.id}
                  checked={row.id === origin}
                  // The dialog is for this choice: it begins there.
                  // oxlint-disable-next-line jsx-a11y/no-autofocus
                  autoFocus={row.id === proposed}
                  onChange={() => setWish(row.id)}
                />
                <span className={css.originTitle} dir="auto">
                  {row.title}
                </span>
                <span className={css.hint}>
                  <bdi>{row.outlet ?? t("noOutlet")}</bdi>
                  {" · "}
                  {row.publishedAt === null ? t("noDate") : formats.date(row.publishedAt)}
                  {row.id === proposed ? ` · ${t("familyProposed")}` : ""}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        {unread > 0 && !isPending ? (
          <p className={css.hint}>{t("familyMore", { count: unread, n: formats.number(unread) })}</p>
        ) : null}
        <TextField
          label={t("familyReason")}
          description={t(isOverruled ? "familyReasonNeeded" : "familyReasonHelp")}
          value={reason}
          onChange={setReason}
          maxLength={5000}
        />
        {error ? <ErrorNotice error={error} /> : null}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  );
}
