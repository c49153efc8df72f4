import { ArrowDown, ArrowUp, SlidersHorizontal, X } from "lucide-react";
import { useState } from "react";

import type { Range } from "../../../app/articles/model.ts";
import { Basis, Mode } from "../../../app/claims/model.ts";
import { useText } from "../../i18n/index.ts";
import { Button, Checkbox, IconButton, Select, TextField } from "../../ui/index.ts";
import type { EditorHop } from "./content.ts";

import css from "./editor.module.css";

export interface HopRowProps {
  hop: EditorHop;
  index: number;
  count: number;
  isMissingDescriptor: boolean;
  /** The words selected in the article, which can become the hop's cue. */
  selection: (Range & { quote: string }) | null;
  onChange: (change: Partial<EditorHop>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

/** One link of the chain: who, and, when opened, in which mode, on what basis, by which words of the text. */
export function HopRow({ hop, index, count, isMissingDescriptor, selection, onChange, onMove, onRemove }: HopRowProps) {
  const t = useText("editor");
  const [isOpen, setOpen] = useState(false);
  const isUnnamed = hop.descriptor !== null;
  const name = hop.descriptor ?? hop.source;
  const isLast = index === count - 1;
  const told = [
    isUnnamed ? t("unnamed") : null,
    hop.mode ? t(`mode.${hop.mode}`) : null,
    hop.basis ? t(`basis.${hop.basis}`) : null,
    hop.cue ? `“${hop.cue.quote}”` : null,
  ].filter((part) => part !== null);

  return (
    <li className={css.hop} aria-label={t("hop", { number: index + 1, name })}>
      <div className={css.hopLine}>
        <span className={css.hopMark} aria-hidden />
        <span className={css.hopName}>
          <bdi>{name}</bdi>
          {isLast ? <span className={css.originMark}>{t("origin")}</span> : null}
          {told.length > 0 ? <span className={css.hopTold}>{told.join(" · ")}</span> : null}
        </span>
        <IconButton label={t("hopDetails")} pressed={isOpen} onPress={() => setOpen(!isOpen)}>
          <SlidersHorizontal aria-hidden />
        </IconButton>
        {index > 0 ? (
          <IconButton label={t("moveUp")} onPress={() => onMove(-1)}>
            <ArrowUp aria-hidden />
          </IconButton>
        ) : null}
        {isLast ? null : (
          <IconButton label={t("moveDown")} onPress={() => onMove(1)}>
            <ArrowDown aria-hidden />
          </IconButton>
        )}
        <IconButton label={t("removeHop")} onPress={onRemove}>
          <X aria-hidden />
        </IconButton>
      </div>
      {isOpen || isMissingDescriptor ? (
        <div className={css.hopMore}>
          {isUnnamed ? (
            <TextField
              label={t("descriptor")}
              value={hop.descriptor ?? ""}
              onChange={(descriptor) => onChange({ descriptor })}
              error={isMissingDescriptor ? t("missing.descriptor") : undefined}
              maxLength={300}
            />
          ) : (
            <TextField
              label={t("name")}
              value={hop.source}
              // Another name is another source.
              onChange={(source) => onChange({ source, sourceId: null })}
              maxLength={300}
            />
          )}
          <Checkbox
            isSelected={isUnnamed}
            onChange={(unnamed) =>
              onChange(
                unnamed
                  ? { descriptor: hop.source, source: "", sourceId: null, kind: "unnamed" }
                  : { descriptor: null, source: hop.descriptor ?? "", sourceId: null, kind: null },
              )
            }
          >
            {t("unnamed")}
          </Checkbox>
          <div className={css.pair}>
            <Select
              label={t("mode")}
              value={hop.mode ?? "none"}
              onChange={(mode) => onChange({ mode: mode === "none" ? null : mode })}
              choices={[
                { id: "none" as const, text: t("notSaid") },
                ...Mode.options.map((mode) => ({ id: mode, text: t(`mode.${mode}`) })),
              ]}
            />
            <Select
              label={t("basis")}
              value={hop.basis ?? "none"}
              onChange={(basis) => onChange({ basis: basis === "none" ? null : basis })}
              choices={[
                { id: "none" as const, text: t("notSaid") },
                ...Basis.options.map((basis) => ({ id: basis, text: t(`basis.${basis}`) })),
              ]}
            />
          </div>
          <div className={css.cue}>
            {hop.cue ? (
              <>
                <q dir="auto">{hop.cue.quote}</q>
                <IconButton label={t("removeCue")} onPress={() => onChange({ cue: null })}>
                  <X aria-hidden />
                </IconButton>
              </>
            ) : null}
            <Button small isDisabled={selection === null} onPress={() => selection && onChange({ cue: selection })}>
              {t("takeCue")}
            </Button>
            {selection === null && hop.cue === null ? <p className={css.hint}>{t("takeCueHint")}</p> : null}
          </div>
        </div>
      ) : null}
    </li>
  );
}
