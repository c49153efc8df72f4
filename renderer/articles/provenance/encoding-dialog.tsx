import type { Encoding } from "../../../app/articles/encodings.ts";
import { useClient } from "../../data/client.tsx";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { notify, notifyDone } from "../../ui/index.ts";
import { EncodingChooser } from "./encoding-chooser.tsx";

/** How the first of some articles reads in likely encodings; the one that makes sense is taken for all of them. */
export function EncodingDialog({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const t = useText("provenance");
  const formats = useFormats();
  const client = useClient();
  const [first = ""] = ids;
  const previews = useRead("articles.previewEncodings", { id: first });

  async function apply(encoding: Encoding): Promise<void> {
    const { result } = await client.run("articles.readAnew", { ids: [...ids], encoding });
    const { changed, failed } = result;
    onClose();
    const n = formats.number(changed);
    if (changed > 0) notifyDone(t("done", { count: changed, n, encoding: t(`encoding.${encoding}`) }));
    const [bad] = failed;
    if (bad) {
      const many = { count: failed.length, n: formats.number(failed.length) };
      notify({ text: t("failed", { ...many, first: bad.message }), tone: "bad" });
    }
    if (!bad && changed === 0) notify({ text: t("same") });
  }

  return (
    <EncodingChooser
      notes={[
        t("encodingText"),
        ...(ids.length > 1 ? [t("encodingMany", { count: ids.length, n: formats.number(ids.length) })] : []),
      ]}
      previews={previews.data?.previews ?? null}
      error={previews.error}
      onRetry={() => void previews.refetch()}
      current={previews.data?.current ?? null}
      onApply={apply}
      onClose={onClose}
    />
  );
}
