import { FileClock } from "lucide-react";

import type { UnfinishedImport } from "../../app/articles/model.ts";
import { shownName } from "../../app/text/shown-names.ts";
import { useClient } from "../data/client.tsx";
import { useChange, useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { Button, notify, notifyFailure } from "../ui/index.ts";

import css from "./banners.module.css";

/** Says which imports into this case were not finished, with going on with them and leaving them as they are. */
export function UnfinishedImports() {
  const { data } = useRead("articles.unfinishedImports", {}, { keep: true });
  return (data ?? []).map((each) => <Unfinished key={each.id} unfinished={each} />);
}

function Unfinished({ unfinished }: { unfinished: UnfinishedImport }) {
  const { id, files, paths, stopped } = unfinished;
  const t = useText("shell");
  const formats = useFormats();
  const client = useClient();
  const { mutate: leave, isPending } = useChange("articles.leaveImport");
  const goOn = (): void => void client.call("articles.goOnImport", { id }).catch(notifyFailure);
  return (
    <div className={css.banner} aria-live="polite" data-tone="plain">
      <FileClock aria-hidden />
      <span className={css.text}>
        {t(stopped ? "importStopped" : "importCutOff")} {t("filesIn", { count: files, n: formats.number(files) })}{" "}
        <bdi className={css.detail} dir="auto">
          {shownName(paths[0] ?? "")}
        </bdi>
      </span>
      <Button small changes isDisabled={isPending} onPress={goOn}>
        {t("goOn")}
      </Button>
      <Button
        small
        changes
        isDisabled={isPending}
        onPress={() =>
          leave({ id }, { onSuccess: () => void notify({ text: t("importLeft") }), onError: notifyFailure })
        }
      >
        {t("leaveImport")}
      </Button>
    </div>
  );
}
