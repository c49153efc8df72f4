import { RelationKind } from "../../../app/claims/model.ts";
import type { Relation, RelationOf } from "../../../app/questions/model.ts";
import { type Command, UsageError } from "../command.ts";
import { definite } from "../filters.ts";
import { grades, short } from "../print.ts";
import { chainText, claimDocument } from "../rows.ts";

const line = ({ id, kind, fromId, toId, note }: Relation): string =>
  [id, fromId, kind, toId, ...(note === null ? [] : [note])].join("\t");

const relationDocument = ({ other, ...relation }: RelationOf) =>
  Object.assign(relation, { other: claimDocument(other) });

export const relateCommand: Command = {
  name: "relate",
  usage: `relate --case FILE ${RelationKind.options.join("|")} FROM TO [--note TEXT]`,
  summary: "relate two claims by their ids; what is related so already is left as it is",
  options: ["case", "analyst", "note"],
  words: true,
  async run(context) {
    const [typed, fromId, toId, ...more] = context.typed.words;
    const kind = RelationKind.options.find((option) => option === typed);
    if (!kind) throw new UsageError(`the kind of a relation is one of ${RelationKind.options.join(", ")}`);
    if (fromId === undefined || toId === undefined) throw new UsageError("a relation has two claims: FROM TO");
    if (more.length > 0) throw new UsageError(`two claims only; ${more.join(" ")} is too much`);
    const note = context.typed.one("note");
    await context.openCase();
    const [relation] = await context
      .client()
      .call("relations.add", { kind, pairs: [{ fromId, toId }], ...definite({ note }) });
    await context.print.document(relation ?? null, (made) => (made ? [line(made)] : []));
    return true;
  },
};

export const relationsCommand: Command = {
  name: "relations",
  usage: "relations --case FILE CLAIM",
  summary: "list the relations of a claim, newest first",
  options: ["case"],
  words: true,
  async run(context) {
    const claimId = context.typed.word("CLAIM");
    await context.openCase();
    const relations = await context.client().call("relations.of", { claimId });
    await context.print.document(relations.map(relationDocument), (documents) =>
      documents.map(({ id, kind, outgoing, note, other }) =>
        [
          id,
          outgoing ? `${kind} →` : `← ${kind}`,
          other.id,
          grades(other.reliability, other.credibility),
          chainText(other),
          short(other.statement ?? other.spans[0]?.quote ?? ""),
          ...(note === null ? [] : [note]),
        ].join("\t"),
      ),
    );
    return true;
  },
};

export const unrelateCommand: Command = {
  name: "unrelate",
  usage: "unrelate --case FILE RELATION…",
  summary: "take relations away, by their ids",
  options: ["case", "analyst"],
  words: true,
  async run(context) {
    const ids = [...context.typed.words];
    if (ids.length === 0) throw new UsageError("RELATION is missing");
    await context.openCase();
    await context.client().call("relations.remove", { ids });
    await context.print.document({ removed: ids }, ({ removed }) => removed.map((id) => `removed: ${id}`));
    return true;
  },
};
