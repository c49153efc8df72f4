import { ArrowLeftRight, ArrowRight, MessageSquareText, Trash2, X } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";

import { type Claim, RelationKind } from "../../../app/claims/model.ts";
import type { ProposalWhy, RelationOf } from "../../../app/questions/model.ts";
import { useText } from "../../i18n/index.ts";
import { Button, IconButton, isTextField, matches, MenuButton, nameKey, TextField, useBarred } from "../../ui/index.ts";
import { isDirected, kindOfKey, relationKeys, relationSigns } from "../../ui/relation-kinds.tsx";
import { OtherClaim } from "./other-claim.tsx";

import css from "./relations.module.css";

/** How a kind reads from the claim in sight: "updates" one way, "is updated by" the other. */
const wordOf = (kind: RelationKind, outgoing: boolean): string =>
  outgoing || !isDirected(kind) ? `kind.${kind}` : `inverse.${kind}`;

function KindSign({ kind, outgoing }: { kind: RelationKind; outgoing: boolean }) {
  const t = useText("relations");
  const Sign = relationSigns[kind];
  return (
    <span className={css.kind} data-kind={kind}>
      <Sign aria-hidden />
      {t(wordOf(kind, outgoing))}
      {isDirected(kind) ? <ArrowRight aria-hidden className={css.arrow} data-back={!outgoing || undefined} /> : null}
    </span>
  );
}

/** Keys of a row act while the focus is in it, but never in a text field, nor in a menu above it. */
function hear(event: KeyboardEvent<HTMLElement>, run: (event: KeyboardEvent<HTMLElement>) => boolean): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!event.currentTarget.contains(event.target as Node) || isTextField(event.target as Element)) return;
  if (!moved(event) && !run(event)) return;
  event.preventDefault();
  event.stopPropagation();
}

/** ↑ and ↓ go from row to row. */
function moved(event: KeyboardEvent<HTMLElement>): boolean {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return false;
  const panel = event.currentTarget.closest("[data-claim-relations]");
  const heads = [...(panel?.querySelectorAll<HTMLElement>("[data-row-head]") ?? [])];
  const at = heads.findIndex((head) => event.currentTarget.contains(head));
  heads[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
  return true;
}

export interface RelationRowProps {
  relation: RelationOf;
  onOpen: (claim: Claim) => void;
  onChange: (change: { kind?: RelationKind; swap?: boolean; note?: string | null }) => void;
  onRemove: () => void;
}

/** One relation: its kind as this claim sees it, the other claim, the note; changed, turned round and removed here. */
export function RelationRow({ relation, onOpen, onChange, onRemove }: RelationRowProps) {
  const t = useText("relations");
  const isBarred = useBarred() !== null;
  const [note, setNote] = useState<string | null>(null);
  const head = useRef<HTMLButtonElement | null>(null);
  const { kind, outgoing, other } = relation;

  const isThrown = useRef(false);

  /** Leaving the field saves it, unless Escape did. */
  function leaveNote(): void {
    const typed = note?.trim() ?? "";
    setNote(null);
    if (!isThrown.current && typed !== (relation.note ?? "")) onChange({ note: typed === "" ? null : typed });
    isThrown.current = false;
  }

  function handleKey(event: KeyboardEvent<HTMLElement>): boolean {
    if (matches("o", event.nativeEvent) || (event.key === "Enter" && event.target === head.current)) onOpen(other);
    else if (isBarred) return false;
    else if (event.key === "Delete" || event.key === "Backspace") onRemove();
    else if (matches("m", event.nativeEvent)) setNote(relation.note ?? "");
    else if (matches("s", event.nativeEvent) && isDirected(kind)) onChange({ swap: true });
    else {
      const wanted = kindOfKey(event.nativeEvent);
      if (wanted === null) return false;
      if (wanted !== kind) onChange({ kind: wanted });
    }
    return true;
  }

  return (
    // The row hears the keys of what stands in it; it is no control itself.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li className={css.row} data-relation={relation.id} onKeyDown={(event) => hear(event, handleKey)}>
      <button type="button" className={css.head} data-row-head="" ref={head} onClick={() => onOpen(other)}>
        <KindSign kind={kind} outgoing={outgoing} />
        <OtherClaim claim={other} />
      </button>
      {relation.note !== null && note === null ? (
        <p className={css.note} dir="auto">
          {relation.note}
        </p>
      ) : null}
      {note === null ? null : (
        <TextField
          label={t("note")}
          value={note}
          onChange={setNote}
          onBlur={leaveNote}
          onKeyDown={(event) => {
            if (event.key !== "Enter" && event.key !== "Escape") return;
            event.preventDefault();
            event.stopPropagation();
            isThrown.current = event.key === "Escape";
            head.current?.focus();
          }}
          maxLength={5000}
          autoFocus
        />
      )}
      <span className={css.tools}>
        <MenuButton
          changes
          label={t("changeKind")}
          trigger={
            <Button small tone="quiet" changes>
              {t("changeKind")}
            </Button>
          }
          items={RelationKind.options.map((one) => ({
            id: one,
            text: t(`kind.${one}`),
            keys: relationKeys[one],
            changes: true,
            isDisabled: one === kind,
            onAction: () => onChange({ kind: one }),
          }))}
        />
        {isDirected(kind) ? (
          <IconButton label={t("swap")} keys="s" changes onPress={() => onChange({ swap: true })}>
            <ArrowLeftRight aria-hidden />
          </IconButton>
        ) : null}
        <IconButton
          label={t(relation.note === null ? "addNote" : "editNote")}
          keys="m"
          changes
          onPress={() => setNote(relation.note ?? "")}
        >
          <MessageSquareText aria-hidden />
        </IconButton>
        <IconButton label={t("remove")} keys="Delete" changes onPress={onRemove}>
          <Trash2 aria-hidden />
        </IconButton>
      </span>
    </li>
  );
}

export interface CandidateRowProps {
  other: Claim;
  /** What is proposed; null for a claim that was looked for: then the analyst says which. */
  proposed: { kind: RelationKind; outgoing: boolean; why: readonly ProposalWhy[] } | null;
  onOpen: (claim: Claim) => void;
  onRelate: (kind: RelationKind, outgoing: boolean) => void;
  onDismiss: () => void;
}

/** A claim that may be related: proposed with its reasons, or looked for. One key relates it. */
export function CandidateRow({ other, proposed, onOpen, onRelate, onDismiss }: CandidateRowProps) {
  const t = useText("relations");
  const isBarred = useBarred() !== null;
  const head = useRef<HTMLButtonElement | null>(null);
  const accept = (kind: RelationKind): void =>
    onRelate(kind, proposed && proposed.kind === kind ? proposed.outgoing : true);

  function handleKey(event: KeyboardEvent<HTMLElement>): boolean {
    if (matches("o", event.nativeEvent)) onOpen(other);
    else if (event.key === "Delete" || event.key === "Backspace") onDismiss();
    else if (isBarred) return false;
    else if (event.key === "Enter" && event.target === head.current && proposed) accept(proposed.kind);
    else {
      const kind = kindOfKey(event.nativeEvent);
      if (kind === null) return false;
      accept(kind);
    }
    return true;
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li className={css.row} data-candidate={other.id} onKeyDown={(event) => hear(event, handleKey)}>
      <button
        type="button"
        className={css.head}
        data-row-head=""
        ref={head}
        aria-keyshortcuts={Object.values(relationKeys).join(" ")}
        onClick={() => onOpen(other)}
      >
        {proposed ? (
          <span className={css.proposed}>
            <KindSign kind={proposed.kind} outgoing={proposed.outgoing} />
            <span className={css.why}>{proposed.why.map((why) => t(`why.${why}`)).join(" · ")}</span>
          </span>
        ) : null}
        <OtherClaim claim={other} />
      </button>
      <span className={css.choices}>
        {RelationKind.options.map((kind) => {
          const Sign = relationSigns[kind];
          const isProposed = proposed?.kind === kind;
          const word = t(wordOf(kind, isProposed ? proposed.outgoing : true));
          return (
            <IconButton
              key={kind}
              changes
              label={isProposed ? t("acceptAs", { kind: word }) : t("relateAs", { kind: word })}
              keys={relationKeys[kind]}
              tone={isProposed ? "plain" : "quiet"}
              onPress={() => accept(kind)}
            >
              <Sign aria-hidden />
            </IconButton>
          );
        })}
        <span className={css.spring} />
        <IconButton
          label={t(proposed ? "dismiss" : "putAway")}
          keys="Delete"
          hint={proposed ? t("dismissHint", { key: nameKey("Delete") }) : undefined}
          onPress={onDismiss}
        >
          <X aria-hidden />
        </IconButton>
      </span>
    </li>
  );
}
