import type { ArticleHit, ClaimHit, MemoHit, Snippet } from "../../app/search/model.ts";
import { baseDirection } from "../../app/text/direction.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { GradeBadge } from "../ui/index.ts";
import { cutSnippet } from "./snippet.ts";

import css from "./search.module.css";

/** Pieces of the original text with its hits marked; the marks add no space, so that Arabic letters stay joined. */
function Snippets({ snippets }: { snippets: readonly Snippet[] }) {
  const text = snippets.map((snippet) => snippet.text).join(" ");
  return (
    <p className={css.snippet} dir={baseDirection(text, "ltr")}>
      {snippets.map((snippet, index) => (
        <span key={snippet.start}>
          {index > 0 ? " … " : ""}
          {cutSnippet(snippet).map((piece) =>
            piece.hit ? <mark key={piece.at}>{piece.text}</mark> : <span key={piece.at}>{piece.text}</span>,
          )}
        </span>
      ))}
    </p>
  );
}

/** One article that fits. */
export function ArticleResult({ hit }: { hit: ArticleHit }) {
  const t = useText("search");
  const formats = useFormats();
  return (
    <div className={css.result}>
      <p className={css.line}>
        <bdi className={css.title}>{hit.title}</bdi>
        <span className={css.meta}>
          <bdi>{hit.outlet ?? t("noOutlet")}</bdi>
          {" · "}
          <span>{hit.publishedAt === null ? t("noDate") : formats.date(hit.publishedAt)}</span>
        </span>
      </p>
      <Snippets snippets={hit.snippets} />
    </div>
  );
}

/** One claim that fits: whose it is, how it was graded, and where the words stand. */
export function ClaimResult({ hit }: { hit: ClaimHit }) {
  const t = useText("search");
  return (
    <div className={css.result}>
      <p className={css.line}>
        <GradeBadge axis="reliability" value={hit.reliability} size="small" />
        <GradeBadge axis="credibility" value={hit.credibility} size="small" />
        <bdi className={css.title}>{hit.origin ?? t("unnamed")}</bdi>
        <span className={css.meta}>
          <bdi>{hit.articleTitle}</bdi>
          {" · "}
          <span>{t(`field-${hit.field}`)}</span>
        </span>
      </p>
      <Snippets snippets={hit.snippets} />
    </div>
  );
}

/** One memo that fits: what it is of, and the words that it is about. */
export function MemoResult({ hit }: { hit: MemoHit }) {
  const t = useText("search");
  return (
    <div className={css.result}>
      <p className={css.line}>
        <span className={css.sort}>{t(`memo-${hit.kind}`)}</span>
        <bdi className={css.title}>{hit.quote}</bdi>
        <span className={css.meta}>
          <bdi>{hit.articleTitle}</bdi>
          {" · "}
          <bdi>{hit.outlet ?? t("noOutlet")}</bdi>
        </span>
      </p>
      <Snippets snippets={hit.snippets} />
    </div>
  );
}
