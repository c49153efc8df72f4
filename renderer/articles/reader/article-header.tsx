import { Pencil } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { type Article, ArticleState, PublishedAt } from "../../../app/articles/model.ts";
import { parseDateText } from "../../../app/text/dates.ts";
import { useClient } from "../../data/client.tsx";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { Button, IconButton, notifyFailure, Select, TagChip, TextField } from "../../ui/index.ts";
import { cleanTagPath, TagField } from "../../ui/tag-field.tsx";
import { ProvenanceButton } from "../provenance/provenance.tsx";
import { ReviewLine } from "../review/ways-in.tsx";
import { FamilyLine } from "./family-line.tsx";

import css from "./article-header.module.css";

export interface ArticleHeaderProps {
  article: Article;
  colours: ReadonlyMap<string, number>;
  canChange: boolean;
  /** How many claims stand on other versions of the text only. */
  elsewhere: number;
  onVersion: (version: string) => void;
  editing: boolean;
  onEditing: (editing: boolean) => void;
}

/** What is known about the article, above its text; all of it can be corrected here, in place. */
export function ArticleHeader({
  article,
  colours,
  canChange,
  elsewhere,
  onVersion,
  editing,
  onEditing,
}: ArticleHeaderProps) {
  const t = useText("reader");
  const formats = useFormats();
  const language = useLanguage();
  const client = useClient();
  const shown = article.versions.find((version) => version.id === article.version);
  const newest = Math.max(0, ...article.versions.map((version) => version.number));
  const isOld = shown !== undefined && shown.number < newest;

  function setState(state: ArticleState): void {
    client.call("articles.edit", { ids: [article.id], state }).catch(notifyFailure);
  }

  return (
    <header className={css.header}>
      {editing ? (
        <EditForm article={article} onDone={() => onEditing(false)} />
      ) : (
        <>
          <h1 className={isTitleInText(article) ? "visually-hidden" : css.title} dir="auto">
            {article.title}
          </h1>
          <div className={css.facts}>
            <bdi className={css.outlet}>{article.outlet ?? t("noOutlet")}</bdi>
            {article.author ? <bdi>{article.author}</bdi> : null}
            <span>{article.publishedAt ? formats.date(article.publishedAt) : t("noDate")}</span>
            <span>{languageName(article.language, language) ?? t("noLanguage")}</span>
            {article.tags.map((tag) => (
              <TagChip key={tag.id} path={tag.path} colour={colours.get(tag.id) ?? 11} />
            ))}
            {canChange ? (
              <>
                <Select
                  label={t("state")}
                  hideLabel
                  small
                  value={article.state}
                  onChange={setState}
                  choices={ArticleState.options.map((state) => ({ id: state, text: t(`state.${state}`) }))}
                />
                <IconButton label={t("edit")} keys="i" onPress={() => onEditing(true)}>
                  <Pencil aria-hidden />
                </IconButton>
              </>
            ) : (
              <span>{t(`state.${article.state}`)}</span>
            )}
            <ProvenanceButton article={article} />
          </div>
        </>
      )}
      {article.family === null ? null : <FamilyLine articleId={article.id} />}
      {article.versions.length > 1 ? <ReviewLine articleId={article.id} /> : null}
      {article.versions.length > 1 ? (
        <div className={css.versions} data-old={isOld || undefined}>
          <span>
            {isOld ? t("oldVersion", { number: formats.number(shown.number) }) : null}{" "}
            {elsewhere > 0 ? t("older", { count: elsewhere, shown: formats.number(elsewhere) }) : null}
          </span>
          <Select
            label={t("versions")}
            hideLabel
            small
            value={article.version}
            onChange={onVersion}
            choices={article.versions.map((version) => ({
              id: version.id,
              text: t("versionName", {
                number: formats.number(version.number),
                date: formats.dateTime(version.importedAt),
              }),
              description: t("claims", { shown: formats.number(version.claims) }),
            }))}
          />
        </div>
      ) : null}
    </header>
  );
}

/** Whether the text begins with its title: then it is not said twice. */
function isTitleInText({ text, title, blocks }: Article): boolean {
  const first = blocks[0];
  return first !== undefined && first.kind === "heading" && text.slice(first.start, first.end).trim() === title;
}

/** "ar" is "Arabic" in the interface's language. */
function languageName(code: string | null, locale: string): string | null {
  if (code === null) return null;
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

function EditForm({ article, onDone }: { article: Article; onDone: () => void }) {
  const t = useText("reader");
  const client = useClient();
  const known = useRead("tags.list", {});
  const first = useRef<HTMLInputElement | null>(null);
  useEffect(() => first.current?.focus(), []);
  const [title, setTitle] = useState(article.title);
  const [outlet, setOutlet] = useState(article.outlet ?? "");
  const [author, setAuthor] = useState(article.author ?? "");
  const [date, setDate] = useState(article.publishedAt ?? "");
  const [language, setLanguage] = useState(article.language ?? "");
  const [url, setUrl] = useState(article.url ?? "");
  const [tags, setTags] = useState<readonly string[]>(article.tags.map((tag) => tag.path));
  const [tagText, setTagText] = useState("");
  const publishedAt = date.trim() === "" ? null : readDate(date);
  const isDateWrong = date.trim() !== "" && publishedAt === null;

  async function save(): Promise<void> {
    if (isDateWrong || title.trim() === "") return;
    const typed = cleanTagPath(tagText);
    const wanted = typed === null ? tags : [...tags, typed];
    const added = wanted.filter((path) => !article.tags.some((tag) => tag.path === path));
    const removed = article.tags.filter((tag) => !wanted.includes(tag.path)).map((tag) => tag.id);
    // Only what was changed is said, so that the ledger tells what was corrected.
    const change = {
      ...(title.trim() === article.title ? {} : { title: title.trim() }),
      ...(orNull(outlet) === article.outlet ? {} : { outlet: orNull(outlet) }),
      ...(orNull(author) === article.author ? {} : { author: orNull(author) }),
      ...(publishedAt === article.publishedAt ? {} : { publishedAt }),
      ...(orNull(language) === article.language ? {} : { language: orNull(language) }),
      ...(orNull(url) === article.url ? {} : { url: orNull(url) }),
      ...(added.length > 0 ? { addTags: added } : {}),
      ...(removed.length > 0 ? { removeTags: removed } : {}),
    };
    try {
      if (Object.keys(change).length > 0) await client.call("articles.edit", { ids: [article.id], ...change });
      onDone();
    } catch (error) {
      notifyFailure(error);
    }
  }

  return (
    // The form hears Escape and Ctrl+Enter of all its fields.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        onDone();
      }}
    >
      <div className={css.wide}>
        <TextField label={t("title")} value={title} onChange={setTitle} inputRef={first} maxLength={1000} />
      </div>
      <TextField label={t("outlet")} value={outlet} onChange={setOutlet} maxLength={300} />
      <TextField label={t("author")} value={author} onChange={setAuthor} maxLength={300} />
      <TextField
        label={t("date")}
        placeholder={t("dateHint")}
        value={date}
        onChange={setDate}
        error={isDateWrong ? t("dateUnclear") : undefined}
      />
      <TextField
        label={t("language")}
        placeholder={t("languageHint")}
        value={language}
        onChange={setLanguage}
        maxLength={10}
        dir="ltr"
      />
      <div className={css.wide}>
        <TextField label={t("url")} value={url} onChange={setUrl} maxLength={4000} dir="ltr" />
      </div>
      <div className={css.wide}>
        <TagField
          label={t("tags")}
          placeholder={t("tagsHint")}
          value={tags}
          onChange={setTags}
          text={tagText}
          onTextChange={setTagText}
          known={known.data ?? []}
          onEnterEmpty={() => void save()}
        />
      </div>
      <div className={css.buttons}>
        <Button tone="primary" type="submit">
          {t("save")}
        </Button>
        <Button tone="quiet" onPress={onDone}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}

/** A publication date as typed: as the case stores it, or in words. */
function readDate(typed: string): string | null {
  const plain = PublishedAt.safeParse(typed.trim());
  return plain.success ? plain.data : parseDateText(typed);
}
