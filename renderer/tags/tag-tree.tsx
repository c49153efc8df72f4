// The roles are those of a tree (WAI-ARIA APG): its lines lie one under the other and are drawn by hand, so that a
// codebook of thousands scrolls as one of ten does.
import { useVirtualizer } from "@tanstack/react-virtual";
import { ChevronRight } from "lucide-react";
import {
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from "react";

import { directionOf, useLanguage, useText } from "../i18n/index.ts";
import { TagMark, useBarred } from "../ui/index.ts";
import type { TreeRow } from "./tree.ts";

import css from "./tags.module.css";

/** A name that is being typed: of a tag that is there, or of one to be made after a line. */
export interface Naming {
  /** Renames this tag. */
  renames: string | null;
  /** Where a new one is made. */
  parentId: string | null;
  /** The line below which its field stands; null: at the end. */
  after: string | null;
  level: number;
}

export interface TagTreeProps {
  rows: readonly TreeRow[];
  current: string | null;
  onCurrent: (id: string) => void;
  onFold: (id: string, isOpen: boolean) => void;
  onOpen: (id: string) => void;
  naming: Naming | null;
  /** Enter or leaving the field; null: thought better of it. */
  onNamed: (name: string | null) => void;
  /** Whether what is dragged can be dropped on a tag (null: at the top). */
  canDrop: (dragged: string, onto: string | null) => boolean;
  onDrop: (dragged: string, onto: string | null) => void;
  usesOf: (row: TreeRow) => { shown: ReactNode; words: string };
  focusRef: Ref<{ focus: () => void }>;
}

const ROW = 30;
/** How long a folded tag is hovered over with another before it opens, in ms. */
const OPENS_AFTER = 700;

export function TagTree(props: TagTreeProps) {
  const { rows, current, onCurrent, onFold, onOpen, naming, canDrop, onDrop, focusRef } = props;
  const t = useText("tags");
  const isRtl = directionOf(useLanguage()) === "rtl";
  const barred = useBarred();
  const scroller = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  /** "top" is the line that stands for no parent. */
  const [over, setOver] = useState<string | null>(null);
  const opening = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const lines = withNaming(rows, naming);
  // oxlint-disable-next-line react/incompatible-library -- what it gives is passed to nothing that is memoised
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 20,
  });
  const at = rows.findIndex((row) => row.tag.id === current);
  useImperativeHandle(focusRef, () => ({ focus: () => scroller.current?.focus() }), []);
  const shownAt = lines.findIndex((line) => line.naming !== null || (naming === null && line.row?.tag.id === current));
  useEffect(() => {
    if (shownAt !== -1) virtualizer.scrollToIndex(shownAt, { align: "auto" });
  }, [virtualizer, shownAt]);

  function go(index: number): void {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (row) onCurrent(row.tag.id);
  }

  function handleKey(event: KeyboardEvent): void {
    if (event.target !== scroller.current || event.ctrlKey || event.metaKey || event.altKey || rows.length === 0)
      return;
    const row = rows[at];
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / ROW) - 1);
    const steps: Record<string, () => void> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at === -1 ? rows.length - 1 : at - 1),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      PageDown: () => go(at + page),
      PageUp: () => go(at - page),
      Enter: () => {
        if (row) onOpen(row.tag.id);
      },
      [isRtl ? "ArrowLeft" : "ArrowRight"]: () => {
        if (row?.hasChildren && !row.isOpen) onFold(row.tag.id, true);
        else if (row?.hasChildren) go(at + 1);
      },
      [isRtl ? "ArrowRight" : "ArrowLeft"]: () => {
        if (row?.isOpen) onFold(row.tag.id, false);
        else if (row?.tag.parentId) onCurrent(row.tag.parentId);
      },
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  }

  /** Drops are taken by a line of the tree, or by the one that stands for the top while something is dragged. */
  const dropping = (onto: string | null, row?: TreeRow) => ({
    onDragOver: (event: DragEvent) => {
      if (dragged === null || !canDrop(dragged, onto)) return;
      event.preventDefault();
      const name = onto ?? "top";
      if (over === name) return;
      setOver(name);
      clearTimeout(opening.current);
      if (row?.hasChildren && !row.isOpen) opening.current = setTimeout(() => onFold(row.tag.id, true), OPENS_AFTER);
    },
    onDragLeave: () => {
      clearTimeout(opening.current);
      setOver(null);
    },
    onDrop: (event: DragEvent) => {
      if (dragged === null || !canDrop(dragged, onto)) return;
      event.preventDefault();
      clearTimeout(opening.current);
      onDrop(dragged, onto);
      setDragged(null);
      setOver(null);
    },
  });

  return (
    <div className={css.treeFrame}>
      <div
        ref={scroller}
        className={css.tree}
        role="tree"
        tabIndex={0}
        aria-label={t("title")}
        aria-activedescendant={at === -1 ? undefined : `tag-${current}`}
        onKeyDown={handleKey}
        onFocus={(event) => {
          if (event.target === scroller.current && current === null) go(0);
        }}
      >
        <div role="none" className={css.lines} style={{ blockSize: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const line = lines[index];
            if (!line) return null;
            if (line.naming)
              return <NameField key="naming" {...props} naming={line.naming} row={line.row} start={start} />;
            const { row } = line;
            if (!row) return null;
            const uses = props.usesOf(row);
            const { id, name, colour, description } = row.tag;
            return (
              // The tree has the focus and the keys.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
              <div
                key={id}
                id={`tag-${id}`}
                role="treeitem"
                aria-level={row.level}
                aria-posinset={row.place}
                aria-setsize={row.siblings}
                aria-expanded={row.hasChildren ? row.isOpen : undefined}
                aria-selected={id === current}
                className={css.line}
                data-over={over === id || undefined}
                data-dragged={dragged === id || undefined}
                data-faint={!row.isWanted || undefined}
                title={description ?? undefined}
                style={{ transform: `translateY(${start}px)`, paddingInlineStart: indent(row.level) }}
                draggable={barred === null}
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = "move";
                  event.dataTransfer.setData("text/plain", name);
                  setDragged(id);
                }}
                onDragEnd={() => {
                  clearTimeout(opening.current);
                  setDragged(null);
                  setOver(null);
                }}
                {...dropping(id, row)}
                onClick={() => {
                  onCurrent(id);
                  scroller.current?.focus();
                }}
                onDoubleClick={() => onOpen(id)}
              >
                {row.hasChildren ? (
                  // A help for the pointer: the keyboard has the arrows.
                  <button
                    type="button"
                    tabIndex={-1}
                    aria-hidden
                    className={css.fold}
                    data-open={row.isOpen || undefined}
                    onClick={(event) => {
                      event.stopPropagation();
                      onFold(id, !row.isOpen);
                    }}
                    onDoubleClick={(event) => event.stopPropagation()}
                  >
                    <ChevronRight aria-hidden />
                  </button>
                ) : (
                  <span className={css.noFold} />
                )}
                <TagMark colour={colour} />
                <bdi className={css.name}>{name}</bdi>
                <span className="visually-hidden">{uses.words}</span>
                <span className={css.uses} aria-hidden>
                  {uses.shown}
                </span>
              </div>
            );
          })}
        </div>
      </div>
      {/* Below the lines: above them it would push them away from under the pointer. */}
      {dragged !== null && canDrop(dragged, null) ? (
        <div className={css.topDrop} data-over={over === "top" || undefined} {...dropping(null)}>
          {t("dropTop")}
        </div>
      ) : null}
    </div>
  );
}

const indent = (level: number): string => `${6 + (level - 1) * 18}px`;

/** The lines with the field of a name in its place. */
function withNaming(rows: readonly TreeRow[], naming: Naming | null) {
  const lines: { row: TreeRow | null; naming: Naming | null }[] = rows.map((row) => ({
    row,
    naming: naming?.renames === row.tag.id ? naming : null,
  }));
  if (naming === null || naming.renames !== null) return lines;
  const after = rows.findIndex((row) => row.tag.id === naming.after);
  const line = { row: null, naming };
  return after === -1 ? [...lines, line] : lines.toSpliced(after + 1, 0, line);
}

function NameField({
  naming,
  row,
  start,
  onNamed,
}: {
  naming: Naming;
  row: TreeRow | null;
  start: number;
  onNamed: (name: string | null) => void;
}) {
  const t = useText("tags");
  const [typed, setTyped] = useState(row?.tag.name ?? "");
  const field = useRef<HTMLInputElement>(null);
  /** Enter answers, and leaving the field right after it does not answer again. */
  const answered = useRef(false);
  useEffect(() => field.current?.select(), []);
  function answer(name: string | null): void {
    if (answered.current) return;
    answered.current = true;
    onNamed(name === null || name.trim() === "" ? null : name.trim());
  }
  return (
    <div
      role="treeitem"
      aria-level={naming.level}
      aria-selected={false}
      tabIndex={-1}
      className={css.line}
      style={{ transform: `translateY(${start}px)`, paddingInlineStart: indent(naming.level) }}
    >
      <span className={css.noFold} />
      {row ? <TagMark colour={row.tag.colour} /> : null}
      <input
        ref={field}
        className={css.nameField}
        dir="auto"
        aria-label={row ? t("renameField", { name: row.tag.name }) : t("newName")}
        placeholder={row ? undefined : t("newName")}
        value={typed}
        maxLength={100}
        spellCheck={false}
        // The analyst asked to type a name here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => answer(typed)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") {
            event.preventDefault();
            answer(typed);
          } else if (event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            answer(null);
          }
        }}
      />
    </div>
  );
}
