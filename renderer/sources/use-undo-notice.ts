import { useClient } from "../data/client.tsx";
import { useChange } from "../data/queries.ts";
import { useText } from "../i18n/index.ts";
import { notify, notifyFailure } from "../ui/index.ts";

/**
 * Tells of an act that was just done, with a button that undoes it. Undo takes back the newest act: where another was done
 * since, the button says so instead of taking back that one.
 */
export function useUndoNotice(): (text: string) => void {
  const t = useText("sources");
  const client = useClient();
  const undo = useChange("ledger.undo");
  const newest = async (): Promise<string | null> => (await client.call("ledger.standing", {})).undo?.act ?? null;
  return (text) => {
    const told = newest().catch(() => null);
    const takeBack = async (): Promise<void> => {
      try {
        const act = await told;
        if (act !== null && act !== (await newest())) notify({ text: t("notNewest") });
        else undo.mutate({}, { onError: notifyFailure });
      } catch (error) {
        notifyFailure(error);
      }
    };
    notify({ text, tone: "good", action: { text: t("undo"), run: () => void takeBack() } });
  };
}
