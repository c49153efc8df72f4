import { basename, join } from "node:path";

import type { ProcedureName } from "../../app/contract/index.ts";
import { must } from "../../app/kernel/assert.ts";
import type { Handlers, Session } from "../dispatch.ts";
import type { Files } from "../files.ts";
import type { JobContext } from "../jobs.ts";
import { readSample, type Sample, type SampleWork } from "./sample-data.ts";

/** Nobody watches the filling of the sample, and nothing stops it. */
const unwatched: JobContext = {
  jobId: "sample",
  stopped: () => false,
  hurried: () => false,
  report() {},
  breathe: async () => {},
};

interface Text {
  readonly file: string;
  readonly id: string;
  readonly text: string;
}
interface Range {
  readonly start: number;
  readonly end: number;
}
type Services = Handlers<ProcedureName>;

/**
 * Fills the new case on the desk with the sample: its articles, and what an analyst made of most of them. Everything
 * goes through the same services that analysts use, and is signed by the sample's own analyst, so that undo never
 * reaches back into it. Fails on the first thing in the data that does not fit the texts.
 */
export async function fillSample(services: Services, files: Files, folder: string, session: Session): Promise<void> {
  const { index, work } = readSample(folder);
  const signed: Session = { ...session, analyst: work.analyst };
  const texts = await importTexts(services, files, folder, index, signed);
  for (const { path, description } of work.tags) {
    const tag = await services["tags.add"]({ path }, signed);
    if (description !== undefined) await services["tags.edit"]({ id: tag.id, description }, signed);
  }
  const sources = await addSources(services, work.sources, signed);
  for (const { origin, copies, reason } of work.families) {
    const ids = [origin, ...copies].map((file) => textOf(texts, file).id);
    await services["articles.makeFamily"]({ ids, originId: textOf(texts, origin).id, reason }, signed);
  }
  await addClaims(services, work, texts, sources, signed);
  for (const { file, quote, memo, tags } of work.annotations) {
    const text = textOf(texts, file);
    await services["annotations.add"]({ articleId: text.id, ...findOnce(text, quote), memo, tags }, signed);
  }
  for (const { file, state, tags } of work.articles)
    await services["articles.edit"]({ ids: [textOf(texts, file).id], state, addTags: tags }, signed);
}

async function importTexts(
  services: Services,
  files: Files,
  folder: string,
  index: Sample["index"],
  session: Session,
): Promise<Map<string, Text>> {
  const tokens = index.map(({ file }) => files.grant(join(folder, file)));
  const { articles, failed } = await services["articles.import"]({ reading: {}, files: tokens }, unwatched, session);
  const [failure] = failed;
  if (failure) throw new Error(`sample: ${failure.path}: ${failure.message}`);
  const texts = new Map<string, Text>();
  for (const { file, title, outlet, language, published } of index) {
    const { id } = must(
      articles.find(({ path }) => basename(path) === file),
      `sample: ${file} was imported`,
    );
    await services["articles.edit"]({ ids: [id], title, outlet, language, publishedAt: published }, session);
    const { text } = await services["articles.get"]({ id }, session);
    texts.set(file, { file, id, text });
  }
  return texts;
}

async function addSources(
  services: Services,
  wanted: SampleWork["sources"],
  session: Session,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { names, affiliation, posts = [], grades = [], ...facts } of wanted) {
    const { id, name } = await services["sources.add"](
      {
        names: Object.entries(names).flatMap(([language, texts]) => texts.map((text) => ({ text, language }))),
        kind: facts.kind,
        affiliationId: affiliation === undefined ? null : idOf(ids, affiliation),
        affiliationRole: facts.role ?? null,
        affiliationSince: facts.since ?? null,
        formerPosts: posts.map(({ at, role, since = null, until = null }) => ({
          affiliationId: idOf(ids, at),
          role,
          since,
          until,
        })),
        country: facts.country ?? null,
        language: facts.language ?? null,
        links: facts.links ?? [],
        descriptor: facts.descriptor ?? null,
        notes: facts.notes ?? null,
      },
      session,
    );
    ids.set(name, id);
    for (const { value, topic = null, reasonCode = null, reason = null } of grades)
      await services["sources.assess"]({ id, value, topic, reasonCode, reason, evidence: [] }, session);
  }
  return ids;
}

/**
 * Enters the claims, relates them, and grades them once they are related: what the late ones bring is the only thing that
 * came after the grades of the others. Then asks the questions.
 */
async function addClaims(
  services: Services,
  { claims, relations, questions }: SampleWork,
  texts: ReadonlyMap<string, Text>,
  sources: ReadonlyMap<string, string>,
  session: Session,
): Promise<void> {
  const ids = new Map<string, string>();
  const named = (name: string): string => must(ids.get(name), `sample: a claim is called "${name}"`);
  let open = [...relations];
  for (const isLate of [false, true]) {
    const entered = [];
    for (const claim of claims.filter(({ late }) => late === isLate)) {
      const id = await addClaim(services, claim, textOf(texts, claim.file), sources, session);
      if (claim.as !== undefined) ids.set(claim.as, id);
      entered.push({ id, claim });
    }
    const ready = open.filter(({ from, to }) => isLate || (ids.has(from) && ids.has(to)));
    open = open.filter((relation) => !ready.includes(relation));
    for (const { kind, from, to, note = null } of ready)
      await services["relations.add"]({ kind, pairs: [{ fromId: named(from), toId: named(to) }], note }, session);
    for (const { id, claim } of entered) {
      const [reliability, credibility] = [gradeOf(claim.reliability), gradeOf(claim.credibility)];
      if (reliability ?? credibility) await services["claims.edit"]({ id, reliability, credibility }, session);
    }
  }
  for (const { text, note = null, answer, claims: gathered } of questions) {
    const { id } = await services["questions.add"]({ text, note, claimIds: gathered.map(named) }, session);
    if (answer !== undefined) await services["questions.edit"]({ id, state: "settled", answer }, session);
  }
}

/** Enters a claim without its grades. @returns its id */
async function addClaim(
  services: Services,
  claim: SampleWork["claims"][number],
  text: Text,
  sources: ReadonlyMap<string, string>,
  session: Session,
): Promise<string> {
  const spans = claim.quotes.map((quote) => findOnce(text, quote));
  const paragraph = paragraphOf(text, must(spans[0], "a claim has a quote"));
  const hops = claim.hops.map(({ source, cue, ...hop }) => ({
    ...hop,
    ...(source === undefined ? {} : { sourceId: idOf(sources, source) }),
    ...(cue === undefined ? {} : { cue: findOnce(text, cue, paragraph) }),
  }));
  const { id } = await services["claims.add"](
    {
      articleId: text.id,
      spans,
      statement: claim.statement,
      hops,
      furtherChains: [],
      slots: claim.slots,
      questions: [],
      tags: claim.tags,
      eventDate: claim.eventDate ?? null,
      memo: claim.memo ?? null,
    },
    session,
  );
  return id;
}

const gradeOf = (given: SampleWork["claims"][number]["reliability"]) =>
  given && {
    value: given.value,
    reasonCode: given.reasonCode ?? null,
    reason: given.reason ?? null,
    evidence: [],
    blind: false,
  };

/** Where the words stand, in UTF-16 units of the whole text; they must stand there exactly once. */
function findOnce({ file, text }: Text, words: string, within: Range = { start: 0, end: text.length }): Range {
  const part = text.slice(within.start, within.end);
  const at = part.indexOf(words);
  if (at === -1) throw new Error(`sample: ${file} does not say "${words}"`);
  if (part.includes(words, at + 1)) throw new Error(`sample: ${file} says "${words}" more than once`);
  return { start: within.start + at, end: within.start + at + words.length };
}

function paragraphOf({ text }: Text, { start, end }: Range): Range {
  const after = text.indexOf("\n", end);
  return { start: text.lastIndexOf("\n", start) + 1, end: after === -1 ? text.length : after };
}

const textOf = (texts: ReadonlyMap<string, Text>, file: string): Text =>
  must(texts.get(file), `sample: index.json lists ${file}`);

const idOf = (sources: ReadonlyMap<string, string>, name: string): string =>
  must(sources.get(name), `sample: "${name}" is the first name of a source listed before`);
