import { GitCompareArrows, Pencil, StickyNote, Trash2 } from "lucide-react";
import { type DragEvent, useState } from "react";

import { originOf } from "../../../app/claims/rules.ts";
import { useText } from "../../i18n/index.ts";
import { ChainLine } from "../../ui/chain-line.tsx";
import { GradeBadge, IconButton, TagChip } from "../../ui/index.ts";
import { RelationCounts } from "../../ui/relation-kinds.tsx";
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
  /** Shows what the claim has to do with others. */
  onRelations: () => void;
  /** Another claim's card was dropped on this one, at a place in the viewport. */
  onDropped: (claimId: string, x: number, y: number) => void;
}

const draggedType = "application/x-isnad-claim";

/** A claim, or a highlight, in a few lines: its grades, what it says, through whom, its tags. */
export function Card(props: CardProps) {
  const { item, isFocused, colours, canChange, onFocus, onEdit, onRemove, onRelations, onDropped } = props;
  const t = useText("reader");
  const [isOver, setOver] = useState(false);
  const canRelate = canChange && item.kind === "claim";
  const isClaim = (event: DragEvent): boolean => canRelate && event.dataTransfer.types.includes(draggedType);
  const tags = item.kind === "claim" ? item.claim.tags : item.annotation.tags;
  return (
    // The same by keyboard is the button that shows the relations.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      className={css.card}
      data-card={item.id}
      data-kind={item.kind}
      data-focused={isFocused || undefined}
      data-over={isOver || undefined}
      draggable={canRelate}
      onDragStart={(event) => {
        event.dataTransfer.setData(draggedType, item.id);
        event.dataTransfer.effectAllowed = "link";
      }}
      onDragOver={(event) => {
        if (!isClaim(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "link";
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!isClaim(event)) return;
        event.preventDefault();
        setOver(false);
        const dragged = event.dataTransfer.getData(draggedType);
        if (dragged !== item.id) onDropped(dragged, event.clientX, event.clientY);
      }}
    >
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
          {item.kind === "claim" ? (
            <IconButton label={t("relations")} keys="x" hint={t("relationsHint")} onPress={onRelations}>
              <GitCompareArrows aria-hidden />
            </IconButton>
          ) : null}
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
  return (
    <>
      <span className={css.head}>
        <GradeBadge axis="reliability" value={claim.reliability} size="small" />
        <GradeBadge axis="credibility" value={claim.credibility} size="small" />
        <bdi className={css.origin}>{origin?.descriptor ?? origin?.source ?? ""}</bdi>
        {origin?.descriptor ? <span className={css.aside}>{t("unnamed")}</span> : null}
        <RelationCounts relations={claim.relations} />
      </span>
      <span className={claim.statement ? css.statement : css.quote} dir="auto">
        {claim.statement ?? claim.spans[0]?.quote}
      </span>
      {claim.hops.length > 1 ? <ChainLine hops={claim.hops} isCut /> : null}
      {claim.furtherChains.map((hops, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a chain is its place among the chains
        <ChainLine key={index} hops={hops} isCut />
      ))}
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
