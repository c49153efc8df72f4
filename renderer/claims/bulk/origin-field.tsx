import { X } from "lucide-react";
import { useState } from "react";

import type { HopInput } from "../../../app/claims/model.ts";
import { useText } from "../../i18n/index.ts";
import { IconButton } from "../../ui/index.ts";
import { SpeakerField } from "../editor/speaker-field.tsx";
import type { HopChoice } from "../editor/speaker.ts";

import css from "./bulk.module.css";

interface OriginFieldProps {
  typed: string;
  onTyped: (typed: string) => void;
  value: HopInput | null;
  onChange: (value: HopInput | null) => void;
}

const inputOf = ({ source, sourceId, kind, descriptor }: HopChoice): HopInput => ({
  ...(sourceId ? { sourceId } : source ? { source } : {}),
  ...(kind ? { kind } : {}),
  ...(descriptor ? { descriptor } : {}),
});

/** The source that takes the place of the last hop's, found by name in any script, or made on the fly. */
export function OriginField({ typed, onTyped, value, onChange }: OriginFieldProps) {
  const t = useText("bulk");
  const [name, setName] = useState("");
  function take(choice: HopChoice): void {
    onTyped("");
    setName(choice.descriptor ? t("unnamed", { name: choice.descriptor }) : (choice.source ?? ""));
    onChange(inputOf(choice));
  }
  async function takeLater(later: Promise<HopChoice | null> | null): Promise<void> {
    const known = await later;
    if (known) take(known);
  }
  if (value !== null) {
    return (
      <p className={css.chosen}>
        <span className={css.hint}>{t("origin")}</span>
        <bdi>{name}</bdi>
        <IconButton label={t("takeBack", { what: t("origin") })} onPress={() => onChange(null)}>
          <X aria-hidden />
        </IconButton>
      </p>
    );
  }
  return (
    <div>
      <SpeakerField
        label={t("originField")}
        placeholder={t("originPlaceholder")}
        value={typed}
        onChange={onTyped}
        onPick={(choice, later) => {
          take(choice);
          void takeLater(later);
        }}
        onEnterEmpty={() => undefined}
      />
      <p className={css.hint}>{t("originHint")}</p>
    </div>
  );
}
