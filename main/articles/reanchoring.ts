import type { Reanchoring } from "../../app/articles/anchors.ts";
import { Refusal } from "../../app/contract/errors.ts";
import { must } from "../../app/kernel/assert.ts";
import type { Desk } from "../desk.ts";
import type { Handlers } from "../dispatch.ts";
import type { Act } from "../store/acts.ts";
import { anchorSpan } from "../store/anchors.ts";
import { AnnotationValue } from "../store/annotations.ts";
import { findText } from "../store/articles.ts";
import type { HopValue } from "../store/claim-value.ts";
import { valueOfClaim } from "../store/claims.ts";
import { objects } from "../store/objects.ts";
import type { ReadDb } from "../store/sql.ts";
import { articlesToReview, standingAnchors, takeCuesAlong } from "../store/standing-anchors.ts";

/** The text that spans are taken over into. */
interface Target {
  readonly articleId: string;
  readonly article: number;
  readonly version: number;
}

const notThere = ({ kind, objectId, index }: Reanchoring, { articleId }: Target): Refusal =>
  new Refusal("not-found", `${kind} ${objectId} has no anchor ${index} on another version of article ${articleId}`);

const spanIn = (db: ReadDb, { start, end }: Reanchoring, { articleId, version }: Target) =>
  anchorSpan(db, { articleId, version: String(version), start, end });

function reanchorAnnotation(act: Act, db: ReadDb, item: Reanchoring, target: Target): void {
  const value = objects.annotation.read(db, item.objectId);
  const before = value && AnnotationValue.parse(value);
  if (!before || item.index !== 0 || before.articleId !== target.articleId || before.version === target.version)
    throw notThere(item, target);
  act.put("annotation", item.objectId, { ...before, ...spanIn(db, item, target) });
}

/** Gives spans and cues of one claim their new places. @returns how many cues stayed on their version */
function reanchorClaim(act: Act, db: ReadDb, items: readonly Reanchoring[], target: Target): number {
  const [first] = items;
  const id = must(first, "a claim is named by an anchor of it").objectId;
  const before = valueOfClaim(db, id);
  const home = before?.spans[0];
  const spans = [...(before?.spans ?? [])];
  for (const item of items.filter(({ kind }) => kind === "claim")) {
    const span = spans[item.index];
    if (!span || span.articleId !== target.articleId || span.version === target.version) throw notThere(item, target);
    spans[item.index] = spanIn(db, item, target);
  }
  if (!before || !home) throw notThere(must(first, "there is an anchor"), target);
  let chains: HopValue[][] = [before.hops, ...before.furtherChains];
  let left = 0;
  const isMoved = home.articleId === target.articleId && home.version !== spans[0]?.version;
  if (isMoved)
    ({ chains, left } = takeCuesAlong(db, chains, { article: target.article, from: home.version, to: target.version }));
  for (const item of items.filter(({ kind }) => kind === "cue")) {
    const place = chains.flatMap((hops, chain) => hops.map((_hop, at) => ({ chain, at })))[item.index];
    const hop = place && chains[place.chain]?.[place.at];
    const stands = hop?.cue ? (hop.cue.version ?? spans[0]?.version) : undefined;
    if (!place || !hop || home.articleId !== target.articleId || stands === undefined || stands === target.version)
      throw notThere(item, target);
    const { start, end, quote } = spanIn(db, item, target);
    // A cue is of its claim's first span's version unless it says another.
    const version = spans[0]?.version === target.version ? null : target.version;
    must(chains[place.chain], "its chain")[place.at] = { ...hop, cue: { start, end, quote, version } };
    if (isMoved) left -= 1;
  }
  const [hops = [], ...furtherChains] = chains;
  act.put("claim", id, { ...before, spans, hops, furtherChains });
  return left;
}

/** Every anchor once, those of one claim together. @throws Refusal where one is named twice */
function byObject(items: readonly Reanchoring[]): Map<string, Reanchoring[]> {
  const names = new Set<string>();
  const groups = new Map<string, Reanchoring[]>();
  for (const item of items) {
    const name = `${item.kind} ${item.objectId} ${item.index}`;
    if (names.has(name)) throw new Refusal("bad-request", `${name} is to stand at two places`);
    names.add(name);
    const group = `${item.kind === "annotation" ? "annotation" : "claim"} ${item.objectId}`;
    groups.set(group, [...(groups.get(group) ?? []), item]);
  }
  return groups;
}

type Names = "articles.anchorsToReview" | "articles.anchors" | "articles.reanchor";

/** Marks on earlier texts: shown, and taken over by an analyst's act. */
export function makeReanchoring(desk: Desk): Handlers<Names> {
  return {
    "articles.anchorsToReview": (window) => articlesToReview(desk.read(), window),
    "articles.anchors": ({ id }) => {
      const found = standingAnchors(desk.read(), id);
      if (!found) throw new Refusal("not-found", `there is no article ${id}`);
      return found;
    },
    "articles.reanchor": ({ id, version, items }, session) =>
      desk.act(session, "reanchor", (act, db) => {
        const read = findText(db, id);
        if (!read) throw new Refusal("not-found", `there is no article ${id}`);
        if (String(read.version) !== version)
          throw new Refusal("not-found", `version ${version} of article ${id} is not the one that is read`);
        const target = { articleId: id, article: read.key, version: read.version };
        let cuesLeft = 0;
        for (const group of byObject(items).values()) {
          const [item] = group;
          if (item?.kind === "annotation") reanchorAnnotation(act, db, item, target);
          else cuesLeft += reanchorClaim(act, db, group, target);
        }
        return { changed: items.length, cuesLeft };
      }),
  };
}
