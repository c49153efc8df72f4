import { Scale, TriangleAlert } from "lucide-react";
import { useMemo, useState } from "react";

import type { Comparison } from "../../app/questions/model.ts";
import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { useView } from "../state/view.ts";
import { Button, EmptyState, ErrorNotice, Page, PageSide, SplitPanes, useKeys } from "../ui/index.ts";
import { relationKeys } from "../ui/relation-kinds.tsx";
import { accountAt, linesOf, type Place, sharedAffiliations, tiesOf } from "./comparison/accounts.ts";
import { Detail } from "./comparison/detail.tsx";
import { focusComparison } from "./comparison/focus.ts";
import { ComparisonGrid } from "./comparison/grid.tsx";
import { RelateBar } from "./comparison/relate-bar.tsx";
import { usePlaces } from "./comparison/use-places.ts";
import { offered, pinKey, useRelating } from "./comparison/use-relating.ts";
import { GatherPane } from "./gather-pane.tsx";
import { type Editing, QuestionHead } from "./question-head.tsx";
import { useQuestionDeeds } from "./use-question.ts";

import comparing from "./comparison/comparison.module.css";
import css from "./questions.module.css";

/** One question: the accounts of its claims side by side, and what stands behind each. */
export function QuestionPage({ id }: { id: string }) {
  const t = useText("questions");
  const comparison = useRead("questions.compare", { id }, { keep: true });
  const goToQuestion = useView((view) => view.goToQuestion);
  if (comparison.error && !comparison.data)
    return (
      <div className={css.place}>
        <ErrorNotice error={comparison.error} onRetry={() => void comparison.refetch()}>
          <Button small onPress={() => goToQuestion(null)}>
            {t("back")}
          </Button>
        </ErrorNotice>
      </div>
    );
  return comparison.data === undefined ? null : <Compared comparison={comparison.data} />;
}

const gridHasFocus = (): boolean => document.activeElement?.closest('[role="grid"]') != null;

function Compared({ comparison }: { comparison: Comparison }) {
  const t = useText("questions");
  const { question, columns } = comparison;
  const goToQuestion = useView((view) => view.goToQuestion);
  const openArticle = useView((view) => view.openArticle);
  const deeds = useQuestionDeeds(question);
  const lines = useMemo(() => linesOf(comparison), [comparison]);
  const claims = useMemo(() => new Map(comparison.claims.map((claim) => [claim.id, claim])), [comparison]);
  const ties = useMemo(() => tiesOf(comparison.relations), [comparison]);
  const columnKeys = useMemo(() => columns.map(({ key }) => key), [columns]);
  const gathered = useMemo(() => new Set(claims.keys()), [claims]);
  const places = usePlaces(lines, columnKeys);
  const { at, pin, setPin } = places;
  const relate = useRelating(comparison, lines, places);
  const isEmpty = claims.size === 0;
  const [wish, setGathering] = useState<boolean | null>(null);
  const isGathering = wish ?? isEmpty;
  const [editing, setEditing] = useState<Editing>(null);

  const back = (): void => goToQuestion(null);
  const remove = (): void => deeds.remove(back);
  const open = (place: Place): void => {
    const ids = place.line < 0 ? columns[place.column]?.claimIds : accountAt(lines, place)?.claimIds;
    const claim = claims.get(ids?.[0] ?? "");
    if (claim) openArticle(claim.articleId, { claimId: claim.id });
  };
  const togglePin = (): void => setPin(pin === null && accountAt(lines, at) !== undefined ? at : null);
  const relations = offered.map((kind) => [
    relationKeys[kind],
    { run: () => relate(kind), label: t(`relate-${kind}`), changes: true },
  ]);
  useKeys(Object.fromEntries(relations), { group: t("comparison"), enabled: !isEmpty });
  useKeys(
    {
      [pinKey]: { run: togglePin, label: t("pin") },
      Space: { run: () => (gridHasFocus() ? togglePin() : false), label: t("pin") },
      Escape: () => (pin === null ? false : setPin(null)),
      Enter: { run: () => false, label: t("openInArticle") },
    },
    { group: t("comparison"), enabled: !isEmpty },
  );
  useKeys(
    {
      Backspace: { run: back, label: t("back") },
      a: { run: () => setGathering(!isGathering), label: t("gather") },
      F2: { run: () => setEditing("text"), label: t("edit"), changes: true },
      s: {
        run: () => (question.state === "open" ? setEditing("answer") : deeds.reopen()),
        label: t(question.state === "open" ? "settle" : "reopen"),
        changes: true,
      },
      Delete: { run: remove, label: t("remove"), changes: true },
    },
    { group: t("title") },
  );

  const main = isEmpty ? (
    <div className={css.place}>
      <EmptyState
        icon={<Scale aria-hidden />}
        title={t("noClaimsTitle")}
        action={
          isGathering ? null : (
            <Button tone="primary" keys="a" onPress={() => setGathering(true)}>
              {t("gather")}
            </Button>
          )
        }
      >
        {t("noClaimsText")}
      </EmptyState>
    </div>
  ) : (
    <div className={css.main}>
      <Cautions comparison={comparison} hasSlots={lines.some(({ kind }) => kind !== null)} />
      <RelateBar lines={lines} columns={columns} at={at} pin={pin} onRelate={relate} onPin={togglePin} />
      <ComparisonGrid comparison={comparison} lines={lines} places={places} ties={ties} claims={claims} onOpen={open} />
    </div>
  );

  return (
    <Page>
      <QuestionHead
        question={question}
        articles={comparison.articles}
        origins={comparison.origins}
        claims={claims.size}
        contradictions={comparison.relations.filter(({ kind }) => kind === "contradicts").length}
        deeds={deeds}
        editing={editing}
        onEditing={setEditing}
        isGathering={isGathering}
        onGather={() => setGathering(!isGathering)}
        onBack={back}
        onRemove={remove}
      />
      <SplitPanes
        id="question"
        panes={[
          { id: "comparison", content: main, size: 70, min: 340 },
          {
            id: "detail",
            size: 30,
            min: 260,
            content: (
              <PageSide>
                {isGathering ? (
                  <GatherPane
                    questionId={question.id}
                    text={question.text}
                    gathered={gathered}
                    onClose={() => {
                      setGathering(false);
                      focusComparison();
                    }}
                  />
                ) : (
                  <Detail comparison={comparison} lines={lines} at={at} claims={claims} ties={ties} />
                )}
              </PageSide>
            ),
          },
        ]}
      />
    </Page>
  );
}

/** A name within a sentence of either direction. */
const isolate = (name: string): string => `\u2068${name}\u2069`;

/** What is to be borne in mind: where accounts differ, who may not be independent, and what is not filled in yet. */
function Cautions({ comparison, hasSlots }: { comparison: Comparison; hasSlots: boolean }) {
  const t = useText("questions");
  const formats = useFormats();
  const shared = sharedAffiliations(comparison.columns);
  return (
    <>
      {hasSlots ? null : <p className={comparing.teach}>{t("noSlotsAtAll")}</p>}
      {shared.length === 0 ? null : (
        <details className={comparing.warning}>
          <summary>
            <TriangleAlert aria-hidden />
            <span>{t("notIndependent", { affiliations: formats.list(shared.map(({ name }) => isolate(name))) })}</span>
          </summary>
          <ul>
            {shared.map(({ id, name, labels }) => (
              <li key={id}>
                {t("standUnder", {
                  affiliation: isolate(name),
                  names: formats.list(labels.map((label) => isolate(label))),
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
