import { Merge } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import type { SourceRef } from "../../../app/sources/model.ts";
import { useRead } from "../../data/queries.ts";
import { useText } from "../../i18n/index.ts";
import { Button, TextField, useKeys } from "../../ui/index.ts";
import { SourceField } from "../source-field.tsx";
import { Preview } from "./preview.tsx";
import { isolate, useMerging } from "./use-merging.ts";

import css from "./merging.module.css";

/** Likely pairs that are offered for choosing. */
const offered = 5;

export interface MergePanelProps {
  from: SourceRef;
  /** null: it is still to be found. */
  into: SourceRef | null;
  onLeave: () => void;
  /** Told the source that stays. */
  onMerged: (into: SourceRef) => void;
}

/** Merges a source into another: found by name, previewed, swapped, given a reason; nothing is done before the last key. */
export function MergePanel({ from, into, onLeave, onMerged }: MergePanelProps) {
  const t = useText("merging");
  const { merge, isBusy } = useMerging();
  const [pair, setPair] = useState({ from, into });
  const [reason, setReason] = useState("");
  const reasonField = useRef<HTMLInputElement>(null);
  const swap = (): void => {
    if (pair.into) setPair({ from: pair.into, into: pair.from });
  };
  const confirm = (): void => {
    const target = pair.into;
    if (target && !isBusy) merge(pair.from, target, reason.trim() || null, () => onMerged(target));
  };
  const hasBoth = pair.into !== null;
  useEffect(() => {
    if (hasBoth) reasonField.current?.focus();
  }, [hasBoth]);
  useKeys(
    {
      x: { run: swap, label: t("swap") },
      "mod+Enter": { run: confirm, label: t("merge"), changes: true },
      Escape: { run: onLeave, label: t("leave") },
    },
    { group: t("title") },
  );
  return (
    <section className={css.panel} aria-label={t("title")}>
      <h2 className={css.title}>
        {pair.into === null
          ? t("mergeInto", { name: isolate(pair.from.name) })
          : t("mergeBoth", { from: isolate(pair.from.name), into: isolate(pair.into.name) })}
      </h2>
      {pair.into === null ? (
        <Target from={from} onPick={(chosen) => setPair({ from, into: chosen })} onLeave={onLeave} />
      ) : (
        <>
          <Preview from={pair.from.id} into={pair.into.id} onSwap={swap} />
          <form
            className={css.form}
            onSubmit={(event) => {
              event.preventDefault();
              confirm();
            }}
          >
            <TextField
              label={t("reason")}
              value={reason}
              onChange={setReason}
              inputRef={reasonField}
              description={t("reasonHelp")}
              maxLength={5000}
              onKeyDown={(event) => {
                if (event.key === "Escape") onLeave();
              }}
            />
            <div className={css.acts}>
              <Button
                changes
                type="submit"
                tone="primary"
                keys="mod+Enter"
                isDisabled={isBusy}
                icon={<Merge aria-hidden />}
              >
                {t("merge")}
              </Button>
              <Button tone="quiet" keys="Escape" onPress={onLeave}>
                {t("leave")}
              </Button>
            </div>
          </form>
        </>
      )}
      {pair.into === null ? (
        <div className={css.acts}>
          <Button small tone="quiet" keys="Escape" onPress={onLeave}>
            {t("leave")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Target({
  from,
  onPick,
  onLeave,
}: {
  from: SourceRef;
  onPick: (source: SourceRef) => void;
  onLeave: () => void;
}) {
  const t = useText("merging");
  const likely = useRead("sources.duplicates", { id: from.id, limit: offered }).data?.pairs ?? [];
  const others = likely.map(({ sources }) => (sources[0].id === from.id ? sources[1] : sources[0]));
  return (
    <>
      <SourceField
        label={t("into")}
        placeholder={t("intoPlaceholder")}
        except={[from.id]}
        autoFocus
        onPick={onPick}
        onLeave={onLeave}
      />
      {others.length === 0 ? null : (
        <div className={css.likely}>
          <p className={css.hint}>{t("likely")}</p>
          <div className={css.acts}>
            {others.map(({ id, name }) => (
              <Button key={id} small onPress={() => onPick({ id, name })}>
                <bdi>{name}</bdi>
              </Button>
            ))}
          </div>
        </div>
      )}
    </>
  );
}
