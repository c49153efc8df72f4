import { LocateFixed, X } from "lucide-react";

import type { Range } from "../../../app/articles/model.ts";
import { useText } from "../../i18n/index.ts";
import { IconButton, TextField } from "../../ui/index.ts";
import type { EditorContent } from "./content.ts";

import css from "./editor.module.css";

/** What the text says, and what that is in the analyst's words. */
export function QuotesPart({
  content,
  version,
  isMissing,
  update,
  onGoTo,
}: {
  content: EditorContent;
  /** The version of the article that is open: quotes of another one cannot be shown in it. */
  version: string;
  isMissing: boolean;
  update: (change: (content: EditorContent) => EditorContent) => void;
  onGoTo: (span: Range) => void;
}) {
  const t = useText("editor");
  return (
    <div className={css.part}>
      <h3>{t("quotes")}</h3>
      <ul className={css.quotes}>
        {content.spans.map((span) => (
          <li key={`${span.version}:${span.start}:${span.end}`}>
            <blockquote dir="auto">{span.quote}</blockquote>
            <span className={css.quoteTools}>
              {span.version === version ? (
                <IconButton label={t("goToQuote")} onPress={() => onGoTo(span)}>
                  <LocateFixed aria-hidden />
                </IconButton>
              ) : null}
              {content.spans.length > 1 ? (
                <IconButton
                  label={t("removeQuote")}
                  onPress={() => update((now) => ({ ...now, spans: now.spans.filter((one) => one !== span) }))}
                >
                  <X aria-hidden />
                </IconButton>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      <p className={css.hint}>{isMissing ? t("missing.spans") : t("addQuote")}</p>
      <TextField
        label={t("statement")}
        placeholder={t("statementHint")}
        lines={2}
        value={content.statement}
        onChange={(statement) => update((now) => ({ ...now, statement }))}
        maxLength={5000}
      />
    </div>
  );
}
