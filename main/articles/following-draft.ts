import { shownPath } from "../../app/articles/members.ts";
import type { FileReading } from "../../app/articles/model.ts";
import { toHex } from "../store/identity.ts";
import { type Corrections, itemLike, itemsToImport, unreadAt } from "../store/import-draft-meetings.ts";
import { type DraftFile, type DraftRow, failItem, filesOf } from "../store/import-drafts.ts";
import type { ReadDb, WriteDb } from "../store/sql.ts";
import type { WalkEntry } from "./importers/index.ts";
import type { PreparedArticle, ReadItem } from "./parsing/prepared.ts";

/** What of a file was met so far, where an import follows a draft. */
export interface Meeting {
  readonly file: DraftFile;
  /** How many of its articles with the same text and facts came, in their order. */
  readonly seen: Map<string, number>;
  readonly met: Set<number>;
  /** Articles that the draft does not show. */
  unseen: number;
  /** Why the whole of it could not be read. */
  failure: { code: string; message: string } | null;
}

interface Failed {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

type Failure = Extract<ReadItem, { failure: unknown }>["failure"];

/** How an import follows a draft: what it reads, what may come in, and with what. Nothing comes in that nobody saw. */
export interface Guide {
  readonly draft: number;
  walk(): Iterable<WalkEntry>;
  /** How a file is read. */
  readingOf(path: string): FileReading;
  begin(path: string): Meeting;
  /** What an article comes in with; `left-out` where somebody said so, null where it is not as it was seen. */
  article(meeting: Meeting, article: PreparedArticle): Corrections | "left-out" | null;
  /**
   * Marks in the draft what could not be read. @returns what is to be done with it: noted with all that imports could not
   * read, or only named, because the draft keeps what was seen of it; `left-out` where somebody said so
   */
  failed(db: WriteDb, meeting: Meeting, failure: Failure): "note" | "name" | "left-out";
  /** A file has ended: what was not met in it stays in the draft, to be looked at again. @returns that, by name */
  ended(db: WriteDb, meeting: Meeting): Failed[];
}

const CHANGED = "it is not as the draft shows it; look at it again";

export function followDraft(db: ReadDb, draft: DraftRow): Guide {
  const files = new Map<string, DraftFile>();
  for (const file of filesOf(db, draft.key, true)) if (!files.has(file.path)) files.set(file.path, file);
  const fileOf = (path: string): DraftFile =>
    files.get(path) ?? { key: 0, path, bytes: 0, modifiedAt: 0, reading: null };
  return {
    draft: draft.key,
    *walk() {
      for (const path of files.keys()) yield { kind: "file", path };
    },
    readingOf: (path) => fileOf(path).reading ?? draft.reading,
    begin: (path) => ({ file: fileOf(path), seen: new Map(), met: new Set(), unseen: 0, failure: null }),
    article(meeting, article) {
      const { file, seen, met } = meeting;
      const name = toHex(article.identity) + toHex(article.originalSha256);
      const before = seen.get(name) ?? 0;
      seen.set(name, before + 1);
      const item = itemLike(db, file.key, article, before);
      if (!item) {
        meeting.unseen += 1;
        return null;
      }
      met.add(item.key);
      return item.leftOut ? "left-out" : item.corrections;
    },
    failed(writable, meeting, { code, message, member, line }) {
      const item = unreadAt(db, meeting.file.key, { member, line }).find(({ key }) => !meeting.met.has(key));
      if (!item) {
        if (member !== null || line !== null) return "note";
        meeting.failure = { code, message };
        return itemsToImport(db, meeting.file.key).length > 0 ? "name" : "note";
      }
      meeting.met.add(item.key);
      if (item.leftOut) return "left-out";
      failItem(writable, item.key, { state: code === "needs-mapping" ? code : "unreadable", code, message });
      return "note";
    },
    ended(writable, { file, met, unseen, failure }) {
      const missed = itemsToImport(db, file.key).filter(({ key }) => !met.has(key));
      const why = failure ?? { code: "changed-since", message: CHANGED };
      for (const { key } of missed) failItem(writable, key, { state: "changed", ...why });
      // Why the whole file could not be read was said already.
      const named = failure
        ? []
        : missed.map(({ member, line }) => {
            const at = shownPath({ path: file.path, member });
            return { path: line === null ? at : `${at}:${line}`, ...why };
          });
      const more = unseen - missed.length;
      if (more <= 0) return named;
      const message =
        more === 1 ? "an article in it was not in the draft" : `${more} articles in it were not in the draft`;
      return [...named, { path: file.path, code: "changed-since", message: `${message}; look at it again` }];
    },
  };
}
