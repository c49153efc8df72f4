import { useMemo } from "react";

import type { Claim, Hop } from "../../../app/claims/model.ts";
import { originOf } from "../../../app/claims/rules.ts";
import type { Tag } from "../../../app/tags/model.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { CellText } from "../../ui/cell-text.tsx";
import { ChainLine } from "../../ui/chain-line.tsx";
import { type Column, GradeBadge, TagChip } from "../../ui/index.ts";
import { RelationCounts } from "../../ui/relation-kinds.tsx";
import { DriftCell, gradedLast, gradersOf, LookCell, QuestionsCell } from "./cells.tsx";

import css from "./claims.module.css";

/** What a hop is called: its source, or how the unnamed one was described. */
export const nameHop = (hop: Hop | undefined): string => hop?.source ?? hop?.descriptor ?? "";

/** The columns of the claims table, in the order in which they stand at first. */
export function useClaimColumns(tags: readonly Tag[], staleDays: number | null): Column<Claim>[] {
  const t = useText("claims");
  const formats = useFormats();
  return useMemo(() => {
    const colours = new Map(tags.map((tag) => [tag.id, tag.colour]));
    return [
      {
        id: "statement",
        header: t("col-statement"),
        width: "minmax(200px, 3fr)",
        sortable: true,
        render: (claim) =>
          claim.statement === null ? (
            <CellText title={t("quoteOnly")}>
              <q className={css.quoteOnly}>{claim.spans[0]?.quote}</q>
            </CellText>
          ) : (
            <CellText title={claim.statement}>{claim.statement}</CellText>
          ),
      },
      {
        id: "chain",
        header: t("col-chain"),
        width: "minmax(160px, 2fr)",
        optional: true,
        render: (claim) => (
          <span className={css.chains}>
            <ChainLine hops={claim.hops} isCut />
            {claim.furtherChains.length > 0 ? (
              <span className={css.hint} title={t("furtherChains")}>
                +{formats.number(claim.furtherChains.length)}
              </span>
            ) : null}
          </span>
        ),
      },
      {
        id: "origin",
        header: t("col-origin"),
        width: "minmax(100px, 1.2fr)",
        sortable: true,
        render: (claim) => {
          const origin = originOf(claim.hops);
          return (
            <CellText>
              <span className={origin?.source ? undefined : css.unnamed}>{nameHop(origin)}</span>
            </CellText>
          );
        },
      },
      {
        id: "reliability",
        header: t("col-reliability"),
        width: "78px",
        align: "center",
        sortable: true,
        title: `${t("reliability")} ${t("ofSource")}`,
        render: (claim) => <GradeBadge axis="reliability" value={claim.reliability} />,
      },
      {
        id: "credibility",
        header: t("col-credibility"),
        width: "86px",
        align: "center",
        sortable: true,
        title: `${t("credibility")} ${t("ofInformation")}`,
        render: (claim) => <GradeBadge axis="credibility" value={claim.credibility} />,
      },
      {
        id: "drift",
        header: t("col-drift"),
        width: "84px",
        title: t("driftColumn"),
        hideBelow: 1000,
        render: (claim) => <DriftCell claim={claim} />,
      },
      {
        id: "look",
        header: t("col-look"),
        width: "minmax(100px, 0.9fr)",
        title: t("look"),
        hideBelow: 860,
        render: (claim) => <LookCell claim={claim} staleDays={staleDays} />,
      },
      {
        id: "date",
        header: t("col-date"),
        width: "108px",
        sortable: true,
        hideBelow: 600,
        render: (claim) => formats.date(claim.eventDate),
      },
      {
        id: "outlet",
        header: t("col-outlet"),
        width: "minmax(80px, 0.9fr)",
        sortable: true,
        hideBelow: 700,
        render: (claim) => <CellText>{claim.outlet}</CellText>,
      },
      {
        id: "tags",
        header: t("col-tags"),
        width: "minmax(90px, 1fr)",
        sortable: true,
        hideBelow: 780,
        render: (claim) => (
          <span className={css.tags}>
            {claim.tags.map((tag) => (
              <TagChip key={tag.id} path={tag.path} colour={colours.get(tag.id) ?? 11} />
            ))}
          </span>
        ),
      },
      {
        id: "questions",
        header: t("col-questions"),
        width: "minmax(110px, 1.2fr)",
        hideBelow: 1080,
        render: (claim) => <QuestionsCell questions={claim.questions} />,
      },
      {
        id: "relations",
        header: t("col-relations"),
        width: "minmax(84px, 0.8fr)",
        hideBelow: 1160,
        render: (claim) => <RelationCounts relations={claim.relations} />,
      },
      {
        id: "article",
        header: t("col-article"),
        width: "minmax(120px, 1.4fr)",
        sortable: true,
        hideBelow: 900,
        render: (claim) => <CellText>{claim.articleTitle}</CellText>,
      },
      {
        id: "gradedAt",
        header: t("col-gradedAt"),
        width: "140px",
        sortable: true,
        optional: true,
        render: (claim) => {
          const at = gradedLast(claim);
          return at === null ? null : formats.dateTime(at);
        },
      },
      {
        id: "gradedBy",
        header: t("col-gradedBy"),
        width: "minmax(80px, 0.8fr)",
        optional: true,
        render: (claim) => <CellText>{formats.list(gradersOf(claim))}</CellText>,
      },
      {
        id: "createdAt",
        header: t("col-createdAt"),
        width: "140px",
        sortable: true,
        hideBelow: 1350,
        render: (claim) => formats.dateTime(claim.createdAt),
      },
      {
        id: "createdBy",
        header: t("col-createdBy"),
        width: "minmax(80px, 0.8fr)",
        optional: true,
        render: (claim) => <CellText>{claim.createdBy}</CellText>,
      },
      {
        id: "memo",
        header: t("memo"),
        width: "minmax(120px, 1.2fr)",
        optional: true,
        render: (claim) => <CellText title={claim.memo ?? undefined}>{claim.memo}</CellText>,
      },
      {
        id: "updatedAt",
        header: t("col-updatedAt"),
        width: "140px",
        sortable: true,
        hideBelow: 1550,
        render: (claim) => formats.dateTime(claim.updatedAt),
      },
    ] satisfies Column<Claim>[];
  }, [t, formats, tags, staleDays]);
}
