import { useMemo } from "react";

import type { SourceRow } from "../../../app/sources/model.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { type Column, CellText, GradeBadge } from "../../ui/index.ts";
import { useRegionNames } from "../regions.ts";

import css from "./table.module.css";

/** What the table says of each source. */
export function useSourceColumns(): Column<SourceRow>[] {
  const t = useText("sources");
  const formats = useFormats();
  const { countryName, languageName } = useRegionNames();
  return useMemo<Column<SourceRow>[]>(
    () => [
      {
        id: "name",
        header: t("name"),
        width: "minmax(150px, 2.4fr)",
        sortable: true,
        render: (source) => (
          <span className={css.name}>
            <CellText>{source.name}</CellText>
            {source.aliases.length > 0 ? (
              <span className={css.aliases}>
                <CellText>{source.aliases.join(" · ")}</CellText>
              </span>
            ) : null}
          </span>
        ),
      },
      {
        id: "kind",
        header: t("kind"),
        width: "minmax(96px, 0.7fr)",
        sortable: true,
        hideBelow: 470,
        render: (source) => t(`kind-${source.kind}`),
      },
      {
        id: "affiliation",
        header: t("affiliation"),
        width: "minmax(90px, 1.1fr)",
        sortable: true,
        hideBelow: 620,
        render: (source) => <CellText>{source.affiliation?.name}</CellText>,
      },
      {
        id: "country",
        header: t("country"),
        width: "minmax(72px, 0.7fr)",
        sortable: true,
        hideBelow: 860,
        render: (source) => <CellText>{countryName(source.country)}</CellText>,
      },
      {
        id: "language",
        header: t("language"),
        width: "minmax(72px, 0.6fr)",
        sortable: true,
        hideBelow: 930,
        render: (source) => <CellText>{languageName(source.language)}</CellText>,
      },
      {
        id: "reliability",
        header: t("reliability"),
        width: "92px",
        align: "center",
        sortable: true,
        title: t("reliabilityHelp"),
        render: (source) => <GradeBadge axis="reliability" value={source.reliability} />,
      },
      {
        id: "claims",
        header: t("claims"),
        width: "80px",
        align: "end",
        sortable: true,
        title: t("claimsHelp"),
        render: (source) => formats.number(source.claims),
      },
      {
        id: "origins",
        header: t("origins"),
        width: "88px",
        align: "end",
        sortable: true,
        hideBelow: 560,
        title: t("originsHelp"),
        render: (source) => formats.number(source.origins),
      },
      {
        id: "lastUsed",
        header: t("lastUsed"),
        width: "112px",
        align: "end",
        sortable: true,
        hideBelow: 740,
        title: t("lastUsedHelp"),
        render: (source) => formats.date(source.lastUsed),
      },
    ],
    [t, formats, countryName, languageName],
  );
}
