import { Files, Languages, Pencil, Search, Tag as TagSign, X } from "lucide-react";
import { useState } from "react";

import { type ArticleRow, ArticleState } from "../../../app/articles/model.ts";
import type { Tag } from "../../../app/tags/model.ts";
import { useChange } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import {
  Button,
  ChosenBar,
  IconButton,
  MenuButton,
  notifyFailure,
  notify,
  notifyDone,
  useKeys,
} from "../../ui/index.ts";
import { TagsDialog } from "../../ui/tags-dialog.tsx";
import { EncodingDialog } from "../provenance/encoding-dialog.tsx";
import { StateMark } from "./columns.tsx";
import { EditDialog } from "./edit-dialog.tsx";
import { FamilyDialog } from "./family-dialog.tsx";

/** Neighbours on the keyboard; Alt with a digit goes to a page. */
const stateKeys: Record<ArticleState, string> = { unread: "u", "in-work": "i", done: "o" };

/** How many articles can be read in another encoding at once, as the contract has it. */
const mostReadAnew = 10_000;

/** What can be done with the articles that are chosen. */
export function SelectionBar({
  ids,
  known,
  tags,
  onClear,
  onSearch,
}: {
  ids: readonly string[];
  known: readonly ArticleRow[];
  tags: readonly Tag[];
  onClear: () => void;
  /** Searches within them. */
  onSearch: () => void;
}) {
  const t = useText("library");
  const formats = useFormats();
  const edit = useChange("articles.edit");
  const tag = useChange("articles.edit");
  const [open, setOpen] = useState<"tags" | "edit" | "family" | "encoding" | null>(null);
  const isNone = ids.length === 0;

  const tell = (key: "changed" | "familyMade" | "familyLeft") => (changed: number) => {
    notifyDone(t(key, { count: changed, n: formats.number(changed) }));
  };
  const done = tell("changed");
  const tagged = ({ changed }: { changed: number }): void => {
    setOpen(null);
    done(changed);
  };
  const setState = (state: ArticleState): void => {
    edit.mutate({ ids: [...ids], state }, { onSuccess: ({ changed }) => done(changed), onError: notifyFailure });
  };
  const askEncoding = (): unknown =>
    ids.length > mostReadAnew
      ? notify({ text: t("tooManyReadAnew", { n: formats.number(mostReadAnew) }), tone: "bad" })
      : setOpen("encoding");
  useKeys(
    {
      "alt+u": { run: () => setState("unread"), label: t("state-unread"), changes: true },
      "alt+i": { run: () => setState("in-work"), label: t("state-in-work"), changes: true },
      "alt+o": { run: () => setState("done"), label: t("state-done"), changes: true },
      "alt+t": { run: () => setOpen("tags"), label: t("setTags"), changes: true },
      "alt+k": { run: () => setOpen("family"), label: t("familyAct"), changes: true },
      "alt+e": { run: askEncoding, label: t("readAnew"), changes: true },
      F2: { run: () => setOpen("edit"), label: t("edit"), changes: true },
    },
    { enabled: !isNone, group: t("title") },
  );

  if (isNone) return null;
  return (
    <ChosenBar label={t("selected", { count: ids.length, n: formats.number(ids.length) })}>
      <MenuButton
        label={t("setState")}
        changes
        trigger={
          <Button small changes>
            {t("setState")}
          </Button>
        }
        items={ArticleState.options.map((state) => ({
          id: state,
          text: t(`state-${state}`),
          icon: <StateMark state={state} />,
          keys: `alt+${stateKeys[state]}`,
          onAction: () => setState(state),
        }))}
      />
      <Button small changes icon={<TagSign aria-hidden />} onPress={() => setOpen("tags")}>
        {t("setTags")}
      </Button>
      <Button small changes icon={<Pencil aria-hidden />} onPress={() => setOpen("edit")}>
        {t("edit")}
      </Button>
      <Button small changes keys="alt+k" icon={<Files aria-hidden />} onPress={() => setOpen("family")}>
        {t("familyAct")}
      </Button>
      <IconButton label={t("readAnew")} keys="alt+e" changes onPress={() => void askEncoding()}>
        <Languages aria-hidden />
      </IconButton>
      <Button small keys="alt+s" icon={<Search aria-hidden />} onPress={onSearch}>
        {t("searchWithin")}
      </Button>
      <IconButton label={t("clearSelection")} keys="Escape" onPress={onClear}>
        <X aria-hidden />
      </IconButton>
      {open === "tags" ? (
        <TagsDialog
          title={t("addTagsTitle", { count: ids.length, n: formats.number(ids.length) })}
          tags={tags}
          isBusy={tag.isPending}
          error={tag.error}
          onApply={(change) =>
            tag.mutate({ ids: [...ids], addTags: change.add, removeTags: change.remove }, { onSuccess: tagged })
          }
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === "edit" ? <EditDialog ids={ids} known={known} onClose={() => setOpen(null)} onDone={done} /> : null}
      {open === "encoding" ? <EncodingDialog ids={ids} onClose={() => setOpen(null)} /> : null}
      {open === "family" ? (
        <FamilyDialog
          ids={ids}
          known={known}
          onClose={() => setOpen(null)}
          onMade={tell("familyMade")}
          onLeft={tell("familyLeft")}
        />
      ) : null}
    </ChosenBar>
  );
}
