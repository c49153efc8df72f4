import { LogOut, Pencil, RefreshCw, Tag as TagSign, X } from "lucide-react";
import { useCallback, useMemo, useRef, useState } from "react";

import { DraftColumn, type DraftFilter, type DraftItem, type ImportDraft } from "../../../app/articles/drafts.ts";
import { useClient } from "../../data/client.tsx";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import {
  Button,
  ChosenBar,
  DataTable,
  EmptyState,
  IconButton,
  notify,
  notifyFailure,
  Page,
  PageBar,
  PageSide,
  SplitPanes,
  useKeys,
} from "../../ui/index.ts";
import { TagsDialog } from "../../ui/tags-dialog.tsx";
import { useDraftColumns } from "./columns.tsx";
import { DraftFilters, StateTabs } from "./draft-filters.tsx";
import { ItemFields } from "./item-fields.tsx";
import { ItemPane, useNameColumns } from "./item-pane.tsx";
import { Standing } from "./standing.tsx";
import { useDraftActs } from "./use-draft-acts.ts";
import { type DraftEdit, draftName, edited, isNarrowed, tabOf } from "./words.ts";

import css from "./draft.module.css";

const none: readonly never[] = [];
/** Selected items of which it is looked what they have in common. */
const COMPARED = 1000;

/** One draft: its items by state, what would become of the current one, corrections, and bringing it in. */
export function DraftView({ draft, others }: { draft: ImportDraft; others: number }) {
  const t = useText("draft");
  const formats = useFormats();
  const client = useClient();
  const { filter, sort } = useView((view) => view.draft);
  const setDraft = useView((view) => view.setDraft);
  const goToDraft = useView((view) => view.goToDraft);
  const tags = useRead("tags.list", {}).data ?? none;
  const columns = useDraftColumns(tags);
  const place = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<{ item: DraftItem; index: number } | null>(null);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  // Where the next press of a key goes on from, though the row before is not drawn yet.
  const at = useRef({ index: 0, total: 0 });
  const [goTo, setGoTo] = useState<{ index: number } | null>(null);
  const [isTagging, setTagging] = useState(false);
  const [seen] = useState(() => new Map<string, DraftItem>());
  const [, setEdits] = useState(0);
  const nameColumns = useNameColumns(draft);

  const acts = useDraftActs(
    draft,
    (ids, edit) => {
      for (const id of ids) {
        const item = seen.get(id);
        if (item) seen.set(id, edited(item, edit));
      }
      setEdits((count) => count + 1);
    },
    () => seen.clear(),
  );

  const listing = useMemo(() => ({ id: draft.id, filter, sort }), [draft.id, filter, sort]);
  const fetchWindow = useCallback(
    async (offset: number, limit: number) => {
      const page = await client.call("articles.draftItems", { ...listing, offset, limit });
      for (const row of page.rows) seen.set(row.id, row);
      at.current.total = page.total;
      return page;
    },
    [client, listing, seen],
  );
  const setFilter = (next: DraftFilter): void => {
    setDraft({ filter: next });
    setSelection(new Set());
  };
  const onCurrent = useCallback((item: DraftItem | null, index: number) => {
    at.current.index = index;
    setCurrent(item === null ? null : { item, index });
  }, []);

  const ids = useMemo(() => [...selection], [selection]);
  const isMany = ids.length > 1;
  // What keys act on: what is selected, else the row that the keyboard stands on.
  const meant = ids.length > 0 ? ids : current ? [current.item.id] : [];
  const known = meant.length <= COMPARED ? meant.flatMap((id) => seen.get(id) ?? []) : [];
  const shown = current ? (seen.get(current.item.id) ?? current.item) : null;
  const isBusy = draft.busy !== null;

  const toTable = (): void =>
    place.current?.querySelector<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true });
  const toFields = (): unknown => {
    const input = place.current?.querySelector<HTMLInputElement>("[data-fields] input");
    if (!input) return false;
    input.focus();
    return input.select();
  };
  const leaveOut = (isOut: boolean): void => acts.edit(meant, { leaveOut: isOut }, isOut ? "outDone" : "inDone");
  // Where all of them are out they are taken in.
  const turnOut = (): void => leaveOut(!(known.length > 0 && known.every((item) => item.leftOut)));
  const importNow = (): unknown => {
    if (isBusy) return false;
    if (draft.toImport === 0 && !draft.begun) return notify({ text: t("importNothing") });
    return acts.importNow();
  };
  const show = async (id: string): Promise<void> => {
    const all = await client.call("articles.draftItemIds", { id: draft.id, sort });
    const index = all.indexOf(id);
    if (index === -1) return;
    setFilter({});
    setGoTo({ index });
    toTable();
  };
  const move = (by: number): void => {
    const { index, total } = at.current;
    at.current.index = Math.max(0, Math.min(total - 1, index + by));
    if (total > 0) setGoTo({ index: at.current.index });
    toTable();
  };

  useKeys(
    {
      j: { run: () => move(1), label: t("next") },
      k: { run: () => move(-1), label: t("previous") },
      x: { run: () => (meant.length > 0 ? turnOut() : false), label: t("leaveOutTurn"), changes: true },
      e: { run: toFields, label: t("correct"), changes: true },
      F2: { run: toFields, label: t("correct"), changes: true },
      "alt+t": { run: () => meant.length > 0 && setTagging(true), label: t("setTags"), changes: true },
      r: { run: () => (isBusy ? false : acts.lookAgain()), label: t("lookAgain"), changes: true },
      "alt+x": { run: () => (isBusy ? false : acts.leave()), label: t("leave"), changes: true },
      // Where nothing of the draft can be taken back, the frame takes back the case's newest act.
      "mod+z": { run: acts.undo, label: t("undo"), changes: true },
      "mod+shift+z": { run: acts.redo, label: t("redo"), changes: true },
      "mod+y": { run: acts.redo, changes: true },
    },
    { group: t("title") },
  );
  useKeys(
    { "mod+Enter": { run: importNow, label: t("importAct"), changes: true } },
    { group: t("title"), inFields: true },
  );

  const { name, more } = draftName(draft);
  const fullName = more === 0 ? name : t("andMore", { name, count: more, n: formats.number(more) });
  const chosenTab = tabOf(filter);
  const importText = draft.begun
    ? t("goOnImport")
    : draft.toImport === 0
      ? t("importNothing")
      : t("import", { count: draft.toImport, n: formats.number(draft.toImport) });

  return (
    <Page>
      <PageBar
        title={t("title")}
        total={t("total", { name: `\u2068${fullName}\u2069`, count: draft.items, n: formats.number(draft.items) })}
        chosen={
          ids.length === 0 ? null : (
            <ChosenBar label={t("selected", { count: ids.length, n: formats.number(ids.length) })}>
              <Button small changes keys="x" onPress={() => leaveOut(true)}>
                {t("leaveOut")}
              </Button>
              <Button small changes onPress={() => leaveOut(false)}>
                {t("takeIn")}
              </Button>
              <Button small changes keys="e" icon={<Pencil aria-hidden />} onPress={() => void toFields()}>
                {t("correct")}
              </Button>
              <Button small changes keys="alt+t" icon={<TagSign aria-hidden />} onPress={() => setTagging(true)}>
                {t("setTags")}
              </Button>
              {known.length > 1 && known.every((item) => item.state === "needs-mapping") ? (
                <Button small changes onPress={() => nameColumns(known)}>
                  {t("nameColumns")}
                </Button>
              ) : null}
              <IconButton label={t("clearSelection")} keys="Escape" onPress={() => setSelection(new Set())}>
                <X aria-hidden />
              </IconButton>
            </ChosenBar>
          )
        }
        actions={
          <>
            {others > 0 ? <Button onPress={() => goToDraft(null)}>{t("all")}</Button> : null}
            <IconButton label={t("lookAgain")} keys="r" changes isDisabled={isBusy} onPress={() => acts.lookAgain()}>
              <RefreshCw aria-hidden />
            </IconButton>
            <IconButton label={t("leave")} keys="alt+x" changes isDisabled={isBusy} onPress={acts.leave}>
              <LogOut aria-hidden />
            </IconButton>
            <Button
              tone="primary"
              changes
              keys="mod+Enter"
              isDisabled={isBusy || (draft.toImport === 0 && !draft.begun)}
              onPress={() => void importNow()}
            >
              {importText}
            </Button>
          </>
        }
      />
      <Standing draft={draft} onGoOn={() => acts.lookAgain()} />
      <StateTabs draft={draft} filter={filter} onChange={setFilter} />
      <DraftFilters draft={draft} filter={filter} onChange={setFilter} />
      <div ref={place} className={css.place}>
        <SplitPanes
          id="draft"
          panes={[
            {
              id: "items",
              size: 68,
              min: 380,
              content: (
                <DataTable
                  label={t("tableLabel")}
                  columns={columns}
                  queryKey={["articles.draftItems", listing]}
                  fetchWindow={fetchWindow}
                  rowId={(item) => item.id}
                  sort={sort[0] ?? null}
                  onSort={({ column, descending }) => {
                    const named = DraftColumn.safeParse(column);
                    if (named.success) setDraft({ sort: [{ column: named.data, descending }] });
                  }}
                  onOpen={() => void toFields()}
                  selection={selection}
                  onSelect={setSelection}
                  fetchIds={() => client.call("articles.draftItemIds", listing)}
                  onCurrent={onCurrent}
                  goTo={goTo}
                  rowTone={(item) => (item.leftOut || item.state === "duplicate" ? "muted" : undefined)}
                  memory="draft"
                  autoFocus
                  empty={
                    draft.busy === "reading" && draft.items === 0 ? (
                      <EmptyState title={t("reading")} />
                    ) : chosenTab === "all" && !isNarrowed(filter) ? (
                      <EmptyState title={t("nothingFoundTitle")}>{t("nothingFoundText")}</EmptyState>
                    ) : (
                      <EmptyState
                        title={t("noneTitle")}
                        action={<Button onPress={() => setFilter({})}>{t("clearFilters")}</Button>}
                      >
                        {t("noneText")}
                      </EmptyState>
                    )
                  }
                />
              ),
            },
            {
              id: "item",
              size: 32,
              min: 250,
              max: 520,
              content: (
                <PageSide label={t(isMany ? "paneMany" : "pane")}>
                  {isMany ? (
                    <div className={css.paneBody}>
                      <h2 className={css.paneTitle}>
                        {t("selected", { count: ids.length, n: formats.number(ids.length) })}
                      </h2>
                      <ItemFields
                        key={ids.length}
                        ids={ids}
                        items={known}
                        tags={tags}
                        onEdit={(edit: DraftEdit, words) => acts.edit(ids, edit, words)}
                        onLeave={toTable}
                      />
                    </div>
                  ) : shown ? (
                    <ItemPane
                      draft={draft}
                      item={shown}
                      acts={acts}
                      tags={tags}
                      onLeave={toTable}
                      onShow={(id) => void show(id).catch(notifyFailure)}
                    />
                  ) : (
                    <p className={css.hint}>{t("paneNone")}</p>
                  )}
                </PageSide>
              ),
            },
          ]}
        />
      </div>
      {isTagging ? (
        <TagsDialog
          title={t("tagsTitle", { count: meant.length, n: formats.number(meant.length) })}
          tags={tags}
          isBusy={false}
          error={null}
          onApply={(change) => {
            setTagging(false);
            acts.edit(meant, { addTags: change.add, removeTags: change.remove }, "tagged");
          }}
          onClose={() => setTagging(false)}
        />
      ) : null}
    </Page>
  );
}
