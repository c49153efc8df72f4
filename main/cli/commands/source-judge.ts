import { Evidence, ReasonCode } from "../../../app/sources/model.ts";
import { type Command, oneOf, UsageError } from "../command.ts";
import { definite } from "../filters.ts";
import { allRows, mapRows } from "../rows.ts";
import { findMerged, findSource } from "../source-names.ts";
import { showSource, sourceDocument } from "./sources.ts";

export const sourceAssessCommand: Command = {
  name: "source assess",
  usage: `source assess --case FILE SOURCE --reliability A…F|none [--topic TEXT] [--reason TEXT]
                [--reason-code CODE] [--evidence claim:ID|article:ID]…`,
  summary: "grade a source in general or on a topic; claims keep the letter that they were graded with",
  options: ["case", "analyst", "reliability", "topic", "reason", "reason-code", "evidence"],
  words: true,
  async run(context) {
    const { typed } = context;
    const source = typed.word("SOURCE");
    const code = typed.one("reason-code");
    const letter = typed.needed("reliability");
    const grade = definite({
      topic: typed.one("topic"),
      reason: typed.one("reason"),
      reasonCode: code === undefined ? undefined : oneOf("reason-code", code, ReasonCode.options),
    });
    const evidence = typed.all("evidence").map(readEvidence);
    await context.openCase();
    const { id } = await findSource(context.client(), source);
    const value = letter === "none" ? null : letter;
    await showSource(context, await context.client().call("sources.assess", { id, value, evidence, ...grade }));
    return true;
  },
};

function readEvidence(text: string): Evidence {
  const [kind, ...id] = text.split(":");
  const evidence = Evidence.safeParse({ kind, id: id.join(":") });
  if (!evidence.success) throw new UsageError(`--evidence ${text}: give it as claim:ID or article:ID`);
  return evidence.data;
}

export const sourceMergeCommand: Command = {
  name: "source merge",
  usage: "source merge --case FILE SOURCE --into SOURCE [--reason TEXT]",
  summary: "read a source as another one from now on: its names, its claims and those below it; can be split again",
  options: ["case", "analyst", "into", "reason"],
  words: true,
  async run(context) {
    const { typed } = context;
    const [source, into] = [typed.word("SOURCE"), typed.needed("into")];
    const reason = definite({ reason: typed.one("reason") });
    await context.openCase();
    const client = context.client();
    const ids = { id: (await findSource(client, source)).id, into: (await findSource(client, into)).id };
    await showSource(context, await client.call("sources.merge", { ...ids, ...reason }));
    return true;
  },
};

export const sourceSplitCommand: Command = {
  name: "source split",
  usage: "source split --case FILE SOURCE [--reason TEXT]",
  summary: "take a merged source apart again; SOURCE is its id, or the name that it was shown by",
  options: ["case", "analyst", "reason"],
  words: true,
  async run(context) {
    const { typed } = context;
    const source = typed.word("SOURCE");
    const reason = definite({ reason: typed.one("reason") });
    await context.openCase();
    const id = await findMerged(context.client(), source);
    await showSource(context, await context.client().call("sources.split", { id, ...reason }));
    return true;
  },
};

export const sourceDistinguishCommand: Command = {
  name: "source distinguish",
  usage: "source distinguish --case FILE SOURCE SOURCE",
  summary: "say that two sources are two, in spite of their names: they are not proposed for merging again",
  options: ["case", "analyst"],
  words: true,
  async run(context) {
    const [one, other, ...more] = context.typed.words;
    if (one === undefined || other === undefined || more.length > 0) throw new UsageError("name two SOURCEs");
    await context.openCase();
    const client = context.client();
    const ids: [string, string] = [(await findSource(client, one)).id, (await findSource(client, other)).id];
    await client.call("sources.distinguish", { ids });
    await context.print.document({ ids }, () => [`distinct\t${ids.join("\t")}`]);
    return true;
  },
};

export const sourceDuplicatesCommand: Command = {
  name: "source duplicates",
  usage: "source duplicates --case FILE [SOURCE]",
  summary: "list pairs of sources that may be one, by their names: of all, or of one source",
  options: ["case"],
  words: true,
  async run(context) {
    const { typed } = context;
    const source = typed.words.length > 0 ? typed.word("SOURCE") : undefined;
    await context.openCase();
    const client = context.client();
    const of = definite({ id: source === undefined ? undefined : (await findSource(client, source)).id });
    const pairs = allRows(async (window) => (await client.call("sources.duplicates", { ...of, ...window })).pairs);
    const documents = mapRows(pairs, ({ sources: [one, other], why, names }) => ({
      why,
      names,
      sources: [sourceDocument(one), sourceDocument(other)],
    }));
    await context.print.list(
      documents,
      ({ why, sources }) => `${why}\t${sources.map(({ id, name }) => `${id} ${name}`).join("\t")}`,
    );
    return true;
  },
};

const tally = (counts: readonly { value: string | null; count: number }[]): string =>
  counts.map(({ value, count }) => `${value ?? "–"}: ${count}`).join(", ");

export const sourceRecordCommand: Command = {
  name: "source record",
  usage: "source record --case FILE SOURCE",
  summary: "count how the claims fared of which a source is the origin; no grade is computed from it",
  options: ["case"],
  words: true,
  async run(context) {
    const source = context.typed.word("SOURCE");
    await context.openCase();
    const { id, name } = await findSource(context.client(), source);
    const record = await context.client().call("sources.record", { id });
    await context.print.document({ id, name, ...record }, (r) => [
      `${r.id}\t${r.name}\t${r.claims} claims`,
      `credibility\t${tally(r.credibility)}`,
      `reliability\t${tally(r.reliability)}`,
      `contradicted ${r.contradicted}, corroborated ${r.corroborated}, updated ${r.updated}, drifted ${r.drifted}`,
    ]);
    return true;
  },
};
