import type { RefObject } from "react";

import { type Source, SourceKind } from "../../../app/sources/model.ts";
import { useText } from "../../i18n/index.ts";
import { CommittedField } from "../../ui/committed-field.tsx";
import { Select } from "../../ui/index.ts";
import { LanguageChoice } from "../language-choice.tsx";
import { CountryField } from "./country-field.tsx";
import { Links } from "./links.tsx";
import { Merged } from "./merged.tsx";
import { Names } from "./names.tsx";
import { Affiliation, FormerPosts } from "./posts.tsx";
import { Tree } from "./tree.tsx";
import { orNull, useEdit } from "./use-edit.ts";

import css from "./profile.module.css";

/** What is known of a source. Every field is saved by leaving it. */
export function Profile({ source, firstName }: { source: Source; firstName: RefObject<HTMLInputElement | null> }) {
  const t = useText("profile");
  const kinds = useText("sources");
  const edit = useEdit(source.id);
  return (
    <>
      <Names source={source} first={firstName} />
      <Merged source={source} />
      <div className={css.triple}>
        <Select
          changes
          label={t("kind")}
          value={source.kind}
          onChange={(kind) => edit({ kind })}
          choices={SourceKind.options.map((id) => ({ id, text: kinds(`kind-${id}`) }))}
        />
        <LanguageChoice label={t("language")} value={source.language} onChange={(language) => edit({ language })} />
        <CountryField value={source.country} onChange={(country) => edit({ country })} />
      </div>
      {source.kind === "unnamed" || source.descriptor !== null ? (
        <CommittedField
          label={t("descriptor")}
          value={source.descriptor ?? ""}
          description={t("descriptorHelp")}
          maxLength={300}
          onCommit={(text) => edit({ descriptor: orNull(text) })}
        />
      ) : null}
      <Affiliation source={source} />
      <Tree source={source} />
      <FormerPosts source={source} />
      <Links source={source} />
      <CommittedField
        label={t("notes")}
        lines={3}
        value={source.notes ?? ""}
        maxLength={20_000}
        onCommit={(text) => edit({ notes: orNull(text) })}
      />
    </>
  );
}
