import { ArrowLeftRight, Maximize2, Unlink, X } from "lucide-react";
import { useState } from "react";

import type { Claim } from "../../../app/claims/model.ts";
import type { Comparison } from "../../../app/questions/model.ts";
import { useChange } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { ChainLine } from "../../ui/chain-line.tsx";
import { CommittedField } from "../../ui/committed-field.tsx";
import { Button, GradeBadge, IconButton, notifyFailure, useBarred, notifyDone } from "../../ui/index.ts";
import { isDirected } from "../../ui/relation-kinds.tsx";
import { accountAt, type Line, type Place, statementOf, type Tie } from "./accounts.ts";
import { TieBadge } from "./tie-badge.tsx";
import { useComparisonWords } from "./words.ts";

import css from "./comparison.module.css";

/** Claims of an origin that are drawn before more are asked for. */
const drawn = 30;

export interface DetailProps {
  comparison: Comparison;
  lines: readonly Line[];
  at: Place;
  claims: ReadonlyMap<string, Claim>;
  ties: ReadonlyMap<string, readonly Tie[]>;
}

/** The claims behind the account that the analyst stands on; behind a column's head all that goes back to the origin. */
export function Detail({ comparison, lines, at, claims, ties }: DetailProps) {
  const t = useText("questions");
  const formats = useFormats();
  const words = useComparisonWords();
  const origin = comparison.columns[at.column];
  const line = lines[at.line];
  if (origin === undefined) return <p className={css.hint}>{t("detailNone")}</p>;
  const account = accountAt(lines, at);
  const isolated = `\u2068${origin.label}\u2069`;
  const ids = at.line < 0 ? origin.claimIds : (account?.claimIds ?? []);
  const shared = origin.sharedAffiliations.map(({ name }) => name);
  return (
    <section className={css.detail} aria-label={t("detail")}>
      <header>
        <h2>
          {line === undefined
            ? t("detailColumn", { origin: isolated })
            : t("detailCell", { origin: isolated, slot: words.line(line) })}
        </h2>
        {origin.kind === "source" ? null : <p className={css.hint}>{t(origin.kind)}</p>}
        {shared.length === 0 ? null : (
          <p className={css.hint}>{t("sharesAffiliation", { affiliation: formats.list(shared) })}</p>
        )}
      </header>
      {ids.length === 0 ? (
        <p className={css.hint}>{t("detailEmpty", { origin: isolated })}</p>
      ) : (
        <Cards key={ids.join()} ids={ids} comparison={comparison} claims={claims} ties={ties} />
      )}
    </section>
  );
}

function Cards({ ids, comparison, claims, ties }: { ids: readonly string[] } & Omit<DetailProps, "lines" | "at">) {
  const t = useText("questions");
  const [count, setCount] = useState(drawn);
  return (
    <>
      {ids
        .slice(0, count)
        .flatMap((id) => claims.get(id) ?? [])
        .map((claim) => (
          <ClaimCard
            key={claim.id}
            claim={claim}
            comparison={comparison}
            claims={claims}
            ties={ties.get(claim.id) ?? []}
          />
        ))}
      {ids.length > count ? (
        <Button small onPress={() => setCount(count + drawn)}>
          {t("showMore")}
        </Button>
      ) : null}
    </>
  );
}

function ClaimCard({
  claim,
  comparison,
  claims,
  ties,
}: {
  claim: Claim;
  comparison: Comparison;
  claims: ReadonlyMap<string, Claim>;
  ties: readonly Tie[];
}) {
  const t = useText("questions");
  const formats = useFormats();
  const openArticle = useView((view) => view.openArticle);
  const goToSource = useView((view) => view.goToSource);
  const release = useChange("questions.release");
  const takeOff = (): void =>
    release.mutate(
      { id: comparison.question.id, claimIds: [claim.id] },
      { onSuccess: () => notifyDone(t("releasedToast", { count: 1, n: formats.number(1) })), onError: notifyFailure },
    );
  return (
    <article className={css.card} aria-label={statementOf(claim)}>
      {claim.statement === null ? null : (
        <p className={css.statement} dir="auto">
          {claim.statement}
        </p>
      )}
      {claim.spans.map((span) => (
        <blockquote key={`${span.version}:${span.start}`} className={css.quote} dir="auto">
          <span className="visually-hidden">{t("quote")}: </span>
          {span.quote}
        </blockquote>
      ))}
      {[claim.hops, ...claim.furtherChains].map((hops, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a chain is its place among them
        <p key={index} className={css.chain}>
          <ChainLine hops={hops} onSource={goToSource} />
        </p>
      ))}
      <p className={css.hint} dir="auto">
        {[claim.articleTitle, claim.outlet].filter(Boolean).join(" · ")}
      </p>
      <div className={css.cardGrades}>
        <GradeBadge axis="reliability" value={claim.reliability} words />
        <GradeBadge axis="credibility" value={claim.credibility} words />
      </div>
      {ties.length === 0 ? null : (
        <ul className={css.ties} aria-label={t("relations")}>
          {ties.map((tie) => (
            <TieLine key={tie.relation.id} tie={tie} other={claims.get(tie.otherId)} />
          ))}
        </ul>
      )}
      <div className={css.actions}>
        <Button
          small
          keys="Enter"
          icon={<Maximize2 aria-hidden />}
          onPress={() => openArticle(claim.articleId, { claimId: claim.id })}
        >
          {t(claim.slots.length === 0 ? "fillSlots" : "openInArticle")}
        </Button>
        <Button small changes tone="quiet" icon={<X aria-hidden />} onPress={takeOff}>
          {t("release")}
        </Button>
      </div>
    </article>
  );
}

/** A relation, which can be turned round, taken away, and written about. */
function TieLine({ tie: { relation, outgoing }, other }: { tie: Tie; other: Claim | undefined }) {
  const t = useText("questions");
  const isBarred = useBarred() !== null;
  const edit = useChange("relations.edit");
  const remove = useChange("relations.remove");
  return (
    <li>
      <TieBadge
        kind={relation.kind}
        outgoing={outgoing}
        other={other === undefined ? t("otherClaim") : `“${statementOf(other)}”`}
      />
      <span className={css.tieActions}>
        {isDirected(relation.kind) ? (
          <IconButton
            changes
            label={t("swap")}
            onPress={() => edit.mutate({ id: relation.id, swap: true }, { onError: notifyFailure })}
          >
            <ArrowLeftRight aria-hidden />
          </IconButton>
        ) : null}
        <IconButton
          changes
          label={t("unrelate")}
          onPress={() =>
            remove.mutate(
              { ids: [relation.id] },
              { onSuccess: () => notifyDone(t("unrelatedToast")), onError: notifyFailure },
            )
          }
        >
          <Unlink aria-hidden />
        </IconButton>
      </span>
      {isBarred && relation.note === null ? null : (
        <CommittedField
          label={t("relationNote")}
          hideLabel
          placeholder={t("relationNote")}
          value={relation.note ?? ""}
          maxLength={5000}
          onCommit={(note) =>
            edit.mutate({ id: relation.id, note: note === "" ? null : note }, { onError: notifyFailure })
          }
        />
      )}
    </li>
  );
}
