import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";

import type { ImportProfile } from "../../../app/articles/profiles.ts";
import { useText } from "../../i18n/index.ts";
import { Button, IconButton, MenuButton, Select, TextField } from "../../ui/index.ts";
import { type NewProfile, type Told, useProfileActs } from "./profiles.ts";

import css from "./importing.module.css";

const none = "none";
const idOf = (name: string): string => `p:${name}`;

/** Chooses a profile among those that can read the file; the one chosen can be renamed and forgotten. */
export function ProfileChoice({
  profiles,
  chosen,
  onChoose,
  tell,
}: {
  profiles: readonly ImportProfile[];
  chosen: string | null;
  tell: (told: Told | null) => void;
  onChoose: (profile: ImportProfile | null) => void;
}) {
  const t = useText("importing");
  const acts = useProfileActs(tell);
  const [renaming, setRenaming] = useState<string | null>(null);
  if (profiles.length === 0) return null;
  const rename = async (): Promise<void> => {
    const to = renaming?.trim() ?? "";
    if (chosen === null || to === "") return;
    if (await acts.rename(chosen, to)) {
      const renamed = profiles.find(({ name }) => name === chosen);
      setRenaming(null);
      if (renamed) onChoose({ ...renamed, name: to });
    }
  };
  return (
    <div className={css.profile}>
      {renaming === null ? (
        <Select
          label={t("profile")}
          value={chosen === null ? none : idOf(chosen)}
          choices={[
            { id: none, text: t("noProfile") },
            ...profiles.map(({ name }) => ({ id: idOf(name), text: name })),
          ]}
          onChange={(id) => onChoose(profiles.find(({ name }) => idOf(name) === id) ?? null)}
        />
      ) : (
        <NameRow
          label={t("profileName")}
          value={renaming}
          act={t("rename")}
          onChange={setRenaming}
          onAct={() => void rename()}
          onCancel={() => setRenaming(null)}
        />
      )}
      {chosen === null || renaming !== null ? null : (
        <MenuButton
          label={t("profileActs")}
          trigger={
            <IconButton label={t("profileActs")}>
              <Ellipsis aria-hidden />
            </IconButton>
          }
          items={[
            { id: "rename", text: t("rename"), icon: <Pencil aria-hidden />, onAction: () => setRenaming(chosen) },
            {
              id: "forget",
              text: t("forget"),
              icon: <Trash2 aria-hidden />,
              tone: "danger",
              onAction: () => {
                onChoose(null);
                void acts.forget(chosen);
              },
            },
          ]}
        />
      )}
    </div>
  );
}

/** Keeps how files are read under a name, for the next time. */
export function SaveProfile({
  proposed,
  profile,
  isDisabled,
  onSaved,
  tell,
}: {
  proposed: string;
  tell: (told: Told | null) => void;
  profile: Omit<NewProfile, "name">;
  isDisabled: boolean;
  onSaved: (name: string) => void;
}) {
  const t = useText("importing");
  const acts = useProfileActs(tell);
  const [name, setName] = useState<string | null>(null);
  // The focus comes back from the name to the button that it stood for.
  const [isBack, setBack] = useState(false);
  const close = (): void => {
    setName(null);
    setBack(true);
  };
  const save = async (): Promise<void> => {
    const wanted = name?.trim() ?? "";
    if (wanted === "" || isDisabled) return;
    const saved = await acts.save({ ...profile, name: wanted });
    if (saved === null) return;
    setName(null);
    onSaved(saved);
  };
  if (name === null)
    return (
      <Button tone="quiet" autoFocus={isBack} isDisabled={isDisabled} onPress={() => setName(proposed)}>
        {t("saveProfile")}
      </Button>
    );
  return (
    <NameRow
      label={t("profileName")}
      value={name}
      act={t("save")}
      onChange={setName}
      onAct={() => void save()}
      onCancel={close}
    />
  );
}

/** What was just done with a profile, with the way back. */
export function ToldLine({ told, onDone }: { told: Told | null; onDone: () => void }) {
  return (
    <output className={css.told} hidden={told === null}>
      {told === null ? null : (
        <>
          <span>{told.text}</span>
          <Button
            small
            tone="quiet"
            onPress={() => {
              told.run();
              onDone();
            }}
          >
            {told.action}
          </Button>
        </>
      )}
    </output>
  );
}

/** A name that is typed and taken by Enter; Escape leaves the name, not the dialog. */
function NameRow(props: {
  label: string;
  value: string;
  act: string;
  onChange: (value: string) => void;
  onAct: () => void;
  onCancel: () => void;
}) {
  return (
    <div className={css.nameRow}>
      <TextField
        label={props.label}
        hideLabel
        placeholder={props.label}
        value={props.value}
        maxLength={100}
        autoFocus
        onChange={props.onChange}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== "Escape") return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === "Enter") props.onAct();
          else props.onCancel();
        }}
      />
      <Button isDisabled={props.value.trim() === ""} onPress={props.onAct}>
        {props.act}
      </Button>
    </div>
  );
}
