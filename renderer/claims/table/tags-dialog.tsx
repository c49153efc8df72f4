import { useState } from "react";

import { useChange, useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { Button, Dialog, ErrorNotice } from "../../ui/index.ts";
import { noTagChange, TagChooser } from "../../ui/tag-chooser.tsx";

/** Puts tags on the chosen claims and takes tags off them, as one act. */
export function TagsDialog({
  ids,
  onClose,
  onDone,
}: {
  ids: readonly string[];
  onClose: () => void;
  onDone: (changed: number) => void;
}) {
  const t = useText("claims");
  const formats = useFormats();
  const tags = useRead("tags.list", {}).data ?? [];
  const bulk = useChange("claims.bulk");
  const [change, setChange] = useState(noTagChange);
  return (
    <Dialog
      title={t("bulkTagTitle", { count: ids.length, n: formats.number(ids.length) })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button
            tone="primary"
            isDisabled={bulk.isPending || (change.add.length === 0 && change.remove.length === 0)}
            onPress={() =>
              bulk.mutate(
                { ids: [...ids], addTags: change.add, removeTags: change.remove },
                {
                  onSuccess: ({ changed }) => {
                    onClose();
                    onDone(changed);
                  },
                },
              )
            }
          >
            {t("apply")}
          </Button>
        </>
      }
    >
      <TagChooser
        tags={tags}
        change={change}
        onChange={setChange}
        label={t("addTag")}
        help={t("addTagHelp")}
        addText={t("tagsToAdd")}
        removeText={t("tagsToRemove")}
        emptyText={t("noTags")}
      />
      {bulk.error ? <ErrorNotice error={bulk.error} /> : null}
    </Dialog>
  );
}
