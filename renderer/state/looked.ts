import { create } from "zustand";

import type { ImportDraft } from "../../app/articles/drafts.ts";
import type { Page } from "./view.ts";

/** A draft that was made because something was chosen for import, and what is to become of it. */
export interface Looked {
  draft: ImportDraft;
  /** Whether the analyst stopped the reading. */
  stopped: boolean;
  /** Whether it is to be seen before it comes in. */
  isToBeSeen: boolean;
  /** The page from which it was asked for. */
  from: Page;
}

/** The last one that was read: `renderer/data/import.ts` tells it here, the page of drafts acts on it. */
export const useLooked = create<{ last: Looked | null }>()(() => ({ last: null }));
