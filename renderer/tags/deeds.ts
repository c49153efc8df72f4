import { useChange } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { notifyFailure, notifyDone } from "../ui/index.ts";
import { lineOf, type Tree } from "./tree.ts";

/** What can be done with tags, each told in passing with a way back. */
export interface Deeds {
  move: (id: string, parentId: string | null) => void;
  merge: (id: string, into: string, onDone: () => void) => void;
  remove: (id: string, onDone: () => void) => void;
  rename: (id: string, name: string) => void;
  recolour: (id: string, colour: number) => void;
  describe: (id: string, description: string) => void;
}

export function useDeeds(tree: Tree): Deeds {
  const t = useText("tags");
  const formats = useFormats();
  const { mutate: edit } = useChange("tags.edit");
  const { mutate: mergeTags } = useChange("tags.merge");
  const { mutate: removeTag } = useChange("tags.remove");
  const nameOf = (id: string | null): string => (id === null ? t("top") : (tree.byId.get(id)?.name ?? ""));
  const onError = notifyFailure;
  return {
    move: (id, parentId) =>
      edit(
        { id, parentId },
        {
          onSuccess: () =>
            notifyDone(
              parentId === null
                ? t("movedTop", { name: nameOf(id) })
                : t("moved", { name: nameOf(id), to: nameOf(parentId) }),
            ),
          onError,
        },
      ),
    merge: (id, into, onDone) =>
      mergeTags(
        { ids: [id], into },
        {
          onSuccess: () => {
            onDone();
            notifyDone(t("merged", { name: nameOf(id), into: nameOf(into) }));
          },
          onError,
        },
      ),
    remove: (id, onDone) => {
      const below = countBelow(tree, id);
      removeTag(
        { id },
        {
          onSuccess: () => {
            onDone();
            notifyDone(
              below === 0
                ? t("removed", { name: nameOf(id) })
                : t("removedWith", { name: nameOf(id), count: below, n: formats.number(below) }),
            );
          },
          onError,
        },
      );
    },
    rename: (id, name) => edit({ id, name }, { onError }),
    recolour: (id, colour) => edit({ id, colour }, { onError }),
    describe: (id, description) => edit({ id, description: description === "" ? null : description }, { onError }),
  };
}

/** How many tags stand below a tag. */
export const countBelow = (tree: Tree, id: string): number =>
  (tree.children.get(id) ?? []).reduce((sum, child) => sum + 1 + countBelow(tree, child.id), 0);

/** A tag's place in words: its path with room around the slashes. */
export const pathWords = (tree: Tree, id: string): string =>
  lineOf(tree, id)
    .map(({ name }) => name)
    .join(" / ");
