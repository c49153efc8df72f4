import { Files } from "lucide-react";

import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { Button, useKeys } from "../../ui/index.ts";

/** In the library: the way to the copies, and how many proposals wait. */
export function CopiesButton() {
  const t = useText("copies");
  const formats = useFormats();
  const go = useView((view) => view.go);
  const total = useRead("articles.familyProposals", { limit: 1 }).data?.total ?? 0;
  useKeys({ "g d": { run: () => go("copies"), label: t("title") } }, { group: t("title") });
  return (
    <Button keys="g d" icon={<Files aria-hidden />} onPress={() => go("copies")}>
      {total === 0 ? t("button") : t("buttonCount", { n: formats.number(total) })}
    </Button>
  );
}
