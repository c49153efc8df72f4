import { AnnotationEditor } from "./annotations/annotation-editor.tsx";
import { ReaderPage } from "./articles/reader-page.tsx";
import { ClaimEditor } from "./claims/claim-editor.tsx";
import { ClaimRelations } from "./claims/relations/claim-relations.tsx";

/** The reader with what is written beside the text: features that do not know one another. */
export function Reader() {
  return <ReaderPage ClaimEditor={ClaimEditor} ClaimRelations={ClaimRelations} AnnotationEditor={AnnotationEditor} />;
}
