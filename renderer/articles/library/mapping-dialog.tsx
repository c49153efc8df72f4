import { useState } from "react";

import type { RecordField, RecordMapping } from "../../../app/articles/model.ts";
import { useImport } from "../../data/import.ts";
import { useRead } from "../../data/queries.ts";
import { useText } from "../../i18n/index.ts";
import type { UnmappedFile } from "../../state/dialogs.ts";
import { Button, Dialog, ErrorNotice, notifyFailure, Select } from "../../ui/index.ts";
import { canImport, fieldsOf, mappingFields, withColumn } from "./mapping.ts";

import css from "./library.module.css";

const noColumn = "none";
const idOf = (column: string): string => `c:${column}`;

/** Asks about the columns of one file after the other; each is imported as soon as it is answered for. */
export function ColumnsDialog({ files, onClose }: { files: readonly UnmappedFile[]; onClose: () => void }) {
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
      onSkip={next}
      onImport={(mapping) => {
        next();
        importFiles([current.file], { mapping }).catch(notifyFailure);
      }}
    />
  );
}

/** Asks which column of a table or JSON file holds what, with its first rows to look at. */
function MappingDialog({
  file,
  name,
  onImport,
  onSkip,
}: {
  file: string;
  name: string;
  onImport: (mapping: RecordMapping) => void;
  onSkip: () => void;
}) {
  const t = useText("library");
  const preview = useRead("articles.preview", { file });
  const [changed, setChanged] = useState<RecordMapping | null>(null);
  const mapping = changed ?? preview.data?.proposed ?? {};
  const columns = preview.data?.columns ?? [];
  const choices = [
    { id: noColumn, text: t("mapNone") },
    ...columns.map((column) => ({ id: idOf(column), text: column })),
  ];
  const set = (field: RecordField, id: string): void =>
    setChanged(withColumn(mapping, field, id === noColumn ? null : id.slice(2)));

  return (
    <Dialog
      title={t("mappingTitle")}
      isOpen
      isFirm
      width="large"
      onClose={onSkip}
      actions={
        <>
          <Button onPress={onSkip}>{t("skipFile")}</Button>
          <Button tone="primary" isDisabled={!canImport(mapping)} onPress={() => onImport(mapping)}>
            {t("importNow")}
          </Button>
        </>
      }
    >
      <p className={css.hint}>{t("mappingText", { name })}</p>
      {preview.error ? <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} /> : null}
      <div className={css.mapping}>
        {mappingFields.map((field) => {
          const column = mapping[field];
          return (
            <div key={field}>
              <Select
                label={t(`record-${field}`)}
                value={column === undefined ? noColumn : idOf(column)}
                choices={choices}
                onChange={(id) => set(field, id)}
              />
              {field === "key" ? <p className={css.hint}>{t("recordKeyHelp")}</p> : null}
              {field === "text" && !canImport(mapping) && preview.data ? (
                <p className={css.needed}>{t("mapNeedsText")}</p>
              ) : null}
            </div>
          );
        })}
      </div>
      {preview.data ? (
        <div className={css.preview}>
          <table>
            <caption>{t("preview")}</caption>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col" data-mapped={fieldsOf(mapping, column).length > 0 || undefined}>
                    <bdi>{column}</bdi>
                    <span>
                      {fieldsOf(mapping, column)
                        .map((field) => t(`record-${field}`))
                        .join(" · ")}
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {preview.data.rows.map((row, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- rows of a preview have no name and never move
                <tr key={index}>
                  {row.map((cell, place) => (
                    // oxlint-disable-next-line react/no-array-index-key -- as above
                    <td key={place} dir="auto">
                      {cell.slice(0, 200)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Dialog>
  );
}
