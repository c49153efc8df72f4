import { FileSearch } from "lucide-react";
import { useEffect } from "react";

import { useClient } from "../../data/client.tsx";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { type Looked, useLooked } from "../../state/looked.ts";
import { useView } from "../../state/view.ts";
import { Button, notify, notifyFailure, useKeys } from "../../ui/index.ts";
import { draftName } from "./words.ts";

/** In the library: the way to the drafts, where some wait. */
export function DraftsButton() {
  const t = useText("draft");
  const formats = useFormats();
  const goToDraft = useView((view) => view.goToDraft);
  const waiting = useRead("articles.drafts", {}, { keep: true }).data?.length ?? 0;
  if (waiting === 0) return null;
  return (
    <Button keys="g i" icon={<FileSearch aria-hidden />} onPress={() => goToDraft(null)}>
      {waiting === 1 ? t("button") : t("buttonCount", { n: formats.number(waiting) })}
    </Button>
  );
}

/**
 * On every page: the key to the drafts, and what becomes of one that was read because something was chosen for import. It
 * is shown where the analyst still is where they asked for it, else told of; what needs no look comes in.
 */
export function DraftsFollower() {
  const t = useText("draft");
  const formats = useFormats();
  const client = useClient();
  const goToDraft = useView((view) => view.goToDraft);
  const last = useLooked((looked) => looked.last);
  useKeys({ "g i": { run: () => goToDraft(null), label: t("open") } }, { group: t("title") });
  useEffect(() => {
    if (last === null) return;
    useLooked.setState({ last: null });
    act(last);

    function act({ draft, stopped, isToBeSeen, from }: Looked): void {
      const { page } = useView.getState();
      if (!isToBeSeen) {
        client.call("articles.importDraft", { id: draft.id }).catch(notifyFailure);
      } else if (page === "draft" || (page === from && !stopped)) {
        goToDraft(draft.id);
      } else {
        notify({
          text: t("lookedNotice", {
            name: `\u2068${draftName(draft).name}\u2069`,
            count: draft.items,
            n: formats.number(draft.items),
          }),
          action: { text: t("look"), run: () => goToDraft(draft.id) },
        });
      }
    }
  }, [last, client, goToDraft, t, formats]);
  return null;
}
