import { Pencil, StickyNote, Trash2 } from "lucide-react";

import { originOf } from "../../../app/claims/rules.ts";
import { useText } from "../../i18n/index.ts";
import { GradeBadge, IconButton, TagChip } from "../../ui/index.ts";
import type { Item } from "./items.ts";

import css from "./claim-card.module.css";

export interface CardProps {
  item: Item;
  isFocused: boolean;
  colours: ReadonlyMap<string, number>;
  canChange: boolean;
  onFocus: () => void;
  onEdit: () => void;
  onRemove: () => void;
}

/** A claim, or a highlight, in a few lines: its grades, what it says, through whom, its tags. */
export function Card({ item, isFocused, colours, canChange, onFocus, onEdit, onRemove }: CardProps) {
  const t = useText("reader");
  const tags = item.kind === "claim" ? item.claim.tags : item.annotation.tags;
  return (
    <article className={css.card} data-card={item.id} data-kind={item.kind} data-focused={isFocused || undefined}>
      <button
        type="button"
        className={css.main}
        aria-current={isFocused}
        onClick={onFocus}
        onDoubleClick={canChange ? onEdit : undefined}
      >
        {item.kind === "claim" ? <ClaimLines item={item} /> : <AnnotationLines item={item} />}
        {tags.length > 0 ? (
          <span className={css.tags}>
            {tags.map((tag) => (
              <TagChip key={tag.id} path={tag.path} colour={colours.get(tag.id) ?? 11} />
            ))}
          </span>
        ) : null}
      </button>
      {isFocused && canChange ? (
        <span className={css.tools}>
          <IconButton label={t("editThis")} keys="e" onPress={onEdit}>
            <Pencil aria-hidden />
          </IconButton>
          <IconButton label={t("deleteThis")} keys="Delete" onPress={onRemove}>
            <Trash2 aria-hidden />
          </IconButton>
        </span>
      ) : null}
    </article>
  );
}

function ClaimLines({ item }: { item: Extract<Item, { kind: "claim" }> }) {
  const t = useText("reader");
  const { claim } = item;
  const origin = originOf(claim.hops);
  const through = claim.hops.slice(0, -1).map((hop) => hop.descriptor ?? hop.source ?? "");
  return (
    <>
      <span className={css.head}>
        <GradeBadge axis="reliability" value={claim.reliability} size="small" />
        <GradeBadge axis="credibility" value={claim.credibility} size="small" />
        <bdi className={css.origin}>{origin?.descriptor ?? origin?.source ?? ""}</bdi>
        {origin?.descriptor ? <span className={css.aside}>{t("unnamed")}</span> : null}
      </span>
      <span className={claim.statement ? css.statement : css.quote} dir="auto">
        {claim.statement ?? claim.spans[0]?.quote}
      </span>
      {through.length > 0 ? (
        <span className={css.through} dir="auto">
          {through.join(" › ")}
        </span>
      ) : null}
    </>
  );
}

function AnnotationLines({ item }: { item: Extract<Item, { kind: "annotation" }> }) {
  const t = useText("reader");
  const { memo, quote } = item.annotation;
  return (
    <>
      <span className={css.head}>
        <StickyNote aria-hidden className={css.sign} />
        <span className={css.aside}>{memo ? t("memo") : t("highlight")}</span>
      </span>
      <span className={memo ? css.statement : css.quote} dir="auto">
        {memo ?? quote}
      </span>
    </>
  );
}
