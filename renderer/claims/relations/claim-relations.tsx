import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";

import type { Claim, RelationKind } from "../../../app/claims/model.ts";
import { useRead } from "../../data/queries.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { ErrorNotice, notify, useBarred, useKeys } from "../../ui/index.ts";
import { relationKeys } from "../../ui/relation-kinds.tsx";
import { pairKey, useDismissed } from "./dismissed.ts";
import { RelateField } from "./relate-field.tsx";
import { CandidateRow, RelationRow } from "./row.tsx";
import { useRelate } from "./use-relate.ts";

import css from "./relations.module.css";

const none: readonly never[] = [];

/**
 * What a claim has to do with others: its relations, those that are proposed, and a field that finds more. A letter or a
 * digit relates, or changes, the claim in focus.
 */
export function ClaimRelations({
  claim,
  takesFocus = false,
}: {
  claim: Claim;
  /** True: it was asked for by key, and takes the focus as soon as there is something to have it. */
  takesFocus?: boolean;
}) {
  const t = useText("relations");
  const isBarred = useBarred() !== null;
  const openArticle = useView((view) => view.openArticle);
  const { pairs, dismiss, restore } = useDismissed();
  const relate = useRelate();
  const relations = useRead("relations.of", { claimId: claim.id });
  const proposals = useRead("relations.propose", { claimId: claim.id, limit: 20 });
  const [chosen, setChosen] = useState<{ of: string; claims: readonly Claim[] }>({ of: claim.id, claims: none });
  const panel = useRef<HTMLDivElement | null>(null);
  const field = useRef<HTMLInputElement | null>(null);

  const related = relations.data ?? none;
  const isRelated = (id: string): boolean => related.some(({ other }) => other.id === id);
  const picked = (chosen.of === claim.id ? chosen.claims : none).filter(({ id }) => !isRelated(id));
  const isPicked = (id: string): boolean => picked.some((one) => one.id === id);
  const proposed = (proposals.data ?? none).filter(
    ({ other }) => !isRelated(other.id) && !isPicked(other.id) && !pairs.has(pairKey(claim.id, other.id)),
  );

  function open(other: Claim): void {
    const span = other.spans[0];
    openArticle(other.articleId, {
      claimId: other.id,
      ...(span ? { version: span.version, span: { start: span.start, end: span.end } } : {}),
    });
  }

  /** The rows beside one that is about to go: where the focus goes on. */
  const beside = useRef<(HTMLElement | undefined)[] | null>(null);
  useLayoutEffect(() => {
    if (!beside.current || (document.activeElement !== document.body && document.activeElement !== null)) return;
    (beside.current.find((head) => head?.isConnected) ?? field.current)?.focus();
    beside.current = null;
  });

  function keepFocus(): void {
    const heads = [...(panel.current?.querySelectorAll<HTMLElement>("[data-row-head]") ?? [])];
    const row = document.activeElement?.closest("[data-relation], [data-candidate]");
    const at = heads.findIndex((head) => row?.contains(head));
    beside.current = at < 0 ? null : [heads[at + 1], heads[at - 1]];
  }

  async function make(kind: RelationKind, other: Claim, outgoing: boolean): Promise<void> {
    const [fromId, toId] = outgoing ? [claim.id, other.id] : [other.id, claim.id];
    keepFocus();
    if (await relate.add(kind, fromId, toId)) await relations.refetch();
  }

  // The first row, once what is related and proposed is known; until then the field, unless somebody types in it already.
  const isKnown = relations.isSuccess && proposals.isSuccess;
  const begun = useRef<string | null>(null);
  const begin = useEffectEvent((claimId: string, isReady: boolean) => {
    if (!takesFocus) return;
    const input = field.current;
    const isWaiting = begun.current === claimId && document.activeElement === input && input?.value === "";
    const isFirst = begun.current !== claimId;
    begun.current = claimId;
    if (isReady && (isFirst || isWaiting))
      (panel.current?.querySelector<HTMLElement>("[data-row-head]") ?? input)?.focus();
    else if (isFirst) input?.focus();
  });
  useEffect(() => begin(claim.id, isKnown), [claim.id, isKnown]);

  const put = (claims: readonly Claim[]): void => setChosen({ of: claim.id, claims });

  function choose(other: Claim): void {
    put([other, ...picked]);
    requestAnimationFrame(() =>
      panel.current?.querySelector<HTMLElement>(`[data-candidate="${other.id}"] [data-row-head]`)?.focus(),
    );
  }

  function putAway(other: Claim): void {
    keepFocus();
    if (isPicked(other.id)) put(picked.filter(({ id }) => id !== other.id));
    else {
      dismiss(claim.id, other.id);
      notify({ text: t("dismissed"), action: { text: t("undo"), run: () => restore(claim.id, other.id) } });
    }
  }

  // The rows themselves hear their keys while one of them has the focus. Here the keys are named for the key sheet, and
  // done for the command palette on the row that was met last.
  const [lastHead, setLastHead] = useState<HTMLElement | null>(null);
  const named = (key: string, label: string) => ({
    label,
    run: (event: KeyboardEvent) => {
      if (event.target !== null || !lastHead?.isConnected) return false;
      lastHead.focus();
      return lastHead.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    },
  });
  useKeys(
    {
      ...Object.fromEntries(
        Object.entries(relationKeys).map(([kind, key]) => [
          key,
          named(key, t("keyRelate", { kind: t(`kind.${kind}`) })),
        ]),
      ),
      s: named("s", t("swap")),
      m: named("m", t("editNote")),
      o: named("o", t("openOther")),
      Delete: named("Delete", t("keyRemove")),
    },
    { group: t("keysRow"), enabled: lastHead !== null },
  );

  const error = relations.error ?? proposals.error;
  const isEmpty = relations.isSuccess && related.length === 0 && picked.length === 0 && proposed.length === 0;
  return (
    <div
      className={css.panel}
      ref={panel}
      data-claim-relations=""
      onFocus={(event) => {
        const row = (event.target as Element).closest("[data-relation], [data-candidate]");
        if (row) setLastHead(row.querySelector<HTMLElement>("[data-row-head]"));
      }}
    >
      {error ? (
        <ErrorNotice
          error={error}
          onRetry={() => {
            void relations.refetch();
            void proposals.refetch();
          }}
        />
      ) : null}
      {related.length > 0 ? (
        <ul className={css.list} aria-label={t("title")}>
          {related.map((relation) => (
            <RelationRow
              key={relation.id}
              relation={relation}
              onOpen={open}
              onChange={(change) => void relate.edit({ id: relation.id, ...change })}
              onRemove={() => {
                keepFocus();
                void relate.remove(relation.id);
              }}
            />
          ))}
        </ul>
      ) : null}
      {isBarred ? null : (
        <RelateField
          key={claim.id}
          claimId={claim.id}
          isKnown={(id) => isRelated(id) || isPicked(id)}
          onPick={choose}
          inputRef={field}
        />
      )}
      {picked.length > 0 ? (
        <ul className={css.list} aria-label={t("chosen")}>
          {picked.map((other) => (
            <CandidateRow
              key={other.id}
              other={other}
              proposed={null}
              onOpen={open}
              onRelate={(kind, outgoing) => void make(kind, other, outgoing)}
              onDismiss={() => putAway(other)}
            />
          ))}
        </ul>
      ) : null}
      {proposed.length > 0 ? (
        <>
          <h4 className={css.heading}>{t("proposals")}</h4>
          <ul className={css.list} aria-label={t("proposals")}>
            {proposed.map(({ other, kind, outgoing, why }) => (
              <CandidateRow
                key={`${other.id} ${kind}`}
                other={other}
                proposed={{ kind, outgoing, why }}
                onOpen={open}
                onRelate={(wanted, runs) => void make(wanted, other, runs)}
                onDismiss={() => putAway(other)}
              />
            ))}
          </ul>
        </>
      ) : null}
      {isEmpty ? <p className={css.hint}>{t("empty")}</p> : null}
    </div>
  );
}
