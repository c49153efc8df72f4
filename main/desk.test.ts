import { expect, test, vi } from "vitest";

import { must } from "../app/kernel/assert.ts";
import { testCase } from "./backend.fake.ts";
import * as list from "./store/claim-list.ts";

test("the claims of a case are loaded while nobody asks for them", async () => {
  const made = vi.spyOn(list, "makeClaimList");
  const { client, write, grant } = await testCase();
  const { result } = await client.run("articles.import", { files: await write({ "a.txt": "Fire\n\nThree died.\n" }) });
  const articleId = result.articles[0]?.id ?? "";
  await client.call("claims.add", { articleId, spans: [{ start: 6, end: 17 }], hops: [{ descriptor: "a nurse" }] });
  await client.call("cases.close", {});
  made.mockClear();
  await client.call("cases.open", { file: await grant("case.isnad") });
  await vi.waitFor(() => expect(made).toHaveBeenCalledTimes(1), { timeout: 5000 });
  const loaded = must(made.mock.results[0], "a list was made").value as list.ClaimList;
  await vi.waitFor(() => expect(loaded.ready()).toBe(true));
});
