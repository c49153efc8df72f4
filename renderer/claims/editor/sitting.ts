import type { Article, Range } from "../../../app/articles/model.ts";
import type { Claim, ClaimDraft } from "../../../app/claims/model.ts";
import type { Client } from "../../../app/contract/client.ts";
import { Refusal } from "../../../app/contract/errors.ts";
import { parseDateText } from "../../../app/text/dates.ts";
import { changeHop, findHop, newestKey, ownOrigins, withHop } from "./chains.ts";
import {
  contentOf,
  type EditorContent,
  isBareOne,
  isSame,
  type Missing,
  newContent,
  readContent,
  settle,
  toInput,
  toPatch,
  whatIsMissing,
} from "./content.ts";
import { makeDraftKeeper } from "./draft-keeper.ts";
import type { HopChoice } from "./speaker.ts";

/** What the editor is opened on: a span for a new claim, a claim that is there, or a draft of either. */
export interface EditorStart {
  span: Range | null;
  claim: Claim | null;
  draft: ClaimDraft | null;
}

export interface SittingState {
  content: EditorContent;
  /** Why the last attempt to save did not go through. */
  missing: Missing | null;
  error: unknown;
}

/** What the analyst is told in passing. */
export interface Tell {
  saved: (claim: Claim) => void;
  /** The sitting ended before the claim was complete, or the case refused it; it waits as a draft. */
  kept: (why: { missing: Missing } | { error: unknown }) => void;
  discarded: (restore: () => Promise<unknown>) => void;
  /** What is typed cannot be written just now; told once. */
  trouble: (error: unknown) => void;
}

/** Where a link is added: in which chain (the first by itself), before which link (else at the end). */
export interface Where {
  chain?: number;
  before?: number | null;
}

/** One sitting at the editor: what is typed, its draft in the case, and how it ends. */
export interface Sitting {
  readonly baseline: EditorContent;
  /** True where the content comes from a draft that an earlier sitting left. */
  readonly isRestored: boolean;
  state: () => SittingState;
  subscribe: (listener: () => void) => () => void;
  isTouched: () => boolean;
  update: (change: (content: EditorContent) => EditorContent) => void;
  /** Adds a link where it is said; `later` may still say which known source its name means. */
  addHop: (choice: HopChoice, later: Promise<HopChoice | null> | null, where?: Where) => void;
  /** Writes what waits, without ending anything. */
  flush: () => void;
  /** Saves what stands there, or says what is missing. */
  confirm: () => Promise<void>;
  /** Saves what is complete, keeps what is not as a draft, drops what was never touched. */
  leave: () => Promise<void>;
  /** Throws the draft or the changes away. */
  discard: () => Promise<void>;
}

/** The typed date as stored, with words such as "yesterday" read against the article's; null where empty or unclear. */
export const dateOf = (content: EditorContent, article: Pick<Article, "publishedAt">): string | null =>
  content.date.trim() === "" ? null : parseDateText(content.date, article.publishedAt?.slice(0, 10) ?? undefined);

/** @param onClosed called once, with the saved claim, or null where none was saved */
export function makeSitting(
  client: Pick<Client, "call">,
  article: Article,
  start: EditorStart,
  tell: Tell,
  onClosed: (saved: Claim | null) => void,
): Sitting {
  const of = { articleId: article.id, claimId: start.claim?.id ?? null };
  const baseline = baselineOf(article, start);
  const restored = start.draft ? readContent(start.draft.content) : null;
  const listeners = new Set<() => void>();
  const pending = new Set<Promise<void>>();
  let state: SittingState = { content: restored ?? baseline, missing: null, error: null };
  let isOver = false;
  let isTroubled = false;
  const keep = (draftId: string | null) =>
    makeDraftKeeper(client, of, draftId, (error) => {
      if (!isTroubled) tell.trouble(error);
      isTroubled = true;
    });
  let keeper = keep(start.draft?.id ?? null);

  function set(change: Partial<SittingState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function update(change: (content: EditorContent) => EditorContent): void {
    set({ content: change(state.content), missing: null });
    keeper.keep(state.content);
  }

  async function resolveHop(key: number, name: string, later: Promise<HopChoice | null>): Promise<void> {
    const known = await later;
    const hop = findHop(state.content, key);
    if (known && hop?.source === name && hop.sourceId === null) update((now) => changeHop(now, key, known));
  }

  const isTouched = (): boolean => restored !== null || !isSame(state.content, baseline);

  /**
   * How many distinct origins stand behind the claim, as far as is known: by its own chains, else by what corroborates it.
   * Asked only where it decides; the case has the last word.
   */
  async function countOrigins(): Promise<number> {
    const own = ownOrigins(state.content).length;
    if (own >= 2 || !start.claim || !isBareOne(settle(state.content), start.claim)) return own;
    try {
      return (await client.call("relations.origins", { claimId: start.claim.id })).origins.length;
    } catch {
      return own;
    }
  }

  /** Writes the claim. @returns it, or null where nothing was to be changed; throws what the case refused */
  async function write(): Promise<Claim | null> {
    const draftId = await keeper.stop();
    const today = article.publishedAt?.slice(0, 10);
    const context = { eventDate: dateOf(state.content, article), draftId, today };
    try {
      if (!start.claim) return await client.call("claims.add", toInput(state.content, context));
      const patch = toPatch(state.content, start.claim, context);
      if (patch) return await client.call("claims.edit", patch);
      if (draftId !== null) await client.call("claims.discardDraft", { id: draftId });
      return null;
    } catch (error) {
      keeper = keep(draftId);
      keeper.keep(state.content);
      throw error;
    }
  }

  function close(saved: Claim | null): void {
    if (saved) tell.saved(saved);
    onClosed(saved);
  }

  return {
    baseline,
    isRestored: restored !== null,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isTouched,
    update,
    addHop(choice, later, where) {
      update((now) => withHop(now, choice, where));
      const hop = findHop(state.content, newestKey(state.content));
      if (!later || !hop) return;
      const waiting = resolveHop(hop.key, hop.source, later).finally(() => pending.delete(waiting));
      pending.add(waiting);
    },
    flush: () => void keeper.flush(),
    async confirm() {
      if (isOver) return;
      // Before anything is awaited: a second Enter must not save twice.
      isOver = true;
      await Promise.all(pending);
      const missing = whatIsMissing(state.content, start.claim, await countOrigins());
      set({ missing, error: null });
      if (missing) {
        isOver = false;
        return;
      }
      try {
        close(await write());
      } catch (error) {
        isOver = false;
        const needsReason = error instanceof Refusal && error.failure.code === "reason-required";
        set({ error, missing: needsReason ? "reason" : null });
      }
    },
    async leave() {
      if (isOver) return;
      isOver = true;
      if (!isTouched()) {
        await keeper.discard().catch(() => {});
        close(null);
        return;
      }
      await Promise.all(pending);
      const missing = whatIsMissing(state.content, start.claim, await countOrigins());
      if (missing) {
        await keeper.flush();
        tell.kept({ missing });
        close(null);
        return;
      }
      try {
        close(await write());
      } catch (error) {
        await keeper.flush();
        tell.kept({ error });
        close(null);
      }
    },
    async discard() {
      if (isOver) return;
      isOver = true;
      const thrown = state.content;
      const wasTouched = isTouched();
      await keeper.discard().catch(tell.trouble);
      if (wasTouched) tell.discarded(() => client.call("claims.saveDraft", { ...of, content: thrown }));
      close(null);
    },
  };
}

function baselineOf(article: Article, { span, claim }: EditorStart): EditorContent {
  if (claim) return contentOf(claim);
  const { start, end } = span ?? { start: 0, end: 0 };
  const quote = article.text.slice(start, end);
  const first = newContent(article, { articleId: article.id, version: article.version, start, end, quote });
  return span ? first : { ...first, spans: [] };
}
