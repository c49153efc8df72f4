import { useClient } from "../../data/client.tsx";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { EncodingChooser } from "../provenance/encoding-chooser.tsx";

/** How the first of some unreadable files reads in likely encodings; all of them are read again in the one that makes sense. */
export function UnreadableEncoding({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const t = useText("unreadable");
  const formats = useFormats();
  const client = useClient();
  const [first = ""] = ids;
  const previews = useRead("articles.previewUnreadable", { id: first });
  return (
    <EncodingChooser
      notes={[
        t("encodingText"),
        ...(ids.length > 1 ? [t("encodingMany", { count: ids.length, n: formats.number(ids.length) })] : []),
      ]}
      previews={previews.data?.previews ?? null}
      error={previews.error}
      onRetry={() => void previews.refetch()}
      current={null}
      onApply={async (encoding) => {
        // The frame tells what comes of it, as of every import.
        await client.call("articles.readUnreadable", { ids: [...ids], reading: { encoding } });
        onClose();
      }}
      onClose={onClose}
    />
  );
}
