import { type Hop, type HopInput, Basis, Mode } from "../../../app/claims/model.ts";
import { originOf } from "../../../app/claims/rules.ts";
import { z } from "../../../app/kernel/schema.ts";
import { SourceKind } from "../../../app/sources/model.ts";
import { foldName } from "../../../app/text/names.ts";

export const Quoted = z.object({ start: z.number().int(), end: z.number().int(), quote: z.string() });
/** Cue words; with their text version where that is not the one of their claim's first span. */
const Cue = z.union([Quoted.extend({ version: z.string() }), Quoted]);

export const EditorHop = z.object({
  /** Tells hops apart while they are reordered, in all chains; means nothing beyond the editor. */
  key: z.number().int(),
  source: z.string(),
  sourceId: z.string().nullable(),
  kind: SourceKind.nullable(),
  mode: Mode.nullable(),
  basis: Basis.nullable(),
  cue: Cue.nullable(),
  /** Not null: the hop is unnamed, and this is what the text calls it. */
  descriptor: z.string().nullable(),
});
export type EditorHop = z.infer<typeof EditorHop>;

/** One chain as it is being entered. */
const Chain = z.object({
  hops: z.array(EditorHop),
  /** The name being typed that is no hop yet. */
  speaker: z.string(),
});
export type Chain = z.infer<typeof Chain>;

/** The chains of a claim: the first, of which the last hop is the origin, and those to further origins. */
export const Chains = Chain.extend({ furtherChains: z.array(Chain).default([]) });
export type Chains = z.infer<typeof Chains>;

export const emptyHop: Omit<EditorHop, "key"> = {
  source: "",
  sourceId: null,
  kind: null,
  mode: null,
  basis: null,
  cue: null,
  descriptor: null,
};

/** All chains, the first one first. */
export const chainsOf = (content: Chains): Chain[] => [
  { hops: content.hops, speaker: content.speaker },
  ...content.furtherChains,
];

/** The content with each chain changed; `at` 0 is the first. */
function mapChains<Content extends Chains>(content: Content, change: (chain: Chain, at: number) => Chain): Content {
  const { hops, speaker } = change({ hops: content.hops, speaker: content.speaker }, 0);
  const furtherChains = content.furtherChains.map((chain, i) => change(chain, i + 1));
  return { ...content, hops, speaker, furtherChains };
}

export const changeChain = <Content extends Chains>(content: Content, at: number, change: Partial<Chain>): Content =>
  mapChains(content, (chain, i) => (i === at ? { ...chain, ...change } : chain));

const nextKey = (content: Chains): number =>
  1 + Math.max(-1, ...chainsOf(content).flatMap(({ hops }) => hops.map((hop) => hop.key)));

/** The chain with a hop more, at its end or before another; the name being typed is taken off. */
export function withHop<Content extends Chains>(
  content: Content,
  hop: Partial<Omit<EditorHop, "key">>,
  { chain = 0, before = null }: { chain?: number; before?: number | null } = {},
): Content {
  const added: EditorHop = { ...emptyHop, ...hop, key: nextKey(content) };
  return mapChains(content, (one, i) => {
    if (i !== chain) return one;
    const at = one.hops.findIndex(({ key }) => key === before);
    return at < 0 ? { hops: [...one.hops, added], speaker: "" } : { ...one, hops: one.hops.toSpliced(at, 0, added) };
  });
}

/** The key of the hop that `withHop` added last. */
export const newestKey = (content: Chains): number => nextKey(content) - 1;

export const findHop = (content: Chains, key: number): EditorHop | undefined =>
  chainsOf(content)
    .flatMap(({ hops }) => hops)
    .find((hop) => hop.key === key);

export const changeHop = <Content extends Chains>(content: Content, key: number, change: Partial<EditorHop>): Content =>
  mapChains(content, (chain) => ({
    ...chain,
    hops: chain.hops.map((hop) => (hop.key === key ? { ...hop, ...change } : hop)),
  }));

export const withoutHop = <Content extends Chains>(content: Content, key: number): Content =>
  mapChains(content, (chain) => ({ ...chain, hops: chain.hops.filter((hop) => hop.key !== key) }));

/** The hop one place earlier or later in its chain; at its end it stays. */
export function moveHop<Content extends Chains>(content: Content, key: number, by: 1 | -1): Content {
  return mapChains(content, (chain) => {
    const from = chain.hops.findIndex((hop) => hop.key === key);
    const to = from + by;
    const hop = chain.hops[from];
    if (!hop || to < 0 || to >= chain.hops.length) return chain;
    return { ...chain, hops: chain.hops.toSpliced(from, 1).toSpliced(to, 0, hop) };
  });
}

/** The hop put beside another, in that one's chain. */
export function putHop<Content extends Chains>(
  content: Content,
  key: number,
  target: number,
  side: "before" | "after",
): Content {
  const hop = findHop(content, key);
  if (!hop || key === target || !findHop(content, target)) return content;
  return mapChains(withoutHop(content, key), (chain) => {
    const at = chain.hops.findIndex((one) => one.key === target);
    return at < 0 ? chain : { ...chain, hops: chain.hops.toSpliced(side === "before" ? at : at + 1, 0, hop) };
  });
}

/** A chain more; it begins as the first one does, for it is the same article that tells it. */
export function withChain<Content extends Chains>(content: Content): Content {
  const first = content.hops.length > 1 ? content.hops[0] : undefined;
  const hops = first ? [{ ...first, key: nextKey(content), cue: null }] : [];
  return { ...content, furtherChains: [...content.furtherChains, { hops, speaker: "" }] };
}

/** Without one of the further chains; `at` counts all chains. The first has none to take its place. */
export const withoutChain = <Content extends Chains>(content: Content, at: number): Content => ({
  ...content,
  furtherChains: content.furtherChains.filter((_, i) => i + 1 !== at),
});

/** Names being typed become hops; further chains with nobody in them are none. */
export function settleChains<Content extends Chains>(content: Content): Content {
  let settled = content;
  for (const [chain, { speaker }] of chainsOf(content).entries()) {
    if (speaker.trim() !== "") settled = withHop(settled, { source: speaker.trim() }, { chain });
  }
  return { ...settled, furtherChains: settled.furtherChains.filter(({ hops }) => hops.length > 0) };
}

/** The chains of another claim in place of these. Cues stay behind: they are words of the other claim's place. */
export function copyChains<Content extends Chains>(
  content: Content,
  from: { readonly hops: readonly Hop[]; readonly furtherChains: readonly (readonly Hop[])[] },
): Content {
  let key = nextKey(content);
  const copy = (hops: readonly Hop[]): EditorHop[] =>
    hops.map((hop) => {
      key += 1;
      return { ...emptyHop, ...hop, source: hop.source ?? "", cue: null, key };
    });
  return {
    ...content,
    hops: copy(from.hops),
    speaker: "",
    furtherChains: from.furtherChains.map((hops) => ({ hops: copy(hops), speaker: "" })),
  };
}

export const nameOf = (hop: Pick<EditorHop, "descriptor" | "source">): string => hop.descriptor ?? hop.source;

/** Who the letter is about: the last hop of the first chain, or the name being typed there. */
export const originName = (content: Chains): string | null => {
  const origin = originOf(settleChains(content).hops);
  return origin ? nameOf(origin) : null;
};

/** The distinct origins that the chains themselves name, as far as the editor can tell: a source, a name, a descriptor. */
export function ownOrigins(content: Chains): string[] {
  const names = new Map<string, string>();
  for (const { hops } of chainsOf(settleChains(content))) {
    const last = hops.at(-1);
    if (!last) continue;
    const key =
      last.descriptor !== null && last.sourceId === null
        ? `unnamed:${foldName(last.descriptor)}`
        : `name:${last.sourceId ?? foldName(last.source)}`;
    if (!names.has(key)) names.set(key, nameOf(last));
  }
  return [...names.values()];
}

function cueInput(cue: EditorHop["cue"]): HopInput["cue"] {
  if (cue === null) return null;
  const { quote: _quote, ...range } = cue;
  return range;
}

/** A hop as the case takes it. */
export function hopInput(hop: EditorHop): HopInput {
  const shared = { mode: hop.mode, basis: hop.basis, cue: cueInput(hop.cue) };
  if (hop.descriptor !== null) {
    const descriptor = hop.descriptor.trim();
    return hop.sourceId ? { ...shared, sourceId: hop.sourceId, descriptor } : { ...shared, descriptor };
  }
  if (hop.sourceId) return { ...shared, sourceId: hop.sourceId };
  return { ...shared, source: hop.source.trim(), ...(hop.kind ? { kind: hop.kind } : {}) };
}
