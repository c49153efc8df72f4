import { useState } from "react";

import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { FacetFilter } from "../../ui/facet-filter.tsx";

interface ChoiceProps {
  selected: readonly string[];
  onChange: (values: string[]) => void;
}

export const given = (values: readonly (string | null)[]): string[] => values.filter((value) => value !== null);

/** Sources by type-ahead over names and aliases in any script. */
export function SourceFilter({ label, selected, onChange }: ChoiceProps & { label: string }) {
  const t = useText("claims");
  const formats = useFormats();
  const [typed, setTyped] = useState("");
  const found = useRead("sources.suggest", { text: typed, limit: 50 }, { keep: true }).data ?? [];
  return (
    <FacetFilter
      label={label}
      facets={found.map((source) => ({
        value: source.id,
        text: source.name,
        count: formats.number(source.claims),
      }))}
      selected={selected}
      onChange={(values) => onChange(given(values))}
      searchLabel={t("typeName")}
      typed={{ value: typed, onChange: setTyped }}
      emptyText={t("noMatch")}
      note={t("affiliated")}
    />
  );
}

/** Articles by the words of their titles. */
export function ArticleChoice({ selected, onChange }: ChoiceProps) {
  const t = useText("claims");
  const [typed, setTyped] = useState("");
  const filter = typed.trim() === "" ? { claims: "with" as const } : { claims: "with" as const, text: typed };
  const found = useRead("articles.list", { filter, limit: 50 }, { keep: true }).data?.rows ?? [];
  return (
    <FacetFilter
      label={t("article")}
      facets={found.map((article) => ({ value: article.id, text: article.title }))}
      selected={selected}
      onChange={(values) => onChange(given(values))}
      searchLabel={t("typeTitle")}
      typed={{ value: typed, onChange: setTyped }}
      emptyText={t("noMatch")}
    />
  );
}

/** Questions by their words. */
export function QuestionFilter({ label, selected, onChange }: ChoiceProps & { label: string }) {
  const t = useText("claims");
  const formats = useFormats();
  const [typed, setTyped] = useState("");
  const text = typed.trim();
  const found =
    useRead("questions.list", { ...(text === "" ? {} : { text }), limit: 50 }, { keep: true }).data?.rows ?? [];
  return (
    <FacetFilter
      label={label}
      facets={found.map((question) => ({
        value: question.id,
        text: question.text,
        count: formats.number(question.claims),
      }))}
      selected={selected}
      onChange={(values) => onChange(given(values))}
      searchLabel={t("typeQuestion")}
      typed={{ value: typed, onChange: setTyped }}
      emptyText={t("noMatch")}
    />
  );
}

/** Analysts who graded: those whom the overview knows, who works here, and who is chosen already. */
export function AnalystFilter({ selected, onChange }: ChoiceProps) {
  const t = useText("claims");
  const formats = useFormats();
  const known = useRead("claims.diagonal", { filter: {} }, { keep: true }).data?.analysts ?? [];
  const here = useRead("workstation.get", {}).data?.analyst?.name ?? null;
  const names = [...new Set(given([...known.map(({ analyst }) => analyst), here, ...selected]))];
  return (
    <FacetFilter
      label={t("analyst")}
      facets={names.toSorted(formats.compare).map((name) => ({ value: name, text: name }))}
      selected={selected}
      onChange={(values) => onChange(given(values))}
      emptyText={t("noMatch")}
      note={t("analystHelp")}
    />
  );
}
