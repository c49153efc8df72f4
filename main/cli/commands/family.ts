import { type Command, UsageError } from "../command.ts";
import { definite } from "../filters.ts";

export const familyCommand: Command = {
  name: "family",
  usage: "family --case FILE --origin ARTICLE ARTICLE… [--reason TEXT]",
  summary: "say that articles are copies of one text, and which is the origin; families they are in become one",
  options: ["case", "analyst", "origin", "reason"],
  words: true,
  async run(context) {
    const [originId, reason] = [context.typed.needed("origin"), context.typed.one("reason")];
    const ids = [...new Set([originId, ...context.typed.words])];
    if (context.typed.words.length === 0) throw new UsageError("ARTICLE is missing");
    await context.openCase();
    const family = await context.client().call("articles.makeFamily", { ids, originId, ...definite({ reason }) });
    const document = {
      id: family.id,
      origin: family.originId,
      reason: family.reason,
      members: family.members.map(({ id, title, outlet, publishedAt }) => ({ id, title, outlet, publishedAt })),
    };
    await context.print.document(document, ({ members, origin }) =>
      members.map(({ id, title, outlet, publishedAt }) =>
        [id, id === origin ? "origin" : "copy", publishedAt ?? "no date", outlet ?? "no outlet", title].join("\t"),
      ),
    );
    return true;
  },
};

export const familyLeaveCommand: Command = {
  name: "family leave",
  usage: "family leave --case FILE ARTICLE… [--reason TEXT]",
  summary: "say that articles are no copies after all; a family of one is none",
  options: ["case", "analyst", "reason"],
  words: true,
  async run(context) {
    const [ids, reason] = [[...context.typed.words], context.typed.one("reason")];
    if (ids.length === 0) throw new UsageError("ARTICLE is missing");
    await context.openCase();
    const left = await context.client().call("articles.leaveFamily", { ids, ...definite({ reason }) });
    await context.print.document(left, ({ changed }) => [`${changed} article${changed === 1 ? "" : "s"} left`]);
    return true;
  },
};
