import { useRef } from "react";

import type { DraftSelection, ImportDraft } from "../../../app/articles/drafts.ts";
import type { FileReading } from "../../../app/articles/model.ts";
import type { Client } from "../../../app/contract/client.ts";
import { useClient } from "../../data/client.tsx";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { notify, notifyFailure } from "../../ui/index.ts";
import { didStep, stepsOf, turnedStep } from "./steps.ts";
import { type DraftEdit, draftName } from "./words.ts";

/** What an edit is told as. */
export type EditWords = "edited" | "tagged" | "outDone" | "inDone";

export interface DraftActs {
  edit: (ids: readonly string[], edit: DraftEdit, words: EditWords) => void;
  /** Takes the newest edit back, or does again what was taken back last. @returns false where there is none */
  undo: () => boolean;
  redo: () => boolean;
  /** Looks at all files again, or at those of some items, read in another way from now on. */
  lookAgain: (items?: DraftSelection, reading?: FileReading) => void;
  importNow: () => void;
  leave: () => void;
}

/** What can be done with a draft; each is told with its way back. `onTurned`: what items were is not known any more. */
export function useDraftActs(
  draft: ImportDraft,
  onEdited: (ids: readonly string[], edit: DraftEdit) => void,
  onTurned: () => void,
): DraftActs {
  const t = useText("draft");
  const formats = useFormats();
  const client = useClient();
  const { id } = draft;
  const untell = useRef<(() => void) | null>(null);
  // One notice at a time tells of edits: the newest.
  const tell = (text: string, action?: { text: string; run: () => void }): void => {
    untell.current?.();
    untell.current = notify({ text, tone: "good", ...(action ? { action } : {}) });
  };
  const n = (count: number): { count: number; n: string } => ({ count, n: formats.number(count) });

  async function turn(step: string | undefined): Promise<void> {
    if (step === undefined) return;
    const { changed } = await client.call("articles.undoDraftEdit", { id, step });
    const isDone = stepsOf(id).done.includes(step);
    turnedStep(id, step);
    onTurned();
    tell(t(isDone ? "takenBack" : "edited", n(changed)));
  }
  const turnLast = (step: string | undefined): boolean => {
    if (step === undefined) return false;
    turn(step).catch(notifyFailure);
    return true;
  };

  async function change(ids: readonly string[], edit: DraftEdit, words: EditWords): Promise<void> {
    const { changed, step } = await client.call("articles.editDraft", { id, items: { ids: [...ids] }, ...edit });
    if (step === null) return tell(t("nothingChanged"));
    didStep(id, step);
    onEdited(ids, edit);
    return tell(t(words, n(changed)), { text: t("undoShort"), run: () => void turn(step).catch(notifyFailure) });
  }

  async function leave(): Promise<void> {
    await client.call("articles.leaveDraft", { id });
    useView.getState().goToDraft(null);
    tellLeft(client, t("left", { name: draftName(draft).name }), t("bringBack"), id);
  }

  return {
    edit: (ids, edit, words) => {
      if (ids.length > 0) change(ids, edit, words).catch(notifyFailure);
    },
    undo: () => turnLast(stepsOf(id).done.at(-1)),
    redo: () => turnLast(stepsOf(id).undone.at(-1)),
    lookAgain: (items, reading) =>
      start(client.call("articles.goOnDraft", { id, ...(items ? { items } : {}), ...(reading ? { reading } : {}) })),
    importNow: () => start(client.call("articles.importDraft", { id })),
    leave: () => start(leave()),
  };
}

const start = (job: Promise<unknown>): void => void job.catch(notifyFailure);

function tellLeft(client: Client, text: string, action: string, id: string): void {
  const back = async (): Promise<void> => {
    await client.call("articles.bringBackDraft", { id });
    useView.getState().goToDraft(id);
  };
  notify({ text, action: { text: action, run: () => void back().catch(notifyFailure) } });
}
