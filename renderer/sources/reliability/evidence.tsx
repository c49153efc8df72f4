import { useQueries } from "@tanstack/react-query";
import { FileText, Quote, X } from "lucide-react";
import { useRef, useState } from "react";

import type { ClaimWithHistory } from "../../../app/claims/model.ts";
import type { Evidence } from "../../../app/sources/model.ts";
import { useClient } from "../../data/client.tsx";
import { useRead } from "../../data/queries.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { IconButton } from "../../ui/index.ts";
import { TypeAhead } from "../../ui/type-ahead.tsx";

import css from "./reliability.module.css";

type Item = Evidence & { name: string };

const keyOf = (one: Evidence): string => `${one.kind}:${one.id}`;
const nameClaim = ({ statement, spans }: Pick<ClaimWithHistory, "statement" | "spans">): string =>
  statement ?? spans[0]?.quote ?? "";

/** Goes to a claim in its article, or to an article. */
export function useOpenEvidence(): (evidence: Evidence) => Promise<void> {
  const client = useClient();
  const openArticle = useView((view) => view.openArticle);
  return async ({ kind, id }) => {
    if (kind === "article") {
      openArticle(id);
      return;
    }
    const claim = await client.call("claims.get", { id });
    const span = claim.spans[0];
    openArticle(claim.articleId, {
      claimId: claim.id,
      ...(span ? { span: { start: span.start, end: span.end }, version: span.version } : {}),
    });
  };
}

/** What a grade rests on: the names of the claims and articles, each of which leads there. */
export function EvidenceLinks({ evidence }: { evidence: readonly Evidence[] }) {
  const t = useText("reliability");
  const client = useClient();
  const open = useOpenEvidence();
  const named = useQueries({
    queries: evidence.map(({ kind, id }) => ({
      queryKey: [kind === "claim" ? "claims.get" : "articles.get", { id }, "name"],
      queryFn: async () =>
        kind === "claim"
          ? nameClaim(await client.call("claims.get", { id }))
          : (await client.call("articles.get", { id })).title,
    })),
  });
  if (evidence.length === 0) return null;
  return (
    <ul className={css.evidence} aria-label={t("evidence")}>
      {evidence.map((one, index) => {
        const Icon = one.kind === "claim" ? Quote : FileText;
        const { data, error } = named[index] ?? {};
        return (
          <li key={`${one.kind}:${one.id}`}>
            <Icon aria-hidden />
            {error ? (
              <span className={css.hint}>{t("evidenceGone")}</span>
            ) : (
              <button type="button" className={css.link} onClick={() => void open(one)}>
                <bdi>{data ?? "…"}</bdi>
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Claims of the source and articles that a grade is to rest on, found as they are typed. */
export function EvidenceField({
  sourceId,
  chosen,
  onChange,
}: {
  sourceId: string;
  chosen: readonly Item[];
  onChange: (chosen: Item[]) => void;
}) {
  const t = useText("reliability");
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const text = typed.trim();
  const has = text !== "";
  const claims = useRead(
    "claims.list",
    { filter: { sources: [sourceId], text }, limit: 6 },
    { enabled: has, keep: true },
  ).data;
  const articles = useRead("articles.list", { filter: { text }, limit: 4 }, { enabled: has, keep: true }).data;
  const found: Item[] = has
    ? [
        ...(claims?.rows ?? []).map((claim) => ({ kind: "claim" as const, id: claim.id, name: nameClaim(claim) })),
        ...(articles?.rows ?? []).map(({ id, title }) => ({ kind: "article" as const, id, name: title })),
      ].filter((one) => !chosen.some((known) => known.kind === one.kind && known.id === one.id))
    : [];
  return (
    <div className={css.evidenceField}>
      <TypeAhead
        label={t("evidence")}
        value={typed}
        onChange={setTyped}
        placeholder={t("evidencePlaceholder")}
        inputRef={input}
        options={found.map((one, index) => ({
          id: keyOf(one),
          text: one.name,
          detail: t(`evidence-${one.kind}`),
          isApart: one.kind === "article" && found[index - 1]?.kind === "claim",
        }))}
        preferred={found[0] ? keyOf(found[0]) : null}
        onPick={(id) => {
          const one = found.find((known) => keyOf(known) === id) ?? found[0];
          if (!one) return;
          onChange([...chosen, one]);
          setTyped("");
        }}
      />
      {chosen.length === 0 ? null : (
        <ul className={css.evidence} aria-label={t("evidenceChosen")}>
          {chosen.map((one) => (
            <li key={keyOf(one)}>
              <span className={css.evidenceName}>
                <bdi>{one.name}</bdi>
              </span>
              <IconButton
                label={t("removeEvidence", { name: one.name.slice(0, 60) })}
                onPress={() => {
                  onChange(chosen.filter((known) => keyOf(known) !== keyOf(one)));
                  input.current?.focus();
                }}
              >
                <X aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
