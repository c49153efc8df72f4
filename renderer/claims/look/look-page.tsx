import { BookOpenText, Check, Eye, Gauge, Scale } from "lucide-react";
import { useCallback, useMemo, useState } from "react";

import { type Claim, type ClaimFilter, LookReason } from "../../../app/claims/model.ts";
import { originOf } from "../../../app/claims/rules.ts";
import { useClient } from "../../data/client.tsx";
import { useChange, useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { CellText } from "../../ui/cell-text.tsx";
import {
  Button,
  type Column,
  DataTable,
  EmptyState,
  ErrorNotice,
  GradeBadge,
  Page,
  PageBar,
  PageSide,
  Select,
  SplitPanes,
  notify,
  notifyFailure,
  toFailure,
  useKeys,
} from "../../ui/index.ts";
import { confirmGrades } from "../looks.ts";
import { ClaimDetail, targetOf } from "../table/claim-detail.tsx";
import { GradeDialog } from "../table/grade-dialog.tsx";

import css from "./look.module.css";

const none: readonly never[] = [];
const reasons = LookReason.options;
const periods = ["never", "30", "90", "180", "365"] as const;
type Period = (typeof periods)[number];

/** Graded claims that need another look, why, and what can be done about it. */
export function LookPage() {
  const t = useText("look");
  const formats = useFormats();
  const client = useClient();
  const openArticle = useView((view) => view.openArticle);
  const goToQuestion = useView((view) => view.goToQuestion);
  const staleDays = useRead("workstation.get", {}).data?.settings.staleDays ?? null;
  const tags = useRead("tags.list", {}).data ?? none;
  const [chosen, setChosen] = useState<LookReason | null>(null);
  const [current, setCurrent] = useState<Claim | null>(null);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const [regraded, setRegraded] = useState<readonly string[] | null>(null);
  const counts = useRead("claims.looks", { staleDays }, { keep: true });
  const edit = useChange("claims.edit");

  const filter = useMemo<ClaimFilter>(
    () => ({ look: { reasons: chosen === null ? [...reasons] : [chosen], staleDays } }),
    [chosen, staleDays],
  );
  const listing = useMemo(() => ({ filter, sort: [{ column: "gradedAt" as const, descending: false }] }), [filter]);
  const fetchWindow = useCallback(
    (offset: number, limit: number) => client.call("claims.list", { ...listing, offset, limit }),
    [client, listing],
  );
  const columns = useColumns(staleDays);
  const ids = selection.size > 0 ? [...selection] : current ? [current.id] : [];

  async function confirm(): Promise<void> {
    let stood = 0;
    for (const id of ids) {
      const claim = await client.call("claims.get", { id });
      try {
        await edit.mutateAsync(confirmGrades(claim));
        stood += 1;
      } catch (error) {
        // Credibility 1 with one origin is insisted on anew, with words.
        if (toFailure(error).code !== "reason-required") throw error;
        setRegraded([id]);
        break;
      }
    }
    setSelection(new Set());
    if (stood > 0)
      notify({
        text: t("stood", { count: stood, n: formats.number(stood) }),
        // Each claim is an act of its own.
        undoes: stood,
      });
  }

  const confirmNow = (): void => {
    confirm().catch(notifyFailure);
  };

  const question = current?.questions[0] ?? null;
  const compare = (): void => {
    if (question) goToQuestion(question.id);
  };
  const regrade = (): void => {
    if (ids.length > 0) setRegraded(ids);
  };
  useKeys(
    {
      s: { run: confirmNow, label: t("stands"), changes: true },
      r: { run: regrade, label: t("regrade"), changes: true },
      v: { run: compare, label: t("compare") },
    },
    { group: t("title") },
  );

  const total = counts.data?.total ?? 0;
  const rail = (
    <aside className={css.rail} aria-label={t("reasons")}>
      <fieldset className={css.reasons}>
        <legend>
          <h2>{t("reasons")}</h2>
        </legend>
        {[null, ...reasons].map((reason) => (
          <button
            key={reason ?? "all"}
            type="button"
            aria-pressed={chosen === reason}
            onClick={() => {
              setChosen(reason);
              setSelection(new Set());
            }}
          >
            <span>{reason === null ? t("all") : t(`why-${reason}`)}</span>
            <span className={css.count}>
              {formats.number(reason === null ? total : (counts.data?.reasons[reason] ?? 0))}
            </span>
          </button>
        ))}
      </fieldset>
      <StaleAfter days={staleDays} />
    </aside>
  );

  const table = (
    <div className={css.middle}>
      {counts.error ? <ErrorNotice error={counts.error} onRetry={() => void counts.refetch()} /> : null}
      <DataTable
        label={t("table")}
        columns={columns}
        queryKey={["claims.list", listing]}
        fetchWindow={fetchWindow}
        rowId={(claim) => claim.id}
        onOpen={(claim) => openArticle(claim.articleId, targetOf(claim))}
        selection={selection}
        onSelect={setSelection}
        onCurrent={setCurrent}
        fetchIds={() => client.call("claims.ids", listing)}
        memory="look"
        autoFocus
        empty={
          total > 0 ? (
            <EmptyState title={t("noneTitle")} action={<Button onPress={() => setChosen(null)}>{t("showAll")}</Button>}>
              {t("noneText")}
            </EmptyState>
          ) : (
            <EmptyState icon={<Eye aria-hidden />} title={t("emptyTitle")}>
              {t("emptyText")}
            </EmptyState>
          )
        }
      />
    </div>
  );

  return (
    <Page>
      <PageBar
        title={t("title")}
        total={t("total", { count: total, n: formats.number(total) })}
        actions={
          <>
            <Button changes keys="s" icon={<Check aria-hidden />} isDisabled={ids.length === 0} onPress={confirmNow}>
              {t("stands")}
            </Button>
            <Button changes keys="r" icon={<Gauge aria-hidden />} isDisabled={ids.length === 0} onPress={regrade}>
              {t("regrade")}
            </Button>
            <Button keys="v" icon={<Scale aria-hidden />} isDisabled={question === null} onPress={compare}>
              {t("compare")}
            </Button>
            <Button
              keys="Enter"
              icon={<BookOpenText aria-hidden />}
              isDisabled={current === null}
              onPress={() => {
                if (current) openArticle(current.articleId, targetOf(current));
              }}
            >
              {t("open")}
            </Button>
          </>
        }
      />
      <SplitPanes
        id="look"
        panes={[
          { id: "reasons", content: rail, size: 18, min: 200, max: 340 },
          { id: "table", content: table, size: 52, min: 320 },
          {
            id: "detail",
            content: (
              <PageSide label={t("title")}>
                {current === null ? (
                  <p className={css.hint}>{t("pick")}</p>
                ) : (
                  <ClaimDetail id={current.id} tags={tags} />
                )}
              </PageSide>
            ),
            size: 30,
            min: 260,
            max: 620,
          },
        ]}
      />
      {regraded === null ? null : (
        <GradeDialog
          ids={regraded}
          first={{}}
          onClose={() => setRegraded(null)}
          onDone={() => setSelection(new Set())}
        />
      )}
    </Page>
  );
}

/** From what age on a grade is old: each analyst's own measure. */
function StaleAfter({ days }: { days: number | null }) {
  const t = useText("look");
  const formats = useFormats();
  const save = useChange("workstation.setSettings");
  const value = days === null ? "never" : String(days);
  const known: readonly string[] = periods;
  const choices = [...(known.includes(value) ? periods : [...periods, value])].map((period) => ({
    id: period as Period,
    text:
      period === "never"
        ? t("stale-never")
        : t("stale-days", { count: Number(period), n: formats.number(Number(period)) }),
  }));
  return (
    <div className={css.stale}>
      <Select
        label={t("staleAfter")}
        value={value as Period}
        choices={choices}
        onChange={(period) => save.mutate({ staleDays: period === "never" ? null : Number(period) })}
      />
      <p className={css.hint}>{t("staleHint")}</p>
      {save.error ? <ErrorNotice error={save.error} /> : null}
    </div>
  );
}

/** The older of the two current grades, by which this list runs. */
const oldest = ({ gradedAt }: Claim): string | null => {
  const times = [gradedAt.reliability, gradedAt.credibility].filter((time) => time !== null);
  return times.length === 0 ? null : times.reduce((a, b) => (a < b ? a : b));
};

function isOld(claim: Claim, staleDays: number | null): boolean {
  const at = oldest(claim);
  return staleDays !== null && at !== null && Date.parse(at) < Date.now() - staleDays * 86_400_000;
}

function useColumns(staleDays: number | null): Column<Claim>[] {
  const t = useText("look");
  const formats = useFormats();
  return useMemo(
    (): Column<Claim>[] => [
      {
        id: "statement",
        header: t("col-statement"),
        width: "minmax(180px, 3fr)",
        render: (claim) => <CellText>{claim.statement ?? claim.spans[0]?.quote ?? ""}</CellText>,
      },
      {
        id: "why",
        header: t("col-why"),
        width: "minmax(130px, 1.4fr)",
        render: (claim) => (
          <CellText>
            {formats.list(
              [...claim.look, ...(isOld(claim, staleDays) ? (["stale"] as const) : [])].map((why) => t(`short-${why}`)),
            )}
          </CellText>
        ),
      },
      {
        id: "origin",
        header: t("col-origin"),
        width: "minmax(100px, 1.2fr)",
        hideBelow: 640,
        render: (claim) => {
          const origin = originOf(claim.hops);
          return <CellText>{origin?.source ?? origin?.descriptor ?? ""}</CellText>;
        },
      },
      {
        id: "reliability",
        header: t("col-reliability"),
        width: "104px",
        render: (claim) => (
          <span className={css.letter}>
            <GradeBadge axis="reliability" value={claim.reliability} />
            {claim.look.includes("regraded") && claim.originReliability !== null ? (
              <span className={css.hint}>{t("now", { grade: claim.originReliability })}</span>
            ) : null}
          </span>
        ),
      },
      {
        id: "credibility",
        header: t("col-credibility"),
        width: "70px",
        render: (claim) => <GradeBadge axis="credibility" value={claim.credibility} />,
      },
      {
        id: "gradedAt",
        header: t("col-gradedAt"),
        width: "116px",
        hideBelow: 520,
        render: (claim) => formats.date(oldest(claim)),
      },
      {
        id: "gradedBy",
        header: t("col-gradedBy"),
        width: "minmax(80px, 0.7fr)",
        hideBelow: 760,
        render: (claim) => <CellText>{claim.gradedBy.credibility ?? claim.gradedBy.reliability ?? ""}</CellText>,
      },
    ],
    [t, formats, staleDays],
  );
}
