import type { Claim } from "../../app/claims/model.ts";

const PAGE = 1000;

/** All rows of a windowed list, page by page. */
export async function* allRows<Row>(page: (window: { offset: number; limit: number }) => Promise<Row[]>) {
  for (let offset = 0; ; offset += PAGE) {
    const rows = await page({ offset, limit: PAGE });
    yield* rows;
    if (rows.length < PAGE) return;
  }
}

export async function* mapRows<Row, Mapped>(rows: AsyncIterable<Row>, map: (row: Row) => Mapped | Promise<Mapped>) {
  for await (const row of rows) yield await map(row);
}

/** A claim as the command line prints it; every key is always there, *not graded* is null. */
export const claimDocument = (claim: Claim) => ({
  id: claim.id,
  statement: claim.statement,
  article: claim.articleId,
  spans: claim.spans.map(({ start, end, quote }) => ({ start, end, quote })),
  attribution: claim.hops.map(({ source, sourceId, mode, basis, cue, descriptor }) => ({
    source,
    sourceId,
    mode,
    basis,
    cue: cue && { start: cue.start, end: cue.end },
    descriptor,
  })),
  reliability: claim.reliability,
  credibility: claim.credibility,
  tags: claim.tags.map(({ path }) => path),
});
export type ClaimDocument = ReturnType<typeof claimDocument>;

/** The chain for the eye, outermost first. */
export const chainText = (claim: ClaimDocument): string =>
  claim.attribution.map(({ source, descriptor }) => source ?? descriptor ?? "?").join(" → ");
