import { AnnotationEditor } from "./annotations/annotation-editor.tsx";
import { ReaderPage } from "./articles/reader-page.tsx";
import { ClaimEditor } from "./claims/claim-editor.tsx";

/** The reader with what is written beside the text: three features that do not know one another. */
export function Reader() {
  return <ReaderPage ClaimEditor={ClaimEditor} AnnotationEditor={AnnotationEditor} />;
}
