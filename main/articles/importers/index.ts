/** What the import job needs of this folder. */
export { importedExtensions, importerFor } from "./formats.ts";
export { previewRecords } from "./preview.ts";
export type { ImportedArticle, ImportedItem, Importer, ImportFailure, ImportOptions } from "./types.ts";
export { walkFiles, type WalkEntry } from "./walk.ts";
