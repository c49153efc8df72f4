import { Tag as TagSign, Trash2, X } from "lucide-react";
import { useState } from "react";

import type { Tag } from "../../../app/tags/model.ts";
import { useChange } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import {
  Button,
  ChosenBar,
  credibilityValues,
  IconButton,
  notify,
  notifyFailure,
  reliabilityValues,
  useKeys,
} from "../../ui/index.ts";
import { TagsDialog } from "../../ui/tags-dialog.tsx";
import { type GradeChoice, GradeDialog } from "./grade-dialog.tsx";

/** What can be done with the claims that are chosen; letters and digits grade, `t` tags. */
export function SelectionBar({
  ids,
  tags,
  onClear,
}: {
  ids: readonly string[];
  tags: readonly Tag[];
  onClear: () => void;
}) {
  const t = useText("claims");
  const formats = useFormats();
  const tag = useChange("claims.bulk");
  const remove = useChange("claims.remove");
  const undo = useChange("ledger.undo");
  const [open, setOpen] = useState<{ kind: "grade"; first: GradeChoice } | { kind: "tags" } | null>(null);
  const isNone = ids.length === 0;

  const tell = (text: string): void => {
    notify({
      text,
      tone: "good",
      action: { text: t("undo"), run: () => undo.mutate({}, { onError: notifyFailure }) },
    });
  };
  const done = (changed: number): void => tell(t("changed", { count: changed, n: formats.number(changed) }));
  const tagged = ({ changed }: { changed: number }): void => {
    setOpen(null);
    done(changed);
  };
  const removeAll = (): void =>
    remove.mutate(
      { ids: [...ids] },
      {
        onSuccess: () => {
          onClear();
          tell(t("removedDone", { count: ids.length, n: formats.number(ids.length) }));
        },
        onError: notifyFailure,
      },
    );
  const openGrades = (first: GradeChoice) => () => setOpen({ kind: "grade", first });
  const grade = (first: GradeChoice) => ({ run: openGrades(first), changes: true });
  useKeys(
    {
      ...Object.fromEntries(reliabilityValues.map((value) => [value.toLowerCase(), grade({ reliability: value })])),
      ...Object.fromEntries(credibilityValues.map((value) => [value, grade({ credibility: value })])),
      r: { ...grade({}), label: t("bulkGrade") },
      t: { run: () => setOpen({ kind: "tags" }), label: t("bulkTag"), changes: true },
      Delete: { run: removeAll, label: t("bulkRemove"), changes: true },
    },
    { enabled: !isNone, group: t("title") },
  );

  if (isNone) return null;
  const label = t("selected", { count: ids.length, n: formats.number(ids.length) });
  return (
    <ChosenBar label={label}>
      <Button small changes onPress={openGrades({})}>
        {t("bulkGrade")}
      </Button>
      <Button small changes icon={<TagSign aria-hidden />} onPress={() => setOpen({ kind: "tags" })}>
        {t("bulkTag")}
      </Button>
      <Button small changes icon={<Trash2 aria-hidden />} onPress={removeAll}>
        {t("bulkRemove")}
      </Button>
      <IconButton label={t("clearSelection")} keys="Escape" onPress={onClear}>
        <X aria-hidden />
      </IconButton>
      {open?.kind === "grade" ? (
        <GradeDialog ids={ids} first={open.first} onClose={() => setOpen(null)} onDone={done} />
      ) : null}
      {open?.kind === "tags" ? (
        <TagsDialog
          title={t("bulkTagTitle", { count: ids.length, n: formats.number(ids.length) })}
          tags={tags}
          isBusy={tag.isPending}
          error={tag.error}
          onApply={(change) =>
            tag.mutate({ ids: [...ids], addTags: change.add, removeTags: change.remove }, { onSuccess: tagged })
          }
          onClose={() => setOpen(null)}
        />
      ) : null}
    </ChosenBar>
  );
}
