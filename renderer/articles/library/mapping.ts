import { type RecordField, RecordField as Fields, type RecordMapping } from "../../../app/articles/model.ts";

/** The fields in the order in which they are asked for: what an article cannot do without comes first. */
export const mappingFields: readonly RecordField[] = Fields.options;

/** The mapping with one field read from a column, or from none. A column may serve several fields. */
export function withColumn(mapping: RecordMapping, field: RecordField, column: string | null): RecordMapping {
  const rest: RecordMapping = { ...mapping };
  delete rest[field];
  return column === null ? rest : { ...rest, [field]: column };
}

/** The mapping as it is imported by: a field that is in no column, though one's name suggests it, says so. */
export function saidMapping(mapping: RecordMapping, proposed: RecordMapping): RecordMapping {
  const none = mappingFields.filter((field) => proposed[field] && mapping[field] === undefined);
  return { ...Object.fromEntries(none.map((field) => [field, ""])), ...mapping };
}

/** Whether an import can start: the column that holds the text must be known. */
export const canImport = (mapping: RecordMapping): boolean => Boolean(mapping.text);

/** The fields that a column is read as, for the head of the preview's table. */
export const fieldsOf = (mapping: RecordMapping, column: string): RecordField[] =>
  mappingFields.filter((field) => mapping[field] === column);

/** Whether a file's name says that it holds records, whose columns may need a mapping. */
export const holdsRecords = (name: string): boolean => /\.(csv|tsv|jsonl|ndjson|json|xlsx|xlsm|ods)$/i.test(name);
