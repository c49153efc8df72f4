import { useEffect, useState } from "react";

import type { Suggestion } from "../../app/search/model.ts";
import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { Button, useKeys } from "../ui/index.ts";

import css from "./search.module.css";

/** Milliseconds until it is asked again whether the words of the case are read. */
const AGAIN = 1500;

/** A word that was put in place of another, and the query as it was before. */
interface Replaced {
  typed: string;
  word: string;
  before: string;
  after: string;
}

/** "Did you mean": words of the case's texts for those that find next to nothing; taken, it says what it did. */
export function Suggestions({ query, onChange }: { query: string; onChange: (query: string) => void }) {
  const t = useText("search");
  const formats = useFormats();
  const { data, refetch } = useRead("search.suggestions", { query }, { enabled: query !== "" });
  const [replaced, setReplaced] = useState<Replaced | null>(null);
  const isReady = data?.ready !== false;
  useEffect(() => {
    if (isReady) return undefined;
    const timer = setInterval(() => void refetch(), AGAIN);
    return () => clearInterval(timer);
  }, [isReady, refetch]);

  const offered = data?.suggestions.filter(({ words }) => words.length > 0) ?? [];
  const take = ({ start, end, typed }: Suggestion, word: string): void => {
    const after = query.slice(0, start) + word + query.slice(end);
    setReplaced({ typed, word, before: query, after });
    onChange(after);
  };
  const [first] = offered;
  const best = first?.words[0];
  useKeys(
    { y: { run: () => first && best && take(first, best.word), label: t("takeSuggestion") } },
    { group: t("title"), enabled: best !== undefined },
  );

  const shown = replaced?.after === query ? replaced : null;
  if (!shown && offered.length === 0) return null;
  return (
    <div className={css.suggestions} aria-live="polite">
      {shown ? (
        <p>
          {t("replacedWord", { typed: shown.typed, word: shown.word })}{" "}
          <Button
            small
            tone="quiet"
            onPress={() => {
              setReplaced(null);
              onChange(shown.before);
            }}
          >
            {t("takeBack")}
          </Button>
        </p>
      ) : null}
      {offered.map((suggestion) => (
        <p key={suggestion.start}>
          {t("insteadOf", {
            count: suggestion.articles,
            n: formats.number(suggestion.articles),
            typed: suggestion.typed,
          })}{" "}
          {suggestion.words.map(({ word, reason, articles }) => (
            <Button
              key={word}
              small
              tone="quiet"
              {...(word === best?.word && suggestion === first ? { keys: "y" } : {})}
              onPress={() => take(suggestion, word)}
            >
              <bdi className={css.suggested}>{word}</bdi>{" "}
              <span className={css.why}>
                {t(reason === "layout" ? "suggestedLayout" : "suggestedSpelling", {
                  count: articles,
                  n: formats.number(articles),
                })}
              </span>
            </Button>
          ))}
        </p>
      ))}
    </div>
  );
}
