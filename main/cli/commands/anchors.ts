import type { Output } from "../../../app/contract/index.ts";
import { type Command, UsageError } from "../command.ts";
import { short } from "../print.ts";
import { allRows, mapRows } from "../rows.ts";

type StandingAnchor = Output<"articles.anchors">["anchors"][number];

const anchorDocument = ({ kind, objectId, index, version, old, state, sameWords, places }: StandingAnchor) => ({
  kind,
  id: objectId,
  index,
  version,
  start: old.start,
  end: old.end,
  quote: old.quote,
  state,
  sameWords,
  places: places.map(({ start, end, quote }) => ({ start, end, quote })),
});

const anchorLine = (anchor: ReturnType<typeof anchorDocument>): string =>
  [
    `${anchor.kind} ${anchor.id}${anchor.index === 0 ? "" : ` (${anchor.index})`}`,
    anchor.state + (anchor.places.length === 1 && !anchor.sameWords ? ", other words" : ""),
    anchor.places.map(({ start, end }) => `${start}:${end}`).join(" ") || "nowhere",
    short(anchor.quote),
  ].join("\t");

export const anchorsCommand: Command = {
  name: "anchors",
  usage: "anchors --case FILE [ARTICLE]",
  summary: "list the articles of which marks stand on an earlier text; of one, each mark and where it would stand now",
  options: ["case"],
  words: true,
  async run(context) {
    if (context.typed.words.length > 1) context.typed.word("ARTICLE");
    const [id] = context.typed.words;
    await context.openCase();
    const client = context.client();
    if (id !== undefined) {
      const { anchors } = await client.call("articles.anchors", { id });
      await context.print.document(anchors.map(anchorDocument), (rows) => rows.map(anchorLine));
      return true;
    }
    const rows = allRows(async (window) => (await client.call("articles.anchorsToReview", window)).rows);
    const documents = mapRows(rows, ({ id: article, title, version, counts }) => ({
      id: article,
      title,
      version,
      claims: counts.claim,
      annotations: counts.annotation,
      cues: counts.cue,
    }));
    await context.print.list(documents, ({ id: article, title, claims, annotations, cues }) =>
      [article, `${claims} claim spans`, `${annotations} annotations`, `${cues} cues`, title].join("\t"),
    );
    return true;
  },
};

export const anchorsTakeCommand: Command = {
  name: "anchors take",
  usage: "anchors take --case FILE ARTICLE [--exact|--moved]",
  summary:
    "take marks over to the text that is read, where they stand at one place in the same words: the same place (--exact, the default), or another too (--moved)",
  options: ["case", "analyst", "exact", "moved"],
  words: true,
  async run(context) {
    const [exact, moved] = [context.typed.flag("exact"), context.typed.flag("moved")];
    if (exact && moved) throw new UsageError("--exact or --moved, not both");
    const id = context.typed.word("ARTICLE");
    await context.openCase();
    const client = context.client();
    const { version, anchors } = await client.call("articles.anchors", { id });
    const items = anchors
      .filter(({ along }) => along === "exact" || (moved && along === "moved"))
      .flatMap(({ kind, objectId, index, places }) =>
        places.map(({ start, end }) => ({ kind, objectId, index, start, end })),
      );
    const { changed, cuesLeft } =
      items.length === 0 ? { changed: 0, cuesLeft: 0 } : await client.call("articles.reanchor", { id, version, items });
    const left = (await client.call("articles.anchors", { id })).anchors.map(anchorDocument);
    await context.print.document({ taken: changed, cuesLeft, left }, (done) => [
      `${done.taken} taken over, ${done.left.length} left`,
      ...done.left.map(anchorLine),
    ]);
    return true;
  },
};
