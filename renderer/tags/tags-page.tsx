import { ChevronsDownUp, ChevronsUpDown, FileInput, FileOutput, Plus, Tags } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";

import type { Tag } from "../../app/tags/model.ts";
import { useChange, useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { directionOf, useLanguage, useText } from "../i18n/index.ts";
import { useView } from "../state/view.ts";
import {
  Button,
  EmptyState,
  ErrorNotice,
  IconButton,
  notifyFailure,
  Page,
  PageBar,
  PageSide,
  SearchField,
  SplitPanes,
  useKeys,
} from "../ui/index.ts";
import { useCodebookFiles } from "./codebook-files.tsx";
import { useDeeds } from "./deeds.ts";
import { useOpenTags } from "./open-tags.ts";
import { TagDetail } from "./tag-detail.tsx";
import { type Naming, TagTree } from "./tag-tree.tsx";
import { MergeDialog, MoveDialog } from "./target-dialog.tsx";
import { canMove, lineOf, makeTree, rowsOf, stepTo, type TreeRow, twinAt } from "./tree.ts";

import css from "./tags.module.css";

const none: Tag[] = [];
const setTag = (id: string | null): void => useView.setState({ tagId: id });

/** The codebook: what things are about, as a tree. */
export function TagsPage() {
  const t = useText("tags");
  const formats = useFormats();
  const isRtl = directionOf(useLanguage()) === "rtl";
  const goToClaims = useView((view) => view.goToClaims);
  const tagId = useView((view) => view.tagId);
  const tags = useRead("tags.list", {}, { keep: true });
  const tree = useMemo(() => makeTree(tags.data ?? none), [tags.data]);
  const [open, setOpen] = useOpenTags();
  const [typed, setTyped] = useState("");
  const [naming, setNaming] = useState<Naming | null>(null);
  const [asked, setAsked] = useState<{ kind: "move" } | { kind: "merge"; into: string | null } | null>(null);
  const add = useChange("tags.add");
  const deeds = useDeeds(tree);
  const files = useCodebookFiles();
  const rows = useMemo(() => rowsOf(tree, open, typed), [tree, open, typed]);
  const current = tagId === null ? undefined : tree.byId.get(tagId);
  const focusTree = useRef<{ focus: () => void }>(null);
  const filter = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const colours = useRef<HTMLDivElement>(null);
  const backToTree = (): void => void requestAnimationFrame(() => focusTree.current?.focus());

  // A tag that was asked for elsewhere, or that was put somewhere else, is shown: what stands above it opens.
  useEffect(() => {
    if (tagId === null) return;
    const above = lineOf(tree, tagId).slice(0, -1);
    if (above.some(({ id }) => !open.has(id))) setOpen(new Set([...open, ...above.map(({ id }) => id)]));
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- folding a tag above it is no reason to open it again
  }, [tagId, current?.parentId]);
  // The keyboard is at home in the tree.
  const isThere = tags.data !== undefined && tags.data.length > 0;
  useEffect(() => {
    if (isThere) focusTree.current?.focus();
  }, [isThere]);

  function fold(id: string, isOpen: boolean): void {
    const next = new Set(open);
    if (isOpen) next.add(id);
    else next.delete(id);
    setOpen(next);
  }
  const foldAll = (isOpen: boolean): void => {
    setOpen(isOpen ? new Set([...tree.children.keys()].filter((id) => id !== null)) : new Set());
    // What is folded away is not what the keyboard stands on.
    if (!isOpen && tagId !== null) setTag(lineOf(tree, tagId)[0]?.id ?? null);
  };

  /** A new tag beside the current one, or below it. */
  function begin(where: "beside" | "below"): void {
    setTyped("");
    if (!current) {
      setNaming({ renames: null, parentId: null, after: null, level: 1 });
      return;
    }
    const level = lineOf(tree, current.id).length;
    if (where === "below") fold(current.id, true);
    const parentId = where === "below" ? current.id : current.parentId;
    setNaming({ renames: null, parentId, after: current.id, level: where === "below" ? level + 1 : level });
  }
  const rename = (): void => {
    if (current)
      setNaming({ renames: current.id, parentId: null, after: null, level: lineOf(tree, current.id).length });
  };
  function named(name: string | null): void {
    const asking = naming;
    setNaming(null);
    backToTree();
    if (name === null || asking === null) return;
    if (asking.renames !== null) {
      if (name !== tree.byId.get(asking.renames)?.name) deeds.rename(asking.renames, name);
      return;
    }
    const above = asking.parentId === null ? "" : `${tree.byId.get(asking.parentId)?.path ?? ""}/`;
    add.mutate({ path: `${above}${name}` }, { onSuccess: ({ id }) => setTag(id), onError: notifyFailure });
  }

  /** Puts a tag somewhere; where one of its name stands there, asks whether the two are one. */
  function put(id: string, parentId: string | null): void {
    const twin = twinAt(tree, id, parentId);
    setTag(id);
    if (twin) setAsked({ kind: "merge", into: twin.id });
    else deeds.move(id, parentId);
  }
  const step = (way: "in" | "out") => (): void => {
    const to = current && stepTo(tree, current.id, way);
    if (current && to !== undefined) put(current.id, to);
  };
  /** The line that takes the place of the current one, when that goes. */
  function neighbour(): string | null {
    if (!current) return null;
    const siblings = tree.children.get(current.parentId) ?? none;
    const at = siblings.indexOf(current);
    return (siblings[at + 1] ?? siblings[at - 1])?.id ?? current.parentId;
  }
  const remove = (): void => {
    if (!current) return;
    const next = neighbour();
    deeds.remove(current.id, () => {
      setTag(next);
      backToTree();
    });
  };
  const showClaims = (id: string): void => goToClaims({ tags: [id] });

  const [inward, outward] = isRtl ? ["alt+ArrowLeft", "alt+ArrowRight"] : ["alt+ArrowRight", "alt+ArrowLeft"];
  useKeys(
    {
      "/": { run: () => filter.current?.focus(), label: t("filter") },
      n: { run: () => begin("beside"), label: t("addBeside"), changes: true },
      i: { run: files.importFile, label: t("import"), changes: true },
      ...(isThere
        ? {
            e: { run: () => foldAll(true), label: t("expandAll") },
            "shift+e": { run: () => foldAll(false), label: t("collapseAll") },
            x: { run: files.exportFile, label: t("export") },
          }
        : {}),
    },
    { group: t("title") },
  );
  useKeys(
    {
      "shift+n": { run: () => begin("below"), label: t("addBelow"), changes: true },
      F2: { run: rename, label: t("rename"), changes: true },
      u: { run: () => setAsked({ kind: "move" }), label: t("move"), changes: true },
      [inward]: { run: step("in"), label: t("stepIn"), changes: true },
      [outward]: { run: step("out"), label: t("stepOut"), changes: true },
      m: { run: () => setAsked({ kind: "merge", into: null }), label: t("mergeInto"), changes: true },
      c: {
        run: () => colours.current?.querySelector<HTMLElement>("input:checked")?.focus(),
        label: t("recolour"),
        changes: true,
      },
      d: { run: () => area.current?.focus(), label: t("describe"), changes: true },
      Delete: { run: remove, label: t("remove"), changes: true },
      // Shown on the key sheet; the tree itself acts on it.
      Enter: { run: () => false, label: t("showClaims") },
    },
    { enabled: current !== undefined && naming === null, group: t("title") },
  );

  const usesOf = ({ tag, usesWithin, hasChildren, isOpen }: TreeRow) => {
    const counted = (count: number) => ({ count, n: formats.number(count) });
    const below = usesWithin - tag.uses;
    const isSum = hasChildren && !isOpen && below > 0;
    return {
      shown: (
        <>
          {formats.number(tag.uses)}
          {isSum ? <span className={css.below}>{` +${formats.number(below)}`}</span> : null}
        </>
      ),
      words: isSum
        ? `${t("uses", counted(tag.uses))}, ${t("usesBelow", counted(below))}`
        : t("uses", counted(tag.uses)),
    };
  };

  const list = (
    <div className={css.list}>
      <div className={css.filters}>
        <div className={css.filterText}>
          <SearchField
            label={t("filter")}
            value={typed}
            onChange={setTyped}
            inputRef={filter}
            onKeyDown={(event) => {
              if (event.key !== "ArrowDown" && event.key !== "Enter") return;
              event.preventDefault();
              const first = rows.find(({ isWanted }) => isWanted);
              if (first && !rows.some(({ tag, isWanted }) => isWanted && tag.id === tagId)) setTag(first.tag.id);
              focusTree.current?.focus();
            }}
          />
        </div>
        <IconButton label={t("expandAll")} keys="e" onPress={() => foldAll(true)}>
          <ChevronsUpDown aria-hidden />
        </IconButton>
        <IconButton label={t("collapseAll")} keys="shift+e" onPress={() => foldAll(false)}>
          <ChevronsDownUp aria-hidden />
        </IconButton>
      </div>
      {rows.length === 0 && typed.trim() !== "" ? (
        <EmptyState title={t("noneTitle")} action={<Button onPress={() => setTyped("")}>{t("clearFilter")}</Button>}>
          {t("noneText")}
        </EmptyState>
      ) : (
        <TagTree
          rows={rows}
          current={tagId}
          onCurrent={setTag}
          onFold={fold}
          onOpen={showClaims}
          naming={naming}
          onNamed={named}
          canDrop={(dragged, onto) => canMove(tree, dragged, onto)}
          onDrop={put}
          usesOf={usesOf}
          focusRef={focusTree}
        />
      )}
    </div>
  );

  const isEmpty = tags.data?.length === 0 && naming === null;
  const total = tags.data?.length ?? 0;
  return (
    <Page>
      <PageBar
        title={t("title")}
        total={tags.data === undefined ? "" : t("total", { count: total, n: formats.number(total) })}
        actions={
          <>
            <Button changes icon={<Plus aria-hidden />} keys="n" onPress={() => begin("beside")}>
              {t("add")}
            </Button>
            <Button changes icon={<FileInput aria-hidden />} keys="i" onPress={files.importFile}>
              {t("import")}
            </Button>
            <Button icon={<FileOutput aria-hidden />} keys="x" isDisabled={total === 0} onPress={files.exportFile}>
              {t("export")}
            </Button>
          </>
        }
      />
      {tags.error ? <ErrorNotice error={tags.error} onRetry={() => void tags.refetch()} /> : null}
      {isEmpty ? (
        <EmptyState
          icon={<Tags aria-hidden />}
          title={t("emptyTitle")}
          action={
            <>
              <Button changes tone="primary" onPress={() => begin("beside")}>
                {t("add")}
              </Button>
              <Button changes onPress={files.importFile}>
                {t("import")}
              </Button>
            </>
          }
        >
          {t("emptyText")}
        </EmptyState>
      ) : (
        <SplitPanes
          id="tags"
          panes={[
            { id: "list", content: list, size: 58, min: 320 },
            {
              id: "detail",
              size: 42,
              min: 300,
              content: (
                <PageSide label={t("side")}>
                  {current ? (
                    <TagDetail
                      key={current.id}
                      tree={tree}
                      tag={current}
                      deeds={deeds}
                      onGo={setTag}
                      onRename={rename}
                      onMove={() => setAsked({ kind: "move" })}
                      onMerge={() => setAsked({ kind: "merge", into: null })}
                      onRemove={remove}
                      areaRef={area}
                      coloursRef={colours}
                    />
                  ) : (
                    <p className={css.hint}>{t("pick")}</p>
                  )}
                </PageSide>
              ),
            },
          ]}
        />
      )}
      {current && asked?.kind === "move" ? (
        <MoveDialog
          tree={tree}
          tag={current}
          onClose={() => setAsked(null)}
          onMove={(parentId) => {
            setAsked(null);
            deeds.move(current.id, parentId);
            backToTree();
          }}
          onMerge={(into) => setAsked({ kind: "merge", into })}
        />
      ) : null}
      {current && asked?.kind === "merge" ? (
        <MergeDialog
          key={asked.into ?? "asked"}
          tree={tree}
          tag={current}
          first={asked.into}
          onClose={() => setAsked(null)}
          onMerge={(into) => {
            setAsked(null);
            deeds.merge(current.id, into, () => {
              setTag(into);
              backToTree();
            });
          }}
        />
      ) : null}
      {files.dialog}
    </Page>
  );
}
