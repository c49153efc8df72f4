import { FileX2 } from "lucide-react";

import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { Button, useKeys } from "../../ui/index.ts";

/** On every page: the key to what could not be read. */
export function UnreadableKey() {
  const t = useText("unreadable");
  const go = useView((view) => view.go);
  useKeys({ "g u": { run: () => go("unreadable"), label: t("open") } }, { group: t("title") });
  return null;
}

/** In the library: the way to what could not be read, where there is something that was not left aside. */
export function UnreadableButton() {
  const t = useText("unreadable");
  const formats = useFormats();
  const go = useView((view) => view.go);
  const count = useRead("articles.unreadableCounts", { filter: {} }, { keep: true }).data?.open ?? 0;
  if (count === 0) return null;
  return (
    <Button keys="g u" icon={<FileX2 aria-hidden />} onPress={() => go("unreadable")}>
      {t("button", { count, n: formats.number(count) })}
    </Button>
  );
}
