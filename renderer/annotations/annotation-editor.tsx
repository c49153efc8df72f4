import { Trash2, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from "react";

import type { Annotation } from "../../app/annotations/model.ts";
import type { Article, Range } from "../../app/articles/model.ts";
import { useClient } from "../data/client.tsx";
import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { Button, IconButton, Kbd, notify, notifyFailure, TextField } from "../ui/index.ts";
import { cleanTagPath, TagField } from "../ui/tag-field.tsx";

import css from "./annotation-editor.module.css";

export interface AnnotationEditorProps {
  article: Article;
  /** The annotation, or the span that becomes one when something was written. */
  annotation: Annotation | null;
  span: Range;
  onClosed: () => void;
}

/** Memo and tags of a highlight. Saved when it is left; a new one with nothing in it is none. */
export function AnnotationEditor({ article, annotation, span, onClosed }: AnnotationEditorProps) {
  const t = useText("annotations");
  const formats = useFormats();
  const client = useClient();
  const known = useRead("tags.list", {});
  const [memo, setMemo] = useState(annotation?.memo ?? "");
  const [tags, setTags] = useState<readonly string[]>(annotation?.tags.map((tag) => tag.path) ?? []);
  const [tagText, setTagText] = useState("");
  const area = useRef<HTMLTextAreaElement | null>(null);
  const isOver = useRef(false);

  useEffect(() => area.current?.focus(), []);

  /** Writes what differs. */
  async function write(): Promise<void> {
    const typed = cleanTagPath(tagText);
    const all = typed === null || tags.includes(typed) ? [...tags] : [...tags, typed];
    const written = memo.trim() === "" ? null : memo.trim();
    if (!annotation) {
      if (written === null && all.length === 0) return;
      const { start, end } = span;
      await client.call("annotations.add", {
        articleId: article.id,
        version: article.version,
        start,
        end,
        memo: written,
        tags: all,
      });
      return;
    }
    const hasOtherTags = all.join("\n") !== annotation.tags.map((tag) => tag.path).join("\n");
    if (written === annotation.memo && !hasOtherTags) return;
    await client.call("annotations.edit", {
      id: annotation.id,
      ...(written === annotation.memo ? {} : { memo: written }),
      ...(hasOtherTags ? { tags: all } : {}),
    });
  }

  async function leave(): Promise<void> {
    if (isOver.current) return;
    isOver.current = true;
    try {
      await write();
      onClosed();
    } catch (error) {
      isOver.current = false;
      notifyFailure(error);
    }
  }

  async function remove(): Promise<void> {
    if (isOver.current || !annotation) return;
    isOver.current = true;
    try {
      await client.call("annotations.remove", { id: annotation.id });
      notify({
        text: t("removed"),
        undoes: 1,
      });
      onClosed();
    } catch (error) {
      isOver.current = false;
      notifyFailure(error);
    }
  }

  // Another annotation or another page: what was written is kept.
  const depart = useEffectEvent(() => void leave());
  const mounted = useRef(false);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
      setTimeout(() => {
        if (!mounted.current) depart();
      }, 0);
    };
  }, []);

  function handleKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (event.key !== "Escape" && !(event.key === "Enter" && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    void leave();
  }

  return (
    // The pane hears the keys of all fields in it; it is no control itself.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section className={css.editor} aria-label={annotation ? t("title") : t("newTitle")} onKeyDown={handleKey}>
      <header className={css.header}>
        <h2>{annotation ? t("title") : t("newTitle")}</h2>
        <IconButton label={t("close")} keys="Escape" onPress={() => void leave()}>
          <X aria-hidden />
        </IconButton>
      </header>
      <div className={css.body}>
        <blockquote className={css.quote} dir="auto">
          {annotation?.quote ?? article.text.slice(span.start, span.end)}
        </blockquote>
        <TextField
          label={t("memo")}
          placeholder={t("memoHint")}
          lines={5}
          value={memo}
          onChange={setMemo}
          areaRef={area}
          maxLength={20_000}
        />
        <TagField
          label={t("tags")}
          placeholder={t("tagsHint")}
          value={tags}
          onChange={setTags}
          text={tagText}
          onTextChange={setTagText}
          known={known.data ?? []}
          onEnterEmpty={() => void leave()}
        />
        {annotation ? (
          <p className={css.by}>
            {t("by", { analyst: annotation.createdBy, date: formats.dateTime(annotation.createdAt) })}
          </p>
        ) : null}
      </div>
      <footer className={css.footer}>
        <Button tone="primary" onPress={() => void leave()}>
          {t("save")} <Kbd keys="mod+Enter" />
        </Button>
        {annotation ? (
          <Button tone="quiet" icon={<Trash2 aria-hidden />} onPress={() => void remove()}>
            {t("remove")}
          </Button>
        ) : null}
      </footer>
    </section>
  );
}
