import type { RelationKind } from "../../../app/claims/model.ts";
import type { Input } from "../../../app/contract/index.ts";
import { useClient } from "../../data/client.tsx";
import { useText } from "../../i18n/index.ts";
import { notifyFailure, notifyDone } from "../../ui/index.ts";

async function act(deed: () => Promise<unknown>, told: string): Promise<boolean> {
  try {
    await deed();
    notifyDone(told);
    return true;
  } catch (error) {
    notifyFailure(error);
    return false;
  }
}

/** What can be done to relations; each act is told with a way back. Answers whether it was done. */
export function useRelate() {
  const t = useText("relations");
  const client = useClient();

  return {
    add: (kind: RelationKind, fromId: string, toId: string) =>
      act(() => client.call("relations.add", { kind, pairs: [{ fromId, toId }], note: null }), t(`made.${kind}`)),
    edit: (change: Input<"relations.edit">) => act(() => client.call("relations.edit", change), t("changed")),
    remove: (id: string) => act(() => client.call("relations.remove", { ids: [id] }), t("removed")),
  };
}
