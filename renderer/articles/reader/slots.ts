import type { ComponentType, Ref } from "react";

import type { Annotation } from "../../../app/annotations/model.ts";
import type { Article, Range } from "../../../app/articles/model.ts";
import type { Claim, ClaimDraft } from "../../../app/claims/model.ts";

/** What the reader asks of a claim editor that it is given. */
export interface ClaimEditorHandle {
  addSpan: (span: Range) => void;
  leave: () => Promise<void>;
  focus: () => void;
}

/** The features that stand beside the text, handed in by `renderer/reader.tsx`: the reader knows none of them. */
export interface ReaderSlots {
  ClaimEditor: ComponentType<{
    ref: Ref<ClaimEditorHandle>;
    article: Article;
    start: { span: Range | null; claim: Claim | null; draft: ClaimDraft | null };
    selection: Range | null;
    onSpans: (spans: Range[]) => void;
    onGoTo: (span: Range) => void;
    onClosed: (saved: Claim | null) => void;
  }>;
  /** What a claim has to do with others. */
  ClaimRelations: ComponentType<{ claim: Claim; takesFocus?: boolean }>;
  AnnotationEditor: ComponentType<{
    article: Article;
    annotation: Annotation | null;
    span: Range;
    onClosed: () => void;
  }>;
}
