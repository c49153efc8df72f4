import { type Claim, type Hop, RelationKind } from "../../app/claims/model.ts";
import { grades, short } from "./print.ts";

const PAGE = 1000;

/** All rows of a windowed list, page by page; with `most`, no more than so many. */
export async function* allRows<Row>(
  page: (window: { offset: number; limit: number }) => Promise<Row[]>,
  most = Infinity,
) {
  for (let offset = 0; offset < most; offset += PAGE) {
    const limit = Math.min(PAGE, most - offset);
    const rows = await page({ offset, limit });
    yield* rows;
    if (rows.length < limit) return;
  }
}

export async function* mapRows<Row, Mapped>(rows: AsyncIterable<Row>, map: (row: Row) => Mapped | Promise<Mapped>) {
  for await (const row of rows) yield await map(row);
}

const hopDocument = ({ source, sourceId, mode, basis, cue, descriptor }: Hop) => ({
  source,
  sourceId,
  mode,
  basis,
  // A cue names its text version only where that is not its claim's.
  cue: cue && { start: cue.start, end: cue.end, ...(cue.version === undefined ? {} : { version: cue.version }) },
  descriptor,
});

/** A claim as the command line prints it; every key is always there, *not graded* is null. */
export const claimDocument = (claim: Claim) => ({
  id: claim.id,
  statement: claim.statement,
  article: claim.articleId,
  spans: claim.spans.map(({ start, end, quote }) => ({ start, end, quote })),
  attribution: claim.hops.map(hopDocument),
  furtherChains: claim.furtherChains.map((hops) => hops.map(hopDocument)),
  reliability: claim.reliability,
  credibility: claim.credibility,
  withoutReason: claim.withoutReason,
  gradedAt: claim.gradedAt,
  gradedBy: claim.gradedBy,
  originReliability: claim.originReliability,
  look: claim.look,
  slots: claim.slots,
  questions: claim.questions,
  relations: Object.fromEntries(RelationKind.options.map((kind) => [kind, claim.relations[kind] ?? 0])),
  tags: claim.tags.map(({ path }) => path),
  eventDate: claim.eventDate,
  memo: claim.memo,
});
export type ClaimDocument = ReturnType<typeof claimDocument>;

/** The chains for the eye, outermost first. */
export const chainText = (claim: ClaimDocument): string =>
  [claim.attribution, ...claim.furtherChains]
    .map((hops) => hops.map(({ source, descriptor }) => source ?? descriptor ?? "?").join(" → "))
    .join(" + ");

/** A claim as a line: id, grades, chains, what it says. */
export const claimLine = (claim: ClaimDocument): string =>
  [
    claim.id,
    grades(claim.reliability, claim.credibility),
    chainText(claim),
    short(claim.statement ?? claim.spans[0]?.quote ?? ""),
  ].join("\t");
