import { CopyPlus, GitBranchPlus, X } from "lucide-react";
import type { RefObject } from "react";

import type { Article, Range } from "../../../app/articles/model.ts";
import { useText } from "../../i18n/index.ts";
import { Button, IconButton } from "../../ui/index.ts";
import { ChainEditor } from "./chain-editor.tsx";
import { chainsOf, originName, withoutChain } from "./chains.ts";
import type { Sitting, SittingState } from "./sitting.ts";

import css from "./chain.module.css";

export interface ChainsPartProps {
  sitting: Sitting;
  state: SittingState;
  article: Article;
  active: number | null;
  onActive: (key: number) => void;
  selection: (Range & { quote: string }) | null;
  onGoTo: (span: Range) => void;
  onDone: () => void;
  onCopy: () => void;
  onAddChain: () => void;
  speakerRef: RefObject<HTMLInputElement | null>;
}

/** Who says it, and through whom: the chain to the origin, and chains to further origins of the same statement. */
export function ChainsPart({ sitting, state, article, onCopy, onAddChain, speakerRef, ...rest }: ChainsPartProps) {
  const t = useText("editor");
  const { content, missing } = state;
  const chains = chainsOf(content);
  const problems = new Map<number, string>();
  for (const hop of chains.flatMap(({ hops }) => hops)) {
    if (missing === "descriptor" && hop.descriptor?.trim() === "") problems.set(hop.key, t("missing.descriptor"));
    if (missing === "name" && hop.descriptor === null && hop.source.trim() === "")
      problems.set(hop.key, t("missing.name"));
  }
  const shared = { sitting, outlet: article.outlet, problems, ...rest };
  return (
    <section className={css.part} aria-label={t("chain")}>
      <div className={css.head}>
        <h3>{t("chain")}</h3>
        <IconButton label={t("copyChain")} keys="alt+p" hint={t("copyChainHint")} onPress={onCopy}>
          <CopyPlus aria-hidden />
        </IconButton>
        <IconButton label={t("addChain")} keys="alt+n" hint={t("addChainHint")} onPress={onAddChain}>
          <GitBranchPlus aria-hidden />
        </IconButton>
      </div>
      {chains.map((chain, at) =>
        at === 0 ? (
          <ChainEditor key="first" {...shared} chain={chain} at={0} speakerRef={speakerRef} />
        ) : (
          // oxlint-disable-next-line react/no-array-index-key -- a chain is its place among the chains
          <div key={at} className={css.further}>
            <div className={css.head}>
              <h4>{t("furtherChain", { number: at + 1 })}</h4>
              <Button
                small
                tone="quiet"
                icon={<X aria-hidden />}
                onPress={() => sitting.update((now) => withoutChain(now, at))}
              >
                {t("removeChain")}
              </Button>
            </div>
            <ChainEditor {...shared} chain={chain} at={at} />
          </div>
        ),
      )}
      {missing === "hops" ? <p className={css.problem}>{t("missing.hops")}</p> : null}
      {chains.length > 1 ? (
        <p className={css.hint}>{t("letterIsAbout", { name: `\u2068${originName(content) ?? "…"}\u2069` })}</p>
      ) : null}
    </section>
  );
}
