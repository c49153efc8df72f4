import { AnnotationEditor } from "./annotations/annotation-editor.tsx";
import { ReaderPage } from "./articles/reader-page.tsx";
import { ClaimEditor } from "./claims/claim-editor.tsx";
import { ClaimRelations } from "./claims/relations/claim-relations.tsx";
import { useText } from "./i18n/index.ts";
import { useView } from "./state/view.ts";
import { useKeys } from "./ui/index.ts";

/** The reader with what is written beside the text: features that do not know one another. */
export function Reader() {
  const t = useText("search");
  const go = useView((view) => view.go);
  const isFromSearch = useView(({ reader, search }) => reader !== null && search.leftFor === reader.at);
  useKeys(
    { Backspace: { run: () => go("search"), label: t("backToResults") } },
    { enabled: isFromSearch, group: t("title") },
  );
  return <ReaderPage ClaimEditor={ClaimEditor} ClaimRelations={ClaimRelations} AnnotationEditor={AnnotationEditor} />;
}
