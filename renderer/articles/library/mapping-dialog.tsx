import { useState } from "react";

import { ConstantField, type FileReading, type RecordField, type RecordMapping } from "../../../app/articles/model.ts";
import type { ImportProfile } from "../../../app/articles/profiles.ts";
import { useClient } from "../../data/client.tsx";
import { useImport } from "../../data/import.ts";
import { useRead } from "../../data/queries.ts";
import { useText } from "../../i18n/index.ts";
import type { UnmappedFile } from "../../state/dialogs.ts";
import { Button, Dialog, ErrorNotice, notifyFailure, Select, useKeys } from "../../ui/index.ts";
import { ConstantText, readConstants } from "../importing/constants.tsx";
import { ProfileChoice, SaveProfile, ToldLine } from "../importing/profile-choice.tsx";
import { readsColumns, type Told } from "../importing/profiles.ts";
import { ArticlesPreview, RowsPreview } from "./mapping-preview.tsx";
import { canImport, mappingFields, saidMapping, withColumn } from "./mapping.ts";

import css from "./library.module.css";

const noColumn = "none";
const forAll = "all";
const idOf = (column: string): string => `c:${column}`;
const none: readonly never[] = [];

/** Asks about the columns of one file after the other; each is imported, or read into its draft, as soon as it is answered for. */
export function ColumnsDialog({ files, onClose }: { files: readonly UnmappedFile[]; onClose: () => void }) {
  const client = useClient();
  const { importFiles } = useImport();
  const [at, setAt] = useState(0);
  const current = files[at];
  if (!current) return null;
  const next = (): void => (at + 1 < files.length ? setAt(at + 1) : onClose());
  return (
    <MappingDialog
      key={current.file}
      file={current.file}
      name={current.name}
      isDrafted={current.into !== undefined}
      onSkip={next}
      onImport={(reading) => {
        next();
        const { into, unreadable } = current;
        const begun = unreadable
          ? client.call("articles.readUnreadable", { ids: [unreadable], reading })
          : into
            ? client.call("articles.goOnDraft", {
                id: into.draft,
                items: { ids: [into.item] },
                reading: { ...into.reading, ...reading },
              })
            : importFiles([current.file], reading);
        begun.catch(notifyFailure);
      }}
    />
  );
}

type Constants = Partial<Record<ConstantField, string>>;
const isConstant = (field: RecordField): field is RecordField & ConstantField => ConstantField.safeParse(field).success;

/** What the analyst has chosen so far, beside the profile that it began with. */
interface Choice {
  readonly mapping: RecordMapping;
  readonly constants: Constants;
}

const choiceOf = ({ reading }: ImportProfile): Choice => ({
  mapping: Object.fromEntries(Object.entries(reading.mapping ?? {}).filter(([, column]) => column !== "")),
  constants: reading.constants ?? {},
});

/** Asks which column of a table or JSON file holds what, with its first rows to look at and what would come of them. */
function MappingDialog({
  file,
  name,
  isDrafted,
  onImport,
  onSkip,
}: {
  file: string;
  name: string;
  isDrafted: boolean;
  onImport: (reading: FileReading) => void;
  onSkip: () => void;
}) {
  const t = useText("library");
  const words = useText("importing");
  const preview = useRead("articles.preview", { file }, { keep: true });
  const all = useRead("articles.profiles", {}).data;
  const columns = preview.data?.columns ?? none;
  const profiles = (all ?? none).filter((profile) => readsColumns(profile, columns));
  // The only one for just these columns is taken; of several the analyst chooses.
  const fitting = preview.data?.profiles ?? none;
  const own = fitting.length === 1 ? profiles.find((profile) => profile.name === fitting[0]) : undefined;
  const [picked, setPicked] = useState<ImportProfile | null | undefined>();
  const profile = picked === undefined ? (own ?? null) : picked;
  const [changed, setChanged] = useState<Choice | null>(null);
  const [filled, setFilled] = useState<ConstantField | null>(null);
  const [told, tell] = useState<Told | null>(null);
  const [saved, setSaved] = useState(0);
  const proposed = preview.data?.proposed ?? {};
  const choice = changed ?? (profile ? choiceOf(profile) : { mapping: proposed, constants: {} });
  const { mapping, constants } = choice;
  const said = readConstants(constants);
  const reading: FileReading = {
    ...profile?.reading,
    mapping: saidMapping(mapping, proposed),
    ...(said && Object.keys(said).length > 0 ? { constants: said } : { constants: undefined }),
  };
  if (reading.constants === undefined) delete reading.constants;
  const isReady = canImport(mapping) && said !== null;
  const act = (): unknown => isReady && onImport(reading);
  useKeys({ "mod+Enter": act }, { inDialogs: true, inFields: true });

  const set = (field: RecordField, id: string): void => {
    const { [field as ConstantField]: before = "", ...others } = constants;
    const isForAll = id === forAll && isConstant(field);
    setFilled(isForAll ? field : null);
    setChanged({
      mapping: withColumn(mapping, field, id === noColumn || id === forAll ? null : id.slice(2)),
      constants: isForAll ? { ...others, [field]: before } : others,
    });
  };
  const valueOf = (field: RecordField): string => {
    if (isConstant(field) && constants[field] !== undefined) return forAll;
    const column = mapping[field];
    return column === undefined ? noColumn : idOf(column);
  };

  return (
    <Dialog
      title={t("mappingTitle")}
      isOpen
      isFirm
      width="large"
      onClose={onSkip}
      actions={
        <>
          <SaveProfile
            proposed={profile?.name ?? (said?.outlet || name.replace(/\.[^.]+$/u, ""))}
            profile={{ reading, file }}
            isDisabled={!isReady}
            tell={tell}
            onSaved={(called) => {
              setPicked({ name: called, reading, columns: [...columns], savedAt: "" });
              setSaved((times) => times + 1);
            }}
          />
          <span className={css.gap} />
          <Button onPress={onSkip}>{t("skipFile")}</Button>
          {/* Once a profile is saved, importing is next: the focus goes there. */}
          <Button
            key={saved}
            autoFocus={saved > 0}
            tone="primary"
            changes
            keys="mod+Enter"
            isDisabled={!isReady}
            onPress={() => act()}
          >
            {t(isDrafted ? "readNow" : "importNow")}
          </Button>
        </>
      }
    >
      <p className={css.hint}>{t("mappingText", { name })}</p>
      {preview.error ? <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} /> : null}
      <ToldLine told={told} onDone={() => tell(null)} />
      <ProfileChoice
        tell={tell}
        profiles={profile && !profiles.some((known) => known.name === profile.name) ? [...profiles, profile] : profiles}
        chosen={profile?.name ?? null}
        onChoose={(next) => {
          setPicked(next);
          // Renamed, it is the same one; what was changed since stays.
          if (next === null || next.savedAt !== profile?.savedAt) setChanged(null);
        }}
      />
      <div className={css.mapping}>
        {mappingFields.map((field) => (
          <div key={field}>
            <Select
              label={t(`record-${field}`)}
              value={valueOf(field)}
              choices={[
                { id: noColumn, text: t("mapNone") },
                ...(isConstant(field) ? [{ id: forAll, text: words("sameForAll") }] : []),
                ...columns.map((column) => ({ id: idOf(column), text: column })),
              ]}
              onChange={(id) => set(field, id)}
            />
            {isConstant(field) && constants[field] !== undefined ? (
              <div className={css.forAll}>
                <ConstantText
                  field={field}
                  value={constants[field]}
                  hideLabel
                  autoFocus={filled === field}
                  onChange={(value) => setChanged({ mapping, constants: { ...constants, [field]: value } })}
                />
              </div>
            ) : null}
            {field === "key" ? <p className={css.hint}>{t("recordKeyHelp")}</p> : null}
            {field === "text" && !canImport(mapping) && preview.data ? (
              <p className={css.needed}>{t("mapNeedsText")}</p>
            ) : null}
          </div>
        ))}
      </div>
      {preview.data ? <RowsPreview columns={columns} rows={preview.data.rows} mapping={mapping} /> : null}
      {isReady ? <ArticlesPreview file={file} reading={reading} /> : null}
    </Dialog>
  );
}
