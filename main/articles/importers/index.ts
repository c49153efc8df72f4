/** What the import job needs of this folder. */
export { chooseProfile, propertiesVary, readByHand } from "./by-hand.ts";
export { importedExtensions, importerFor } from "./formats.ts";
export { previewRecords } from "./preview.ts";
export {
  columnKinds,
  type ImportedArticle,
  type ImportedItem,
  type Importer,
  type ImportFailure,
  type ImportOptions,
  recordKinds,
  toFailure,
} from "./types.ts";
export { isPageAssets, walkFiles, type WalkEntry } from "./walk.ts";
