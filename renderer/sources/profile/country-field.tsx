import { X } from "lucide-react";
import { useState } from "react";

import { foldText } from "../../../app/text/fold.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { IconButton, TextField, useBarred } from "../../ui/index.ts";
import { TypeAhead } from "../../ui/type-ahead.tsx";
import { type Country, listCountries, useRegionNames } from "../regions.ts";

import css from "./profile.module.css";

const shown = 8;

/** The country of a source, found by its name in either language or by its two letters. */
export function CountryField({
  value,
  onChange,
}: {
  value: string | null;
  onChange: (country: string | null) => void;
}) {
  const t = useText("profile");
  const language = useLanguage();
  const isBarred = useBarred() !== null;
  const { countryName } = useRegionNames();
  const [typed, setTyped] = useState("");
  if (value !== null) {
    return (
      <div className={css.chosen}>
        <span className={css.label}>{t("country")}</span>
        <span className={css.chosenValue}>
          <bdi>{countryName(value)}</bdi>
          <IconButton changes label={t("removeCountry")} onPress={() => onChange(null)}>
            <X aria-hidden />
          </IconButton>
        </span>
      </div>
    );
  }
  if (isBarred) return <TextField label={t("country")} value="" onChange={() => undefined} isReadOnly />;
  const wanted = foldText(typed).trim();
  const other = new Map(listCountries(language === "ar" ? "en" : "ar").map(({ code, name }) => [code, name]));
  const rankOf = ({ code, name }: Country): number => {
    const names = [name, other.get(code) ?? ""].map((one) => foldText(one));
    if (names.some((one) => one.startsWith(wanted))) return 0;
    if (code.toLowerCase() === wanted) return 1;
    return names.some((one) => one.includes(wanted)) ? 2 : 3;
  };
  const ranked =
    wanted === ""
      ? []
      : listCountries(language)
          .map((country) => ({ country, rank: rankOf(country) }))
          .filter(({ rank }) => rank < 3)
          .toSorted((a, b) => a.rank - b.rank)
          .map(({ country }) => country)
          .slice(0, shown);
  return (
    <TypeAhead
      label={t("country")}
      value={typed}
      onChange={setTyped}
      placeholder={t("chooseCountry")}
      options={ranked.map(({ code, name }) => ({ id: code, text: name, detail: code }))}
      preferred={ranked[0]?.code ?? null}
      onPick={(code) => {
        const chosen = code ?? ranked[0]?.code;
        if (chosen === undefined) return;
        setTyped("");
        onChange(chosen);
      }}
    />
  );
}
