import { ArrowUpRight, FolderTree, History, Merge, Trash2 } from "lucide-react";
import { Fragment, type Ref } from "react";
import { Radio, RadioGroup } from "react-aria-components";

import { DESCRIPTION_LENGTH, type Tag } from "../../app/tags/model.ts";
import { palette } from "../../app/tags/palette.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { useDialogs } from "../state/dialogs.ts";
import { useView } from "../state/view.ts";
import { CommittedField } from "../ui/committed-field.tsx";
import { Button, TagMark, useBarred } from "../ui/index.ts";
import { countBelow, type Deeds } from "./deeds.ts";
import { lineOf, type Tree } from "./tree.ts";

import css from "./tags.module.css";

/** One tag: what it means, its colour, how often it is used, and what can be done with it. Fields are saved by leaving them. */
export function TagDetail({
  tree,
  tag,
  deeds,
  onGo,
  onRename,
  onMove,
  onMerge,
  onRemove,
  areaRef,
  coloursRef,
}: {
  tree: Tree;
  tag: Tag;
  deeds: Deeds;
  onGo: (id: string) => void;
  onRename: () => void;
  onMove: () => void;
  onMerge: () => void;
  onRemove: () => void;
  areaRef: Ref<HTMLTextAreaElement>;
  coloursRef: Ref<HTMLDivElement>;
}) {
  const t = useText("tags");
  const formats = useFormats();
  const goToClaims = useView((view) => view.goToClaims);
  const show = useDialogs((dialogs) => dialogs.show);
  const within = tree.usesWithin.get(tag.id) ?? 0;
  const below = countBelow(tree, tag.id);
  const counted = (count: number) => ({ count, n: formats.number(count) });
  return (
    <div className={css.detail}>
      <header className={css.detailHead}>
        <p className={css.path}>
          {lineOf(tree, tag.id)
            .slice(0, -1)
            .map(({ id, name }) => (
              <Fragment key={id}>
                <button type="button" className={css.link} onClick={() => onGo(id)}>
                  <bdi>{name}</bdi>
                </button>
                <span aria-hidden> / </span>
              </Fragment>
            ))}
        </p>
        <h2 className={css.detailName}>
          <TagMark colour={tag.colour} />
          <bdi>{tag.name}</bdi>
        </h2>
        <p className={css.hint}>
          {t("uses", counted(tag.uses))}
          {below > 0 ? ` · ${t("usesBelow", counted(within - tag.uses))}` : ""}
        </p>
        <div className={css.actions}>
          <Button small icon={<ArrowUpRight aria-hidden />} keys="Enter" onPress={() => goToClaims({ tags: [tag.id] })}>
            {t("showClaims")}
          </Button>
          <Button small changes keys="F2" onPress={onRename}>
            {t("rename")}
          </Button>
          <Button small changes icon={<FolderTree aria-hidden />} keys="u" onPress={onMove}>
            {t("move")}
          </Button>
          <Button small changes icon={<Merge aria-hidden />} keys="m" onPress={onMerge}>
            {t("mergeInto")}
          </Button>
          <Button small changes tone="danger" icon={<Trash2 aria-hidden />} keys="Delete" onPress={onRemove}>
            {t("remove")}
          </Button>
        </div>
      </header>
      <CommittedField
        label={t("description")}
        description={t("descriptionHelp")}
        lines={5}
        value={tag.description ?? ""}
        maxLength={DESCRIPTION_LENGTH}
        areaRef={areaRef}
        onCommit={(text) => deeds.describe(tag.id, text)}
      />
      <ColourChoice value={tag.colour} onChange={(colour) => deeds.recolour(tag.id, colour)} groupRef={coloursRef} />
      <div>
        <Button
          small
          tone="quiet"
          icon={<History aria-hidden />}
          onPress={() => show({ kind: "history", object: { kind: "tag", id: tag.id }, name: tag.name })}
        >
          {t("history")}
        </Button>
      </div>
    </div>
  );
}

/** The palette: each place by its mark, named for whoever does not see it. */
function ColourChoice({
  value,
  onChange,
  groupRef,
}: {
  value: number;
  onChange: (colour: number) => void;
  groupRef: Ref<HTMLDivElement>;
}) {
  const t = useText("tags");
  const barred = useBarred();
  return (
    <RadioGroup
      ref={groupRef}
      className={css.colours ?? ""}
      orientation="horizontal"
      aria-label={t("colour")}
      isReadOnly={barred !== null}
      value={String(value)}
      onChange={(place) => onChange(Number(place))}
    >
      <span className={css.label}>{t("colour")}</span>
      <span className={css.swatches}>
        {palette.map((_hex, place) => (
          <Radio
            key={palette[place]}
            value={String(place)}
            className={css.swatch ?? ""}
            aria-label={t(`colour-${place}`)}
          >
            <TagMark colour={place} />
          </Radio>
        ))}
      </span>
    </RadioGroup>
  );
}
