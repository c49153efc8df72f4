import { useLanguage, useText } from "../i18n/index.ts";

import css from "./search.module.css";

/** What the query language knows, each with an example that is also a button. */
const rows = [
  { key: "syntaxWords", en: "commander wounded", ar: "قائد الأمن" },
  { key: "syntaxPhrase", en: '"internal security"', ar: '"الأمن الداخلي"' },
  { key: "syntaxOr", en: "raid OR arrest", ar: "مداهمة OR توقيف" },
  { key: "syntaxNot", en: "depot -drone", ar: "مستودع -مسيّرة" },
  { key: "syntaxPrefix", en: "intellig*", ar: "استخبار*" },
  { key: "syntaxExact", en: "exact:Kataib", ar: "exact:كِتاب" },
  { key: "syntaxOutlet", en: 'outlet:"Enab Baladi"', ar: 'outlet:"عنب بلدي"' },
  { key: "syntaxSource", en: 'source:"civil defence"', ar: 'source:"الدفاع المدني"' },
  { key: "syntaxTag", en: "tag:Casualties", ar: "tag:الضحايا" },
  { key: "syntaxLang", en: "lang:ar", ar: "lang:ar" },
  { key: "syntaxDates", en: "after:2025-10-14 before:2025-10-19", ar: "after:2025-10-14 before:2025-10-19" },
] as const;

export function SyntaxHelp({ onTry }: { onTry: (query: string) => void }) {
  const t = useText("search");
  const language = useLanguage();
  return (
    <section className={css.help} aria-label={t("help")}>
      <h2>{t("syntaxTitle")}</h2>
      <dl>
        {rows.map((row) => (
          <div key={row.key}>
            <dt>
              <button
                type="button"
                className={css.example}
                title={t("tryThis", { query: row[language] })}
                onClick={() => onTry(row[language])}
              >
                <bdi dir="auto">{row[language]}</bdi>
              </button>
            </dt>
            <dd>{t(row.key)}</dd>
          </div>
        ))}
      </dl>
      <p className={css.note}>{t("syntaxNote")}</p>
    </section>
  );
}
