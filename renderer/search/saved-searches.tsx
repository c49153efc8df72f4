import { type SavedSearch, savedSearch, SAVED_SEARCHES } from "../../app/search/model.ts";
import { useSavedViews } from "../data/views.ts";
import { useText } from "../i18n/index.ts";
import { useView } from "../state/view.ts";
import { notify } from "../ui/index.ts";
import { ViewsButton } from "../ui/table/views-button.tsx";

/** Searches that are kept under names with the case: opened, kept, renamed, removed. */
export function SavedSearches() {
  const t = useText("search");
  const look = useView((view) => view.search);
  const setSearch = useView((view) => view.setSearch);
  const rememberQuery = useView((view) => view.rememberQuery);
  const saved = useSavedViews(SAVED_SEARCHES);
  const { query, reading, order, groupBy, within, sort, copies } = look;
  // Claims that were chosen by hand are kept by no search: the contract has no place for them.
  const isKept = within === null || !("claims" in within);
  const now: SavedSearch = {
    query: query.trim(),
    reading,
    order,
    groupBy,
    within: isKept ? within : null,
    sort,
    copies,
  };
  const same = JSON.stringify(now);
  const shown = saved.views.find((view) => {
    const read = savedSearch(view);
    return read !== null && JSON.stringify({ ...now, ...read }) === same;
  });
  return (
    <ViewsButton
      words="search"
      views={saved.views}
      shown={shown?.name ?? null}
      onApply={(view) => {
        const read = savedSearch(view);
        if (!read) {
          notify({ text: t("unreadable", { name: view.name }), tone: "bad" });
          return false;
        }
        rememberQuery(read.query);
        setSearch({ ...read, group: null });
        return true;
      }}
      onKeep={(name) => saved.save(name, now)}
      onRename={async (view, name) => {
        const renamed = await saved.save(name, view.content as object);
        await saved.remove(view.id);
        return renamed;
      }}
      onRemove={({ id }) => saved.remove(id)}
      onPutBack={({ name, content }) => saved.save(name, content as object)}
    />
  );
}
