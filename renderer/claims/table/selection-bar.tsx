import {
  CircleHelp,
  Download,
  Ellipsis,
  EyeOff,
  GitCompareArrows,
  Pencil,
  Search,
  Tag as TagSign,
  Trash2,
  X,
} from "lucide-react";
import { useState } from "react";

import type { Tag } from "../../../app/tags/model.ts";
import { useChange } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useDialogs } from "../../state/dialogs.ts";
import { useView } from "../../state/view.ts";
import {
  Button,
  ChosenBar,
  credibilityValues,
  IconButton,
  MenuButton,
  notifyFailure,
  reliabilityValues,
  useKeys,
  notifyDone,
} from "../../ui/index.ts";
import { TagsDialog } from "../../ui/tags-dialog.tsx";
import { BulkDialog } from "../bulk/bulk-dialog.tsx";
import { type GradeChoice, GradeDialog } from "./grade-dialog.tsx";

interface SelectionBarProps {
  ids: readonly string[];
  tags: readonly Tag[];
  onClear: () => void;
  /** Takes the chosen claims out to a file. */
  onExport: () => void;
}

type Open = { kind: "grade"; first: GradeChoice } | { kind: "tags" } | { kind: "edit" };

/** How many claims a question takes at once, as the contract has it; more go through editing. */
const mostGathered = 10_000;
/** How many claims a search can be kept within, as the contract has it. */
const mostWithin = 10_000;

/** What can be done with the claims that are chosen; letters and digits grade, each other deed has its key. */
export function SelectionBar({ ids, tags, onClear, onExport }: SelectionBarProps) {
  const t = useText("claims");
  const formats = useFormats();
  const tag = useChange("claims.bulk");
  const remove = useChange("claims.remove");
  const show = useDialogs((dialogs) => dialogs.show);
  const startGrading = useView((view) => view.startGrading);
  const searchWithin = useView((view) => view.searchWithin);
  const [open, setOpen] = useState<Open | null>(null);
  const isNone = ids.length === 0;

  const done = (changed: number): void => notifyDone(t("changed", { count: changed, n: formats.number(changed) }));
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
          notifyDone(t("removedDone", { count: ids.length, n: formats.number(ids.length) }));
        },
        onError: notifyFailure,
      },
    );
  const openGrades = (first: GradeChoice) => () => setOpen({ kind: "grade", first });
  const grade = (first: GradeChoice) => ({ run: openGrades(first), changes: true });
  const edit = (): void => setOpen({ kind: "edit" });
  // One claim is related where it is read; here two are the fewest.
  const canRelate = ids.length >= 2;
  const relate = (): unknown => canRelate && show({ kind: "relate", claimIds: ids });
  const gather = (): void => (ids.length > mostGathered ? edit() : show({ kind: "gather", claimIds: ids }));
  const run = (): void => startGrading(ids);
  const canSearch = ids.length <= mostWithin;
  const search = (): unknown => canSearch && searchWithin({ claims: [...ids] });
  useKeys(
    {
      ...Object.fromEntries(reliabilityValues.map((value) => [value.toLowerCase(), grade({ reliability: value })])),
      ...Object.fromEntries(credibilityValues.map((value) => [value, grade({ credibility: value })])),
      r: { ...grade({}), label: t("bulkGrade") },
      t: { run: () => setOpen({ kind: "tags" }), label: t("bulkTag"), changes: true },
      "shift+e": { run: edit, label: t("bulkEdit"), changes: true },
      "shift+r": { run: relate, label: t("bulkRelate"), changes: true },
      q: { run: gather, label: t("bulkGather"), changes: true },
      "shift+b": { run, label: t("bulkBlind"), changes: true },
      "alt+s": { run: search, label: t("searchWithin") },
      "shift+x": { run: onExport, label: t("exportChosen") },
      Delete: { run: removeAll, label: t("bulkRemove"), changes: true },
    },
    { enabled: !isNone, group: t("title") },
  );

  if (isNone) return null;
  const label = t("selected", { count: ids.length, n: formats.number(ids.length) });
  return (
    <ChosenBar label={label}>
      <Button small changes keys="r" onPress={openGrades({})}>
        {t("bulkGrade")}
      </Button>
      <Button small changes keys="t" icon={<TagSign aria-hidden />} onPress={() => setOpen({ kind: "tags" })}>
        {t("bulkTag")}
      </Button>
      <Button small changes keys="shift+e" icon={<Pencil aria-hidden />} onPress={edit}>
        {t("bulkEdit")}
      </Button>
      <MenuButton
        label={t("more")}
        trigger={
          <IconButton label={t("more")}>
            <Ellipsis aria-hidden />
          </IconButton>
        }
        items={[
          {
            id: "relate",
            text: t("bulkRelate"),
            icon: <GitCompareArrows aria-hidden />,
            keys: "shift+r",
            changes: true,
            isDisabled: !canRelate,
            onAction: relate,
          },
          {
            id: "gather",
            text: t("bulkGather"),
            icon: <CircleHelp aria-hidden />,
            keys: "q",
            changes: true,
            onAction: gather,
          },
          {
            id: "blind",
            text: t("bulkBlind"),
            icon: <EyeOff aria-hidden />,
            keys: "shift+b",
            changes: true,
            onAction: run,
          },
          {
            id: "search",
            text: t("searchWithin"),
            icon: <Search aria-hidden />,
            keys: "alt+s",
            separated: true,
            isDisabled: !canSearch,
            onAction: search,
          },
          {
            id: "export",
            text: t("exportChosen"),
            icon: <Download aria-hidden />,
            keys: "shift+x",
            onAction: onExport,
          },
          {
            id: "remove",
            text: t("bulkRemove"),
            icon: <Trash2 aria-hidden />,
            keys: "Delete",
            changes: true,
            separated: true,
            tone: "danger",
            onAction: removeAll,
          },
        ]}
      />
      <IconButton label={t("clearSelection")} keys="Escape" onPress={onClear}>
        <X aria-hidden />
      </IconButton>
      {open?.kind === "grade" ? (
        <GradeDialog ids={ids} first={open.first} onClose={() => setOpen(null)} onDone={done} />
      ) : null}
      {open?.kind === "edit" ? <BulkDialog ids={ids} tags={tags} onClose={() => setOpen(null)} onDone={done} /> : null}
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
