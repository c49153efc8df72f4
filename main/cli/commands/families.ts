import type { Output } from "../../../app/contract/index.ts";
import type { Command } from "../command.ts";
import { definite } from "../filters.ts";
import { allRows } from "../rows.ts";

type FamilyProposal = Output<"articles.familyProposals">["rows"][number];
type Family = NonNullable<Output<"articles.family">>;

const familyDocument = ({ id, originId, reason, members }: Family) => ({
  id,
  origin: originId,
  reason,
  members: members.map(({ id: article, title, outlet, publishedAt }) => ({ id: article, title, outlet, publishedAt })),
});

const proposalDocument = ({ id, originId, originReason, members }: FamilyProposal) => ({
  id,
  origin: originId,
  why: originReason,
  members: members.map(({ article, likeness, withinOrigin, ofOrigin, differences, credits }) => ({
    id: article.id,
    title: article.title,
    outlet: article.outlet,
    publishedAt: article.publishedAt,
    likeness,
    withinOrigin,
    ofOrigin,
    differences,
    credits,
  })),
});

const memberLine = (
  sign: string,
  { id, title, outlet, publishedAt }: { id: string; title: string; outlet: string | null; publishedAt: string | null },
): string => [`  ${id}`, sign, publishedAt ?? "no date", outlet ?? "no outlet", title].join("\t");

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const familyLines = ({ id, origin, reason, members }: ReturnType<typeof familyDocument>): string[] => [
  [id, "family", ...(reason === null ? [] : [reason])].join("\t"),
  ...members.map((member) => memberLine(member.id === origin ? "origin" : "copy", member)),
];

const proposalLines = ({ id, origin, why, members }: ReturnType<typeof proposalDocument>): string[] => [
  [id, "proposal", `origin: ${why}`].join("\t"),
  ...members.map((member) => {
    const { likeness, differences, credits } = member;
    const signs = [
      `${percent(likeness)} alike, ${differences} place${differences === 1 ? "" : "s"}`,
      ...(credits === null ? [] : [`credits ${credits}`]),
    ];
    return memberLine(member.id === origin ? "origin" : signs.join(", "), member);
  }),
];

export const familiesCommand: Command = {
  name: "families",
  usage: "families --case FILE [--find]",
  summary: "list the families of copies and the proposed ones; with --find copies are sought first",
  options: ["case", "find"],
  words: false,
  async run(context) {
    await context.openCase();
    const client = context.client();
    const isToFind = context.typed.flag("find");
    const { result } = isToFind ? await context.run("articles.findFamilies", {}) : { result: null };
    const families = new Map<string, Family>();
    const known = allRows(
      async (window) => (await client.call("articles.list", { filter: { family: "in-family" }, ...window })).rows,
    );
    for await (const { id, family } of known) {
      if (family === null || families.has(family.id)) continue;
      const read = await client.call("articles.family", { id });
      if (read) families.set(read.id, read);
    }
    const proposals: FamilyProposal[] = [];
    const proposed = allRows(async (window) => (await client.call("articles.familyProposals", window)).rows);
    for await (const proposal of proposed) proposals.push(proposal);
    const { soughtAt, unsought } = await client.call("articles.familyProposals", { limit: 1 });
    await context.print.document(
      {
        families: [...families.values()].map(familyDocument),
        proposals: proposals.map(proposalDocument),
        soughtAt,
        unsought,
      },
      (all) => [...all.families.flatMap(familyLines), ...all.proposals.flatMap(proposalLines)],
    );
    if (unsought > 0)
      context.print.say(`${unsought} article${unsought === 1 ? " was" : "s were"} never compared; --find does it`);
    return result?.stopped !== true;
  },
};

export const familiesConfirmCommand: Command = {
  name: "families confirm",
  usage: "families confirm --case FILE PROPOSAL [--origin ARTICLE] [--reason TEXT]",
  summary: "make a proposal a family of copies",
  options: ["case", "analyst", "origin", "reason"],
  words: true,
  async run(context) {
    const id = context.typed.word("PROPOSAL");
    const [originId, reason] = [context.typed.one("origin"), context.typed.one("reason")];
    await context.openCase();
    const family = await context.client().call("articles.confirmFamily", { id, ...definite({ originId, reason }) });
    await context.print.document(familyDocument(family), familyLines);
    return true;
  },
};

export const familiesRejectCommand: Command = {
  name: "families reject",
  usage: "families reject --case FILE PROPOSAL [--reason TEXT]",
  summary: "say that the articles of a proposal are no copies of one another: they are not proposed again",
  options: ["case", "analyst", "reason"],
  words: true,
  async run(context) {
    const [id, reason] = [context.typed.word("PROPOSAL"), context.typed.one("reason")];
    await context.openCase();
    const { id: distinction } = await context.client().call("articles.rejectFamily", { id, ...definite({ reason }) });
    await context.print.document({ id: distinction, proposal: id }, () => ["remembered as no copies"]);
    return true;
  },
};
