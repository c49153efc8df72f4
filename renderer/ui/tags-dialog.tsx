import { useState } from "react";

import type { Tag } from "../../app/tags/model.ts";
import { useText } from "../i18n/index.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./overlays.tsx";
import { ErrorNotice } from "./states.tsx";
import { noTagChange, type TagChange, TagChooser } from "./tag-chooser.tsx";

export interface TagsDialogProps {
  title: string;
  tags: readonly Tag[];
  isBusy: boolean;
  error: unknown;
  onApply: (change: TagChange) => void;
  onClose: () => void;
}

/** Puts tags on the chosen objects and takes tags off them, as one act. */
export function TagsDialog({ title, tags, isBusy, error, onApply, onClose }: TagsDialogProps) {
  const t = useText("ui");
  const [change, setChange] = useState(noTagChange);
  const isNothing = change.add.length === 0 && change.remove.length === 0;
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button tone="primary" isDisabled={isBusy || isNothing} onPress={() => onApply(change)}>
            {t("apply")}
          </Button>
        </>
      }
    >
      <TagChooser tags={tags} change={change} onChange={setChange} />
      {error ? <ErrorNotice error={error} /> : null}
    </Dialog>
  );
}
