import { ArrowDown, ArrowUp, ChevronDown, GripVertical, LocateFixed, Plus, X } from "lucide-react";
import { type DragEvent, type KeyboardEvent, useState } from "react";

import type { Range } from "../../../app/articles/model.ts";
import { Basis, Mode } from "../../../app/claims/model.ts";
import { SourceKind } from "../../../app/sources/model.ts";
import { useRead } from "../../data/queries.ts";
import { useText } from "../../i18n/index.ts";
import { Button, Checkbox, IconButton, isTextField, Select, TextField } from "../../ui/index.ts";
import { type EditorHop, nameOf } from "./chains.ts";
import { SpeakerField } from "./speaker-field.tsx";

import css from "./chain.module.css";

export interface HopRowProps {
  hop: EditorHop;
  index: number;
  count: number;
  /** The kind that a source nobody knows yet gets where none is chosen. */
  defaultKind: SourceKind;
  /** What the case would not take about it. */
  problem: string | undefined;
  /** True: a cue taken by key becomes this one's. */
  isActive: boolean;
  /** The words selected in the article, which can become the hop's cue. */
  selection: (Range & { quote: string }) | null;
  onActive: () => void;
  onChange: (change: Partial<EditorHop>) => void;
  onMove: (by: 1 | -1) => void;
  /** Another hop was dropped beside this one. */
  onDropped: (key: number, side: "before" | "after") => void;
  onInsert: () => void;
  onRemove: () => void;
  onGoTo: (span: Range) => void;
}

const draggedType = "application/x-isnad-hop";

const isHop = (event: DragEvent): boolean => event.dataTransfer.types.includes(draggedType);

/** The side of a hop that the pointer is nearer to. */
function sideOf(event: DragEvent<HTMLElement>): "before" | "after" {
  const box = event.currentTarget.getBoundingClientRect();
  return event.clientY < box.top + box.height / 2 ? "before" : "after";
}

/** One link of the chain: who, and, when opened, in which mode, on what basis, by which words of the text. */
export function HopRow(props: HopRowProps) {
  const { hop, index, count, problem, onMove } = props;
  const t = useText("editor");
  const ui = useText("ui");
  const [isOpen, setOpen] = useState(false);
  const [over, setOver] = useState<"before" | "after" | null>(null);
  const isUnnamed = hop.descriptor !== null;
  const name = nameOf(hop);
  const isLast = index === count - 1;
  const known = useRead(
    "sources.resolve",
    { name: hop.source.trim() || "-" },
    { enabled: !isUnnamed && hop.sourceId === null && hop.source.trim() !== "" },
  );
  const isNew = !isUnnamed && hop.sourceId === null && known.data?.length === 0;
  const told = [
    isUnnamed ? t("unnamed") : null,
    isNew ? t("isNew", { kind: t(`kind.${hop.kind ?? props.defaultKind}`) }) : null,
    hop.mode ? ui(`mode.${hop.mode}`) : null,
    hop.basis ? ui(`basis.${hop.basis}`) : null,
  ].filter((part) => part !== null);

  function handleKey(event: KeyboardEvent<HTMLElement>): void {
    const isMove = event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown");
    const inField = isTextField(event.target as Element);
    const onHead = (event.target as Element).hasAttribute("data-hop-head");
    if (isMove) onMove(event.key === "ArrowUp" ? -1 : 1);
    else if (event.key === "Insert" && !inField) props.onInsert();
    else if (event.key === "Delete" && onHead) props.onRemove();
    else return;
    event.preventDefault();
  }

  return (
    // The row hears the keys of what stands in it, and what is dropped on it; it is no control itself.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className={css.hop}
      aria-label={t("hop", { number: index + 1, name })}
      data-hop={hop.key}
      data-active={props.isActive || undefined}
      data-over={over ?? undefined}
      onFocus={props.onActive}
      onKeyDown={handleKey}
      onDragOver={(event) => {
        if (!isHop(event)) return;
        event.preventDefault();
        setOver(sideOf(event));
      }}
      onDragLeave={() => setOver(null)}
      onDrop={(event) => {
        if (!isHop(event)) return;
        event.preventDefault();
        setOver(null);
        props.onDropped(Number(event.dataTransfer.getData(draggedType)), sideOf(event));
      }}
    >
      <div className={css.hopLine}>
        <span className={css.hopMark} data-origin={isLast || undefined} aria-hidden />
        <button
          type="button"
          className={css.hopHead}
          data-hop-head=""
          aria-expanded={isOpen}
          title={t("hopDetails")}
          onClick={() => setOpen(!isOpen)}
        >
          <span className={css.hopName}>
            <bdi className={isLast ? css.originName : undefined}>{name || "…"}</bdi>{" "}
            {isLast ? <span className={css.originMark}>{t("origin")}</span> : null}
            {told.length > 0 ? <span className={css.hopTold}>{told.join(" · ")}</span> : null}
            {hop.cue ? (
              <q className={css.hopCue} dir="auto">
                {hop.cue.quote}
              </q>
            ) : null}
          </span>
          <ChevronDown aria-hidden className={css.hopSign} />
        </button>
        <span className={css.hopTools}>
          {index > 0 ? (
            <IconButton label={t("moveUp")} keys="alt+ArrowUp" onPress={() => onMove(-1)}>
              <ArrowUp aria-hidden />
            </IconButton>
          ) : null}
          {isLast ? null : (
            <IconButton label={t("moveDown")} keys="alt+ArrowDown" onPress={() => onMove(1)}>
              <ArrowDown aria-hidden />
            </IconButton>
          )}
          <IconButton label={t("insertHop")} keys="Insert" onPress={props.onInsert}>
            <Plus aria-hidden />
          </IconButton>
          <IconButton label={t("removeHop")} keys="Delete" onPress={props.onRemove}>
            <X aria-hidden />
          </IconButton>
        </span>
        <span
          className={css.grip}
          title={t("dragHop")}
          draggable
          data-grip=""
          onDragStart={(event) => {
            event.dataTransfer.setData(draggedType, String(hop.key));
            event.dataTransfer.effectAllowed = "move";
            const row = event.currentTarget.closest("li");
            if (row) event.dataTransfer.setDragImage(row, 8, 12);
          }}
        >
          <GripVertical aria-hidden />
        </span>
      </div>
      {isOpen || problem !== undefined ? <HopDetails {...props} isNew={isNew} /> : null}
    </li>
  );
}

function HopDetails({
  hop,
  defaultKind,
  problem,
  isNew,
  selection,
  onChange,
  onGoTo,
}: HopRowProps & { isNew: boolean }) {
  const t = useText("editor");
  const ui = useText("ui");
  const isUnnamed = hop.descriptor !== null;
  const { cue } = hop;
  return (
    <div className={css.hopMore}>
      {isUnnamed ? (
        <div data-field="descriptor">
          <TextField
            label={t("descriptor")}
            value={hop.descriptor ?? ""}
            onChange={(descriptor) => onChange({ descriptor })}
            error={problem}
            maxLength={300}
          />
        </div>
      ) : (
        <div data-field="name">
          <SpeakerField
            label={t("name")}
            placeholder={t("speakerHint")}
            value={hop.source}
            // Another name is another source.
            onChange={(source) => onChange({ source, sourceId: null, kind: null })}
            onPick={(choice, later) => {
              onChange({ sourceId: null, kind: null, ...choice });
              void later?.then((found) => found && onChange(found));
            }}
            onEnterEmpty={() => {}}
          />
          {problem === undefined ? null : <p className={css.problem}>{problem}</p>}
        </div>
      )}
      <div className={css.hopChoices}>
        <Checkbox
          isSelected={isUnnamed}
          onChange={(unnamed) =>
            onChange(
              unnamed
                ? { descriptor: hop.source, source: "", sourceId: null, kind: "unnamed" }
                : { descriptor: null, source: hop.descriptor ?? "", sourceId: null, kind: null },
            )
          }
        >
          {t("unnamed")}
        </Checkbox>
        {isNew ? (
          <Select
            small
            label={t("newKind")}
            value={hop.kind ?? defaultKind}
            onChange={(kind) => onChange({ kind })}
            choices={SourceKind.options
              .filter((kind) => kind !== "unnamed")
              .map((kind) => ({ id: kind, text: t(`kind.${kind}`) }))}
          />
        ) : null}
      </div>
      <div className={css.pair}>
        <Select
          label={t("mode")}
          value={hop.mode ?? "none"}
          onChange={(mode) => onChange({ mode: mode === "none" ? null : mode })}
          choices={[
            { id: "none" as const, text: t("notSaid") },
            ...Mode.options.map((mode) => ({ id: mode, text: ui(`mode.${mode}`) })),
          ]}
        />
        <Select
          label={t("basis")}
          value={hop.basis ?? "none"}
          onChange={(basis) => onChange({ basis: basis === "none" ? null : basis })}
          choices={[
            { id: "none" as const, text: t("notSaid") },
            ...Basis.options.map((basis) => ({ id: basis, text: ui(`basis.${basis}`) })),
          ]}
        />
      </div>
      <div className={css.cue}>
        {cue ? (
          <>
            <q dir="auto">{cue.quote}</q>
            {/* Words of another version of the text are not in the one that is open. */}
            {"version" in cue ? null : (
              <IconButton label={t("goToCue")} onPress={() => onGoTo(cue)}>
                <LocateFixed aria-hidden />
              </IconButton>
            )}
            <IconButton label={t("removeCue")} onPress={() => onChange({ cue: null })}>
              <X aria-hidden />
            </IconButton>
          </>
        ) : null}
        <Button
          small
          keys="alt+w"
          isDisabled={selection === null}
          onPress={() => selection && onChange({ cue: selection })}
        >
          {t("takeCue")}
        </Button>
        {selection === null && cue === null ? <p className={css.hint}>{t("takeCueHint")}</p> : null}
      </div>
    </div>
  );
}
