import { SavedView } from "../../app/cases/model.ts";
import { useChange, useRead } from "./queries.ts";

const none: readonly SavedView[] = [];

/** The views that are kept for a page, and keeping, replacing and forgetting one. */
export function useSavedViews(page: string) {
  const views = useRead("cases.views", { page }).data ?? none;
  const save = useChange("cases.saveView");
  const remove = useChange("cases.removeView");
  return {
    views,
    /** The content is kept as JSON keeps it. */
    save: (name: string, content: object): Promise<SavedView> =>
      save.mutateAsync({ page, name, content: SavedView.shape.content.parse(JSON.parse(JSON.stringify(content))) }),
    remove: (id: string): Promise<unknown> => remove.mutateAsync({ id }),
  };
}
