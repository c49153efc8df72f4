import { useId, useState } from "react";
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from "react-aria-components";

import { Settings } from "../../app/workstation/model.ts";
import { useChange, useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { useDialogs } from "../state/dialogs.ts";
import { Button, Dialog, ErrorNotice, notifyFailure, Select } from "../ui/index.ts";
import { AnalystForm } from "./analyst-form.tsx";

import css from "./settings.module.css";

/** A language is named in itself, so that whoever needs it can read it. */
const languageNames = [
  { id: "en", text: "English" },
  { id: "ar", text: "العربية" },
] as const;

/** Saves what is chosen at once; what could not be saved is told wherever it was chosen. */
function useSave(): (settings: Partial<Settings>) => void {
  const save = useChange("workstation.setSettings");
  return (settings) => save.mutate(settings, { onError: notifyFailure });
}

/** Language, theme and reading size in one line, for the first screen. */
export function QuickSettings({ settings }: { settings: Settings }) {
  const t = useText("cases");
  const save = useSave();
  return (
    <div className={css.quick}>
      <Select
        label={t("language")}
        hideLabel
        small
        value={settings.language}
        choices={languageNames}
        onChange={(language) => save({ language })}
      />
      <ThemeSelect settings={settings} small />
      <Select
        label={t("readingSize")}
        hideLabel
        small
        value={String(settings.readingSize)}
        choices={useSizes(settings.readingSize)}
        onChange={(size) => save({ readingSize: Number(size) })}
      />
    </div>
  );
}

function useSizes(current: number): { id: string; text: string }[] {
  const t = useText("cases");
  const formats = useFormats();
  const sizes = new Set([75, 90, 100, 115, 130, 150, 175, 200, current]);
  return [...sizes]
    .toSorted((a, b) => a - b)
    .map((size) => ({ id: String(size), text: t("sizeOf", { size: formats.percent(size / 100) }) }));
}

function ThemeSelect({ settings, small = false }: { settings: Settings; small?: boolean }) {
  const t = useText("cases");
  const save = useSave();
  return (
    <Select
      label={t("theme")}
      hideLabel={small}
      small={small}
      value={settings.theme}
      choices={[
        { id: "system", text: t("themeSystem") },
        { id: "light", text: t("themeLight") },
        { id: "dark", text: t("themeDark") },
      ]}
      onChange={(theme) => save({ theme })}
    />
  );
}

/** All settings of this workstation, and who works here. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const t = useText("cases");
  const { data, error } = useRead("workstation.get", {});
  return (
    <Dialog title={t("settings")} isOpen onClose={onClose}>
      {error ? <ErrorNotice error={error} /> : null}
      {data ? <SettingsForm settings={data.settings} /> : null}
      <CaseSettings />
      {data ? (
        <section className={css.section}>
          <h3>{t("analyst")}</h3>
          <p className={css.note}>{t("analystNote")}</p>
          <AnalystForm analyst={data.analyst ?? data.proposedAnalyst} action={t("analystSave")} />
        </section>
      ) : null}
      {data ? <p className={css.note}>{t("version", { version: data.version })}</p> : null}
    </Dialog>
  );
}

/** What is set for the case that is open. */
function CaseSettings() {
  const t = useText("cases");
  const show = useDialogs((dialogs) => dialogs.show);
  const { data } = useRead("cases.current", {});
  if (!data) return null;
  return (
    <section className={css.section}>
      <h3>{data.name}</h3>
      <p className={css.note}>{t("watchedNote")}</p>
      <div>
        <Button keys="g w" onPress={() => show({ kind: "watched" })}>
          {t("watchedFolders")}
        </Button>
      </div>
    </section>
  );
}

function SettingsForm({ settings }: { settings: Settings }) {
  const t = useText("cases");
  const formats = useFormats();
  const sample = useId();
  const [size, setSize] = useState(settings.readingSize);
  const save = useSave();
  return (
    <section className={css.section}>
      <div className={css.pair}>
        <Select
          label={t("language")}
          value={settings.language}
          choices={languageNames}
          onChange={(language) => save({ language })}
        />
        <ThemeSelect settings={settings} />
      </div>
      <Select
        label={t("lookFirst")}
        value={settings.lookFirst}
        choices={Settings.shape.lookFirst.options.map((id) => ({ id, text: t(`lookFirst-${id}`) }))}
        onChange={(lookFirst) => save({ lookFirst })}
      />
      <Slider
        className={css.slider ?? ""}
        minValue={75}
        maxValue={200}
        step={5}
        value={size}
        onChange={(value) => {
          if (typeof value === "number") setSize(value);
        }}
        onChangeEnd={(value) => {
          if (typeof value === "number") save({ readingSize: value });
        }}
        aria-describedby={sample}
      >
        <Label className={css.label ?? ""}>{t("readingSize")}</Label>
        <SliderOutput className={css.output ?? ""}>{formats.percent(size / 100)}</SliderOutput>
        <SliderTrack className={css.track ?? ""}>
          <SliderThumb className={css.thumb ?? ""} />
        </SliderTrack>
      </Slider>
      <div id={sample} className={css.sample} style={{ fontSize: `${(19 * size) / 100}px` }}>
        <p lang="ar" dir="rtl">
          قال مصدر أمني إن العدد لم يتأكد بعد.
        </p>
        <p lang="en" dir="ltr">
          A security source said the number was not yet confirmed.
        </p>
      </div>
    </section>
  );
}

/** Only who works here: from the frame's name plate. */
export function AnalystDialog({ onClose }: { onClose: () => void }) {
  const t = useText("cases");
  const { data } = useRead("workstation.get", {});
  return (
    <Dialog title={t("analystChange")} isOpen onClose={onClose}>
      <p className={css.note}>{t("analystNote")}</p>
      {data ? (
        <AnalystForm
          analyst={data.analyst ?? data.proposedAnalyst}
          action={t("analystSave")}
          onDone={onClose}
          autoFocus
        />
      ) : null}
    </Dialog>
  );
}
