import { useEffect } from "react";

import { watchingJobs } from "../../../app/articles/watching.ts";
import { useClient } from "../../data/client.tsx";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useDialogs } from "../../state/dialogs.ts";
import { useView } from "../../state/view.ts";
import { notify, useKeys } from "../../ui/index.ts";
import { nameOf } from "./use-watching.ts";

const Result = watchingJobs["articles.draftArrived"].output;

/** On every page: the key to the watched folders, and the word that something arrived in one, with the way to it. */
export function ArrivalsFollower() {
  const t = useText("watching");
  const formats = useFormats();
  const client = useClient();
  const goToDraft = useView((view) => view.goToDraft);
  const show = useDialogs((dialogs) => dialogs.show);
  useKeys({ "g w": { run: () => show({ kind: "watched" }), label: t("title") } }, { group: t("title") });
  useEffect(() => {
    // Of each folder the newest word is enough.
    const told = new Map<string, () => void>();
    return client.subscribe((event) => {
      if (event.name !== "job-ended" || event.value.procedure !== "articles.draftArrived") return;
      const { data } = Result.safeParse(event.value.result);
      for (const { files, draft, path } of data?.folders ?? []) {
        if (files === 0 || draft === null) continue;
        const { page, draft: shown } = useView.getState();
        const text = t("arrived", { count: files, n: formats.number(files), name: nameOf(path) });
        const isSeen = page === "draft" && shown.id === draft;
        told.get(path)?.();
        const action = { text: t("lookAt"), run: () => goToDraft(draft) };
        told.set(path, notify({ text, ...(isSeen ? {} : { action }) }));
      }
    });
  }, [client, goToDraft, t, formats]);
  return null;
}
