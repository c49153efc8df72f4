import { ArrowUpToLine, X } from "lucide-react";
import type { RefObject } from "react";

import type { Source, SourceName } from "../../../app/sources/model.ts";
import { useText } from "../../i18n/index.ts";
import { CommittedField } from "../../ui/committed-field.tsx";
import { IconButton } from "../../ui/index.ts";
import { LanguageChoice } from "../language-choice.tsx";
import { languageOf } from "../source-field.tsx";
import { AddField } from "./add-field.tsx";
import { useEdit } from "./use-edit.ts";

import css from "./profile.module.css";

/** Names in the order in which they are shown; the first is the one that stands everywhere. */
export function Names({ source, first }: { source: Source; first: RefObject<HTMLInputElement | null> }) {
  const t = useText("profile");
  const edit = useEdit(source.id);
  const save = (names: SourceName[]): void => edit({ names });
  const set = (index: number, change: Partial<SourceName>): void =>
    save(source.names.map((name, place) => (place === index ? { ...name, ...change } : name)));
  return (
    <section className={css.section} aria-label={t("names")}>
      <h3>{t("names")}</h3>
      <ul className={css.names}>
        {source.names.map((name, index) => (
          <li key={`${name.text}:${name.language}`}>
            <NameField
              label={t("nameN", { n: index + 1 })}
              value={name.text}
              inputRef={index === 0 ? first : undefined}
              onCommit={(text) => set(index, { text })}
            />
            <LanguageChoice
              label={t("languageN", { n: index + 1 })}
              hideLabel
              value={name.language}
              onChange={(language) => set(index, { language })}
            />
            {index === 0 ? (
              <span className={css.shown}>{t("shown")}</span>
            ) : (
              <span className={css.acts}>
                <IconButton
                  changes
                  label={t("moveFirst", { name: name.text })}
                  onPress={() => save([name, ...source.names.filter((_, place) => place !== index)])}
                >
                  <ArrowUpToLine aria-hidden />
                </IconButton>
                <IconButton
                  changes
                  label={t("removeName", { name: name.text })}
                  onPress={() => save(source.names.filter((_, place) => place !== index))}
                >
                  <X aria-hidden />
                </IconButton>
              </span>
            )}
          </li>
        ))}
      </ul>
      <AddField
        label={t("addName")}
        maxLength={300}
        onAdd={(text) => save([...source.names, { text, language: languageOf(text) }])}
      />
      <p className={css.hint}>{t("namesHelp")}</p>
    </section>
  );
}

function NameField({
  label,
  value,
  inputRef,
  onCommit,
}: {
  label: string;
  value: string;
  inputRef: RefObject<HTMLInputElement | null> | undefined;
  onCommit: (text: string) => void;
}) {
  return (
    <span
      className={css.nameField}
      ref={(element) => {
        if (inputRef) inputRef.current = element?.querySelector("input") ?? null;
      }}
    >
      <CommittedField label={label} hideLabel value={value} isRequired maxLength={300} onCommit={onCommit} />
    </span>
  );
}
