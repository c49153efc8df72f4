import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import type { SlotInput } from "../../app/claims/model.ts";
import { must } from "../../app/kernel/assert.ts";
import { z } from "../../app/kernel/schema.ts";
import { sharedPath } from "../../scripts/shared.ts";
import { testCase } from "../backend.fake.ts";

const name = "enab-baladi-badrusiyah-2025-11-24";
const text = sharedPath("gold", `${name}.txt`);
const gold = sharedPath("gold", `${name}.json`);

const Gold = z.object({
  published: z.string(),
  claims: z.array(
    z.object({
      id: z.string(),
      start: z.number(),
      end: z.number(),
      quote: z.string(),
      attribution_chain: z.array(z.string()),
    }),
  ),
  pairs: z.array(z.object({ type: z.string(), subtype: z.string().optional(), a: z.string(), b: z.string() })),
});

/** What each of the two accounts says, claim by claim, as an analyst types it. */
const slots: Record<string, SlotInput[]> = {
  C04: [
    { kind: "target", text: "عناصر الخلية" },
    { kind: "outcome", text: "تحييد عنصرين وإلقاء القبض على بقية أفراد المجموعة" },
  ],
  C06: [
    { kind: "count", text: "واحد" },
    { kind: "actor", text: "أحد عناصر الاستخبارات" },
    { kind: "date", text: "الاثنين 24 من تشرين الثاني" },
  ],
  C08: [
    { kind: "count", text: "إصابة واحدة" },
    { kind: "actor", text: "صفوف الأمن" },
    { kind: "outcome", text: "جرحى وموقوفين من أفراد المجموعة المستهدفة" },
  ],
};

describe.skipIf(text === undefined || gold === undefined)("the real article", () => {
  test("its two accounts of the casualties light up in one question, and one relation makes them a contradiction", async () => {
    const known = Gold.parse(JSON.parse(readFileSync(gold ?? "", "utf8")));
    const { client, articles } = await testCase({ "enab.txt": readFileSync(text ?? "", "utf8") });
    const articleId = must(articles[0], "the article was imported");
    await client.call("articles.edit", { ids: [articleId], outlet: "عنب بلدي", publishedAt: known.published });
    const made = new Map<string, string>();
    for (const [id, own] of Object.entries(slots)) {
      const claim = must(
        known.claims.find((each) => each.id === id),
        `the gold has ${id}`,
      );
      const { id: claimId, spans } = await client.call("claims.add", {
        articleId,
        spans: [{ start: claim.start, end: claim.end }],
        hops: claim.attribution_chain.map((source) => ({ source })),
        slots: own,
      });
      expect(spans[0]?.quote).toBe(claim.quote);
      made.set(id, claimId);
    }
    const id = (which: string): string => must(made.get(which), `${which} was entered`);
    const question = await client.call("questions.add", {
      text: "من أُصيب في البدروسية؟",
      claimIds: [...made.values()],
    });

    const comparison = await client.call("questions.compare", { id: question.id });
    expect(comparison).toMatchObject({ articles: 1, origins: 2 });
    expect(comparison.columns.map(({ claimIds }) => claimIds)).toEqual([[id("C04"), id("C06")], [id("C08")]]);
    const lit = comparison.rows.map(({ kind, differs }) => [kind, differs]);
    expect(lit).toEqual([
      ["date", false],
      ["actor", true],
      ["target", false],
      // Both say one, the one as "واحد", the other as "إصابة واحدة".
      ["count", false],
      ["outcome", true],
    ]);
    expect(comparison.rows[0]?.cells[0]?.values[0]?.date).toBe("2025-11-24");

    // The pair that the gold holds to conflict over the casualties is one of those that a relation is proposed for.
    const pair = must(
      known.pairs.find(({ subtype }) => subtype === "casualties"),
      "the gold has a conflict over casualties",
    );
    const proposals = await client.call("relations.propose", { claimId: id(pair.a) });
    expect(proposals).toMatchObject([{ kind: "contradicts", other: { id: id(pair.b) } }]);
    await client.call("relations.add", {
      kind: "contradicts",
      pairs: [{ fromId: id(pair.a), toId: id(pair.b) }],
    });
    expect(await client.call("questions.get", { id: question.id })).toMatchObject({ contradictions: 1 });
  });
});
