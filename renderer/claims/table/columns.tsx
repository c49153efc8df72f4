import { useMemo } from "react";

import type { Claim, Hop } from "../../../app/claims/model.ts";
import { originOf } from "../../../app/claims/rules.ts";
import type { Tag } from "../../../app/tags/model.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { CellText } from "../../ui/cell-text.tsx";
import { type Column, GradeBadge, TagChip } from "../../ui/index.ts";

import css from "./claims.module.css";

/** What a hop is called: its source, or how the unnamed one was described. */
export const nameHop = (hop: Hop | undefined): string => hop?.source ?? hop?.descriptor ?? "";

/** The columns of the claims table; every one can be sorted by. */
export function useClaimColumns(tags: readonly Tag[]): Column<Claim>[] {
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
        id: "article",
        header: t("col-article"),
        width: "minmax(120px, 1.4fr)",
        sortable: true,
        hideBelow: 900,
        render: (claim) => <CellText>{claim.articleTitle}</CellText>,
      },
      {
        id: "createdAt",
        header: t("col-createdAt"),
        width: "140px",
        sortable: true,
        hideBelow: 1250,
        render: (claim) => formats.dateTime(claim.createdAt),
      },
      {
        id: "updatedAt",
        header: t("col-updatedAt"),
        width: "140px",
        sortable: true,
        hideBelow: 1450,
        render: (claim) => formats.dateTime(claim.updatedAt),
      },
    ] satisfies Column<Claim>[];
  }, [t, formats, tags]);
}
