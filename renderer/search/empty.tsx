import { Search } from "lucide-react";

import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import type { Reading } from "../state/search.ts";
import { useView } from "../state/view.ts";
import { Button, EmptyState } from "../ui/index.ts";
import { isOn, switches, turned, withoutFields, written } from "./switches.ts";

/** Nothing was found: what would widen the search, each a press away. */
export function NothingFound({
  query,
  shown,
  counts,
  onChange,
}: {
  query: string;
  shown: Reading;
  counts: Partial<Record<Reading, number | undefined>>;
  onChange: (query: string) => void;
}) {
  const t = useText("search");
  const formats = useFormats();
  const { within, group } = useView((view) => view.search);
  const setSearch = useView((view) => view.setSearch);
  const others = (["articles", "claims", "memos"] as const).filter((id) => id !== shown && (counts[id] ?? 0) > 0);
  const words = withoutFields(query);
  const isKept = within !== null || (group !== null && shown === "articles");
  return (
    <EmptyState
      icon={<Search aria-hidden />}
      title={t("noneTitle")}
      action={
        <>
          {others.map((id) => (
            <Button key={id} onPress={() => setSearch({ reading: id })}>
              {t("foundElsewhere", { what: t(id), n: formats.number(counts[id] ?? 0) })}
            </Button>
          ))}
          {isKept ? <Button onPress={() => setSearch({ within: null, group: null })}>{t("searchAll")}</Button> : null}
          {switches
            .filter((name) => isOn(query, name))
            .map((name) => (
              <Button key={name} onPress={() => onChange(turned(query, name))}>
                {t("without", { what: `\u2066${written[name]}\u2069` })}
              </Button>
            ))}
          {words !== "" && words !== query ? (
            <Button onPress={() => onChange(words)}>{t("onlyWords", { query: words })}</Button>
          ) : null}
        </>
      }
    >
      {t("noneText")}
    </EmptyState>
  );
}
