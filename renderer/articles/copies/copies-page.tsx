import { Files, Search } from "lucide-react";
import { type Ref, useEffect, useEffectEvent, useRef, useState } from "react";

import type { FamilyProposal } from "../../../app/articles/copies.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { Button, EmptyState, ErrorNotice, Page, PageBar, ProgressBar, SplitPanes, useKeys } from "../../ui/index.ts";
import { useFinding } from "./finding.ts";
import { ProposalView } from "./proposal-view.tsx";

import css from "./copies.module.css";

/** Proposals that are listed at once; those after them follow as these are judged. */
const LISTED = 200;
const none: readonly never[] = [];

/** Families of copies that were found: each is confirmed or turned down, nothing counts before that. */
export function CopiesPage() {
  const t = useText("copies");
  const formats = useFormats();
  const go = useView((view) => view.go);
  const list = useRead("articles.familyProposals", { limit: LISTED }, { keep: true });
  const { running, find } = useFinding();
  const rows = list.data?.rows ?? none;
  const total = list.data?.total ?? 0;
  const unsought = list.data?.unsought ?? 0;
  const wasSought = list.data?.soughtAt !== null;
  useKeys(
    {
      f: { run: find, label: t("find"), changes: true },
    },
    { group: t("title") },
  );
  const findButton = (
    <Button
      changes
      keys="f"
      tone={rows.length === 0 ? "primary" : "plain"}
      icon={<Search aria-hidden />}
      isDisabled={running !== null}
      onPress={find}
    >
      {t("find")}
    </Button>
  );
  return (
    <Page>
      <PageBar
        title={t("title")}
        total={list.data ? t("total", { count: total, n: formats.number(total) }) : ""}
        actions={
          <>
            <Button onPress={() => go("library")}>{t("toLibrary")}</Button>
            {rows.length === 0 ? null : findButton}
          </>
        }
      />
      {running ? (
        <div className={css.notice}>
          <ProgressBar label={t("finding")} done={running.done} total={running.total} showLabel />
        </div>
      ) : wasSought && unsought > 0 ? (
        <p className={`${css.notice} ${css.hint}`}>{t("unsought", { count: unsought, n: formats.number(unsought) })}</p>
      ) : null}
      {list.error ? (
        <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        list.isSuccess ? (
          <EmptyState
            icon={<Files aria-hidden />}
            title={t(wasSought ? "noneTitle" : "emptyTitle")}
            action={findButton}
          >
            {t(wasSought ? "noneText" : "emptyText")}
          </EmptyState>
        ) : null
      ) : (
        <Proposals rows={rows} total={total} />
      )}
    </Page>
  );
}

function Proposals({ rows, total }: { rows: readonly FamilyProposal[]; total: number }) {
  const t = useText("copies");
  const formats = useFormats();
  const items = useRef<(HTMLLIElement | null)[]>([]);
  const [at, setAt] = useState(0);
  const index = Math.min(at, rows.length - 1);
  const current = rows[index];
  const focus = (next: number): void => {
    const to = Math.max(0, Math.min(next, rows.length - 1));
    setAt(to);
    items.current[to]?.focus();
    items.current[to]?.scrollIntoView({ block: "nearest" });
  };
  // At first, and where what had the focus went with a proposal that was judged, the list has it.
  const settle = useEffectEvent((_id: string | undefined) => {
    if (document.activeElement === null || document.activeElement === document.body) items.current[index]?.focus();
  });
  useEffect(() => settle(current?.id), [current?.id]);
  const [next, previous] = [() => focus(index + 1), () => focus(index - 1)];
  useKeys(
    {
      j: { run: next, label: t("next") },
      k: { run: previous, label: t("previous") },
      ArrowDown: { run: next },
      ArrowUp: { run: previous },
    },
    { group: t("title") },
  );
  return (
    <SplitPanes
      id="copies"
      panes={[
        {
          id: "proposals",
          content: (
            <div className={css.rail}>
              <ol className={css.list} aria-label={t("proposals")}>
                {rows.map((row, place) => (
                  <Proposal
                    key={row.id}
                    ref={(item) => {
                      items.current[place] = item;
                    }}
                    proposal={row}
                    isShown={place === index}
                    onPress={() => setAt(place)}
                  />
                ))}
              </ol>
              {total > rows.length ? (
                <p className={css.hint}>
                  {t("more", { count: total - rows.length, n: formats.number(total - rows.length) })}
                </p>
              ) : null}
            </div>
          ),
          size: 22,
          min: 180,
          max: 380,
        },
        {
          id: "proposal",
          content: current ? <ProposalView key={current.id} proposal={current} /> : null,
          size: 78,
          min: 320,
        },
      ]}
    />
  );
}

/** A proposal of the list. The arrows choose and Enter judges, so that it has the focus and is no button. */
function Proposal({
  ref,
  proposal: { members },
  isShown,
  onPress,
}: {
  ref: Ref<HTMLLIElement>;
  proposal: FamilyProposal;
  isShown: boolean;
  onPress: () => void;
}) {
  const t = useText("copies");
  const formats = useFormats();
  const outlets = [...new Set(members.flatMap(({ article }) => article.outlet ?? []))];
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <li
      ref={ref}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={isShown ? 0 : -1}
      aria-current={isShown || undefined}
      className={css.proposal}
      onClick={onPress}
    >
      <span className={css.proposalTitle}>
        <bdi>{members[0]?.article.title}</bdi>
      </span>
      <span className={css.count}>{t("copies", { n: formats.number(members.length) })}</span>
      <span className={css.hint}>{formats.list(outlets.map((outlet) => `\u2068${outlet}\u2069`))}</span>
    </li>
  );
}
