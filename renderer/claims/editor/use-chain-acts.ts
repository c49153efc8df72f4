import type { RefObject } from "react";

import type { Article, Range } from "../../../app/articles/model.ts";
import type { Claim } from "../../../app/claims/model.ts";
import { useClient } from "../../data/client.tsx";
import { useText } from "../../i18n/index.ts";
import { notify, notifyFailure } from "../../ui/index.ts";
import { chainsOf, changeHop, copyChains, findHop, nameOf, withChain } from "./chains.ts";
import type { EditorStart, Sitting } from "./sitting.ts";

/** The claim recorded last, of those given. */
const latest = (claims: readonly Claim[], but: string | undefined): Claim | undefined =>
  claims.filter(({ id }) => id !== but).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0];

/** What can be done with the chains by a key, from wherever the focus is. */
export function useChainActs({
  sitting,
  article,
  start,
  pane,
  activeHop,
  quoted,
}: {
  sitting: Sitting;
  article: Article;
  start: EditorStart;
  pane: RefObject<HTMLElement | null>;
  activeHop: number | null;
  quoted: (Range & { quote: string }) | null;
}) {
  const t = useText("editor");
  const client = useClient();

  async function copyBefore(): Promise<void> {
    try {
      const here = latest(await client.call("claims.of", { articleId: article.id }), start.claim?.id);
      // Two, for the newest may be the claim that is open.
      const listing = { filter: {}, sort: [{ column: "createdAt" as const, descending: true }], offset: 0, limit: 2 };
      const claim = here ?? latest((await client.call("claims.list", listing)).rows, start.claim?.id);
      if (!claim) {
        notify({ text: t("noChainBefore") });
        return;
      }
      const before = sitting.state().content;
      const { hops, speaker, furtherChains } = before;
      sitting.update((now) => copyChains(now, claim));
      const words = (claim.statement ?? claim.spans[0]?.quote ?? "").slice(0, 60).toWellFormed();
      notify({
        text: t("chainCopied", { claim: words }),
        action: {
          text: t("undo"),
          run: () => sitting.update((now) => ({ ...now, hops, speaker, furtherChains })),
        },
      });
    } catch (error) {
      notifyFailure(error);
    }
  }

  function addChain(): void {
    sitting.update(withChain);
    const at = sitting.state().content.furtherChains.length;
    requestAnimationFrame(() =>
      pane.current?.querySelector<HTMLElement>(`[data-chain="${at}"] [data-speaker] input`)?.focus(),
    );
  }

  /** The link that was met last takes the words selected in the article as its cue, else the origin does. */
  function takeCue(): void {
    const { content } = sitting.state();
    const hop = (activeHop === null ? undefined : findHop(content, activeHop)) ?? chainsOf(content)[0]?.hops.at(-1);
    if (!quoted || !hop) {
      notify({ text: t("noCue") });
      return;
    }
    sitting.update((now) => changeHop(now, hop.key, { cue: quoted }));
    notify({
      text: t("cueTaken", { name: `\u2068${nameOf(hop)}\u2069`, cue: `\u2068${quoted.quote}\u2069` }),
      action: { text: t("undo"), run: () => sitting.update((now) => changeHop(now, hop.key, { cue: hop.cue })) },
    });
  }

  return { copyBefore: () => void copyBefore(), addChain, takeCue };
}
