import { Link2, PencilLine, TextSelect, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";

import { Bound, SlotKind } from "../../../app/claims/model.ts";
import { readSlot } from "../../../app/claims/slots.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { IconButton, Select, TextField } from "../../ui/index.ts";
import { TypeAhead } from "../../ui/type-ahead.tsx";
import { type EditorSlot, slotInput, type SlotValues, sourceKinds } from "./slots.ts";

import css from "./parts.module.css";

export interface SlotRowProps {
  slot: EditorSlot;
  today: string | undefined;
  selected: string | null;
  onChange: (change: Partial<EditorSlot>) => void;
  onRemove: () => void;
  /** Enter in the field: where to go on. */
  onEnter: () => void;
}

/** One typed part: its kind, what the text says, and, quietly, what that is read as, which can be corrected. */
export function SlotRow({ slot, today, selected, onChange, onRemove, onEnter }: SlotRowProps) {
  const t = useText("editor");
  const formats = useFormats();
  const [isOpen, setOpen] = useState(false);
  const read = slot.text.trim() === "" ? null : readSlot(slotInput(slot, today), today);
  const isLinkable = sourceKinds.includes(slot.kind);
  const isReadable = slot.kind === "count" || slot.kind === "date";
  const values: SlotValues = slot.values ?? {
    number: read?.number === null || read === null ? "" : String(read.number),
    bound: read?.bound ?? null,
    unit: read?.unit ?? "",
    date: read?.date ?? "",
  };
  const correct = (change: Partial<SlotValues>): void => onChange({ values: { ...values, ...change } });

  function handleKey(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onEnter();
  }

  const told =
    read === null
      ? []
      : [
          read.number === null ? null : formats.number(read.number),
          read.bound === null || read.bound === "exact" ? null : t(`bound.${read.bound}`),
          read.unit,
          read.date === null ? null : formats.date(read.date),
        ].filter((part): part is string => part !== null);
  const label = t("slotText", { kind: t(`slot.${slot.kind}`) });

  return (
    <li className={css.slot} data-slot={slot.key}>
      <div className={css.slotLine}>
        <Select
          small
          hideLabel
          label={t("slotKind")}
          value={slot.kind}
          onChange={(kind) => onChange({ kind })}
          choices={SlotKind.options.map((kind) => ({ id: kind, text: t(`slot.${kind}`) }))}
        />
        <div className={css.slotField}>
          {isLinkable ? (
            <LinkedField label={label} slot={slot} onChange={onChange} onEnter={onEnter} />
          ) : (
            <TextField
              label={label}
              hideLabel
              value={slot.text}
              placeholder={t(`slotHint.${slot.kind}`)}
              onChange={(text) => onChange({ text })}
              onKeyDown={handleKey}
              maxLength={1000}
            />
          )}
        </div>
        {selected === null ? null : (
          <IconButton label={t("takeValue")} keys="alt+v" onPress={() => onChange({ text: selected.trim() })}>
            <TextSelect aria-hidden />
          </IconButton>
        )}
        {isReadable ? (
          <IconButton label={t("correct")} pressed={isOpen} onPress={() => setOpen(!isOpen)}>
            <PencilLine aria-hidden />
          </IconButton>
        ) : null}
        <IconButton label={t("removeSlot")} onPress={onRemove}>
          <X aria-hidden />
        </IconButton>
      </div>
      {isReadable && read !== null && !isOpen ? (
        <p className={css.reading}>
          {told.length === 0
            ? t(slot.kind === "count" ? "noNumber" : "noDate")
            : t("readAs", { what: told.join(" · ") })}
        </p>
      ) : null}
      {isOpen && slot.kind === "count" ? (
        <div className={css.values}>
          <TextField label={t("number")} value={values.number} onChange={(number) => correct({ number })} dir="ltr" />
          <Select
            label={t("bound")}
            value={values.bound ?? "exact"}
            onChange={(bound) => correct({ bound })}
            choices={Bound.options.map((bound) => ({ id: bound, text: t(`bound.${bound}`) }))}
          />
          <TextField label={t("unit")} value={values.unit} onChange={(unit) => correct({ unit })} maxLength={200} />
        </div>
      ) : null}
      {isOpen && slot.kind === "date" ? (
        <TextField
          label={t("dateAs")}
          value={values.date}
          onChange={(date) => correct({ date })}
          description={read?.date ? formats.date(read.date) : t("noDate")}
        />
      ) : null}
    </li>
  );
}

/** A place, an actor, a target: words of the text, and the source that they name, where it is one. */
function LinkedField({
  label,
  slot,
  onChange,
  onEnter,
}: {
  label: string;
  slot: EditorSlot;
  onChange: (change: Partial<EditorSlot>) => void;
  onEnter: () => void;
}) {
  const t = useText("editor");
  const typed = slot.text.trim();
  const found = useRead(
    "sources.suggest",
    { text: typed, limit: 6 },
    { enabled: typed !== "" && slot.sourceId === null, keep: true },
  );
  const linked = useRead("sources.get", { id: slot.sourceId ?? "-" }, { enabled: slot.sourceId !== null });
  const rows = typed === "" || slot.sourceId !== null ? [] : (found.data ?? []);
  return (
    <>
      <TypeAhead
        label={label}
        hideLabel
        value={slot.text}
        placeholder={t(`slotHint.${slot.kind}`)}
        onChange={(text) => onChange({ text })}
        options={rows.map((row) => ({ id: row.id, text: row.name, detail: t("isSource") }))}
        preferred={null}
        onPick={(id) => {
          const row = rows.find((one) => one.id === id);
          // The words stay the text's; the source is what they name.
          if (row) onChange({ sourceId: row.id });
          else onEnter();
        }}
      />
      {slot.sourceId === null ? null : (
        <p className={css.reading}>
          <Link2 aria-hidden /> {t("linkedTo", { name: `\u2068${linked.data?.name ?? "…"}\u2069` })}
          <IconButton label={t("unlink")} onPress={() => onChange({ sourceId: null })}>
            <X aria-hidden />
          </IconButton>
        </p>
      )}
    </>
  );
}
