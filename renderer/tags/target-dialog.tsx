import { useEffect, useRef, useState } from "react";

import type { Tag } from "../../app/tags/model.ts";
import { planMerge } from "../../app/tags/rules.ts";
import { foldText } from "../../app/text/fold.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { Button, Dialog, TagMark } from "../ui/index.ts";
import { TypeAhead } from "../ui/type-ahead.tsx";
import { pathWords } from "./deeds.ts";
import { canMove, type Tree, twinAt } from "./tree.ts";

import css from "./tags.module.css";

const SHOWN = 8;
const TOP = "top";

/** Tags whose path contains what was typed, those whose own name begins with it first. */
function fitting(tree: Tree, typed: string, isPossible: (tag: Tag) => boolean): Tag[] {
  const needle = foldText(typed).trim();
  const found = [...tree.byId.values()].filter((tag) => foldText(tag.path).includes(needle) && isPossible(tag));
  const starts = (tag: Tag): number => Number(foldText(tag.name).startsWith(needle));
  return found.toSorted((a, b) => starts(b) - starts(a)).slice(0, SHOWN);
}

/** Puts a tag under another one that is found by typing; where one of its name stands there, the two can be merged. */
export function MoveDialog({
  tree,
  tag,
  onMove,
  onMerge,
  onClose,
}: {
  tree: Tree;
  tag: Tag;
  onMove: (parentId: string | null) => void;
  onMerge: (into: string) => void;
  onClose: () => void;
}) {
  const t = useText("tags");
  const [typed, setTyped] = useState("");
  const [twin, setTwin] = useState<Tag | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isTopFit = canMove(tree, tag.id, null) && foldText(t("top")).includes(foldText(typed).trim());
  const options = [
    ...(isTopFit ? [{ id: TOP, text: t("top") }] : []),
    ...fitting(tree, typed, ({ id }) => canMove(tree, tag.id, id)).map(({ id }) => ({ id, text: pathWords(tree, id) })),
  ];
  const preferred =
    (typed.trim() === "" ? options[0] : options.find(({ id }) => id !== TOP))?.id ?? options[0]?.id ?? null;

  function pick(id: string | null): void {
    const chosen = id ?? preferred;
    if (chosen === null) return;
    const parentId = chosen === TOP ? null : chosen;
    const same = twinAt(tree, tag.id, parentId);
    if (same) setTwin(same);
    else onMove(parentId);
  }

  return (
    <Dialog
      title={t("moveTitle", { name: tag.name })}
      isOpen
      width="small"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          {twin ? (
            <Button tone="primary" autoFocus onPress={() => onMerge(twin.id)}>
              {t("mergeInstead")}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={css.target}>
        <p className={css.hint}>{t("moveHelp")}</p>
        <TypeAhead
          label={t("under")}
          value={typed}
          onChange={(next) => {
            setTyped(next);
            setTwin(null);
          }}
          options={options}
          preferred={preferred}
          onPick={pick}
          inputRef={field}
        />
        {twin ? (
          <p role="alert" className={css.warning}>
            {t("twin", { name: twin.name })}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}

/** Merges a tag into another one: which is found by typing, and what it comes to is said before it is done. */
export function MergeDialog({
  tree,
  tag,
  first,
  onMerge,
  onClose,
}: {
  tree: Tree;
  tag: Tag;
  /** The one that it is to be merged into, where that is known already. */
  first: string | null;
  onMerge: (into: string) => void;
  onClose: () => void;
}) {
  const t = useText("tags");
  const [typed, setTyped] = useState(first === null ? "" : pathWords(tree, first));
  const [into, setInto] = useState(first);
  const field = useRef<HTMLInputElement>(null);
  const isOpenAsked = useRef(first === null);
  useEffect(() => {
    if (isOpenAsked.current) field.current?.focus();
  }, []);
  const plan = into === null ? null : planMerge([...tree.byId.values()], [tag.id], into);
  const isBelow = (id: string): boolean => id !== tag.id && !canMove(tree, tag.id, id) && tag.parentId !== id;
  const options = fitting(tree, typed, ({ id }) => id !== tag.id && !isBelow(id)).map(({ id }) => ({
    id,
    text: pathWords(tree, id),
  }));
  const preferred = options[0]?.id ?? null;
  const target = into === null ? undefined : tree.byId.get(into);
  return (
    <Dialog
      title={t("mergeTitle", { name: tag.name })}
      isOpen
      width="small"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button
            key={into ?? "none"}
            tone="primary"
            autoFocus={into !== null}
            isDisabled={plan === null || !plan.possible}
            onPress={() => {
              if (into !== null) onMerge(into);
            }}
          >
            {t("merge")}
          </Button>
        </>
      }
    >
      <div className={css.target}>
        <p className={css.hint}>{t("mergeHelp")}</p>
        <TypeAhead
          label={t("into")}
          value={typed}
          onChange={(next) => {
            setTyped(next);
            setInto(null);
          }}
          options={into === null ? options : []}
          preferred={preferred}
          onPick={(id) => {
            const chosen = id ?? preferred;
            if (chosen === null) return;
            setTyped(pathWords(tree, chosen));
            setInto(chosen);
          }}
          inputRef={field}
        />
        {plan && target ? <Preview tree={tree} tag={tag} target={target} plan={plan} /> : null}
      </div>
    </Dialog>
  );
}

/** What a merge comes to, in counts. */
function Preview({
  tree,
  tag,
  target,
  plan,
}: {
  tree: Tree;
  tag: Tag;
  target: Tag;
  plan: ReturnType<typeof planMerge>;
}) {
  const t = useText("tags");
  const formats = useFormats();
  if (!plan.possible)
    return (
      <p role="alert" className={css.warning}>
        {t("mergeRefused", { name: tree.byId.get(plan.id)?.name ?? "" })}
      </p>
    );
  const uses = plan.merges.reduce((sum, { from }) => sum + (tree.byId.get(from)?.uses ?? 0), 0);
  const twins = plan.merges.filter(({ from }) => from !== tag.id);
  const counted = (count: number) => ({ count, n: formats.number(count) });
  return (
    <div className={css.preview} aria-live="polite">
      <p className={css.pair}>
        <TagMark colour={tag.colour} />
        <bdi>{tag.name}</bdi>
        <span aria-hidden>{t("arrow")}</span>
        <TagMark colour={target.colour} />
        <bdi>{pathWords(tree, target.id)}</bdi>
      </p>
      <ul>
        <li>{t("previewUses", counted(uses))}</li>
        {plan.moves.length > 0 ? <li>{t("previewMoves", counted(plan.moves.length))}</li> : null}
        {twins.length > 0 ? (
          <li>
            {t("previewTwins", counted(twins.length))}{" "}
            <bdi>{formats.list(twins.slice(0, 5).map(({ from }) => tree.byId.get(from)?.name ?? ""))}</bdi>
          </li>
        ) : null}
        {target.description === null && tag.description !== null ? <li>{t("previewDescription")}</li> : null}
      </ul>
    </div>
  );
}
