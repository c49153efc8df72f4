import { useMemo } from "react";

import { type QueryField, type QueryFieldName, queryFieldNames, queryFields } from "../../app/search/fields.ts";
import { useRead } from "../data/queries.ts";
import { useLanguage, useText } from "../i18n/index.ts";
import { writtenValue } from "./completion.ts";

import css from "./syntax-help.module.css";

/** What a query is built of, each with an example that is also a button. */
const forms = [
  { key: "syntaxWords", en: "commander wounded", ar: "قائد الأمن" },
  { key: "syntaxPhrase", en: '"internal security"', ar: '"الأمن الداخلي"' },
  { key: "syntaxOr", en: "raid OR arrest", ar: "مداهمة OR توقيف" },
  { key: "syntaxNot", en: "depot -drone", ar: "مستودع -مسيّرة" },
  { key: "syntaxPrefix", en: "intellig*", ar: "استخبار*" },
  { key: "syntaxNear", en: "raid NEAR/5 weapons", ar: "مداهمة NEAR/5 أسلحة" },
  { key: "syntaxGroup", en: "security (raid OR arrest)", ar: "الأمن (مداهمة OR توقيف)" },
] as const;

const parts = ["words", "article", "claim"] as const satisfies readonly QueryField["of"][];

/** Examples on the case's own names, where it has some. */
function useOwnExamples(): Partial<Record<QueryFieldName, string>> {
  const facets = useRead("articles.facets", { filter: {} }).data;
  const tags = useRead("tags.list", {}).data;
  return useMemo(() => {
    const outlet = facets?.outlets.find(({ value }) => value !== null)?.value;
    const lang = facets?.languages.find(({ value }) => value !== null)?.value;
    const tag = tags?.[0]?.path;
    return {
      ...(outlet ? { outlet: `outlet:${writtenValue(outlet)}` } : {}),
      ...(lang ? { lang: `lang:${lang}` } : {}),
      ...(tag ? { tag: `tag:${writtenValue(tag)}` } : {}),
    };
  }, [facets, tags]);
}

/** The whole query language, from the one list of its fields; every example can be tried. */
export function SyntaxHelp({ onTry }: { onTry: (query: string) => void }) {
  const t = useText("search");
  const language = useLanguage();
  const own = useOwnExamples();
  const line = (key: string, example: string, words: string) => (
    <div key={key}>
      <dt>
        <button
          type="button"
          className={css.example}
          title={t("tryThis", { query: example })}
          onClick={() => onTry(example)}
        >
          <bdi dir="auto">{example}</bdi>
        </button>
      </dt>
      <dd>{words}</dd>
    </div>
  );
  return (
    <section className={css.help} aria-label={t("help")}>
      <div className={css.parts}>
        <div className={css.part}>
          <h2>{t("syntaxTitle")}</h2>
          <dl>{forms.map((form) => line(form.key, form[language], t(form.key)))}</dl>
          <p className={css.note}>{t("syntaxNote")}</p>
        </div>
        {parts.map((part) => (
          <div key={part} className={css.part}>
            <h2>{t(`fieldsOf.${part}`)}</h2>
            <dl>
              {queryFieldNames
                .filter((name) => queryFields[name].of === part)
                .map((name) => line(name, own[name] ?? queryFields[name].example[language], t(`field.${name}`)))}
            </dl>
          </div>
        ))}
      </div>
    </section>
  );
}
