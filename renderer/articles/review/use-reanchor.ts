import type { Reanchoring } from "../../../app/articles/anchors.ts";
import { useChange } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { notifyFailure, notifyDone } from "../../ui/index.ts";

/** Takes marks over to the text that is read, tells of it and offers to take it back. */
export function useReanchor(): {
  take: (id: string, version: string, items: readonly Reanchoring[], after?: () => void) => void;
  isPending: boolean;
} {
  const t = useText("review");
  const formats = useFormats();
  const reanchor = useChange("articles.reanchor");
  const take = (id: string, version: string, items: readonly Reanchoring[], after?: () => void): void =>
    reanchor.mutate(
      { id, version, items: [...items] },
      {
        onSuccess: ({ changed, cuesLeft }) => {
          const said = t("taken", { count: changed, n: formats.number(changed) });
          const left = cuesLeft === 0 ? "" : ` ${t("cuesLeft", { count: cuesLeft, n: formats.number(cuesLeft) })}`;
          notifyDone(said + left);
          after?.();
        },
        onError: notifyFailure,
      },
    );
  return { take, isPending: reanchor.isPending };
}
