import { ArrowLeft, Merge, Split } from "lucide-react";
import { useCallback, useMemo, useRef, useState } from "react";

import type { Duplicate, SourceRow } from "../../../app/sources/model.ts";
import { useClient } from "../../data/client.tsx";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import {
  Button,
  CellText,
  type Column,
  DataTable,
  EmptyState,
  Page,
  PageBar,
  PageSide,
  SplitPanes,
  TextField,
  useKeys,
} from "../../ui/index.ts";
import { Preview } from "./preview.tsx";
import { useMerging } from "./use-merging.ts";

import css from "./merging.module.css";

const keyOf = ({ sources: [one, other] }: Duplicate): string => `${one.id} ${other.id}`;

/** Of a pair the one with fewer claims is proposed to go; the analyst swaps them. */
const order = ({ sources: [one, other] }: Duplicate): [from: SourceRow, into: SourceRow] =>
  one.claims > other.claims ? [other, one] : [one, other];

/** Sources that may be one by their names, pair by pair: merge them, or say that they are two. Nothing merges by itself. */
export function DuplicatesPage({ onLeave }: { onLeave: () => void }) {
  const t = useText("merging");
  const formats = useFormats();
  const client = useClient();
  const [current, setCurrent] = useState<{ pair: Duplicate; index: number } | null>(null);
  const [goTo, setGoTo] = useState<{ index: number } | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const total = useRead("sources.duplicates", { limit: 1 }, { keep: true }).data?.total;
  const fetchWindow = useCallback(
    async (offset: number, limit: number) => {
      const { total: all, pairs } = await client.call("sources.duplicates", { offset, limit });
      return { total: all, rows: pairs };
    },
    [client],
  );
  const toList = (): void => list.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  const step = (by: 1 | -1): void => {
    if (total) setGoTo({ index: Math.min(total - 1, Math.max(0, (current?.index ?? 0) + by)) });
  };
  useKeys(
    {
      j: { run: () => step(1), label: t("next") },
      k: { run: () => step(-1), label: t("previous") },
      Escape: { run: onLeave, label: t("back") },
    },
    { group: t("duplicates") },
  );
  const columns = useMemo<Column<Duplicate>[]>(
    () => [
      {
        id: "one",
        header: t("one"),
        width: "minmax(110px, 1fr)",
        render: ({ sources }) => <CellText>{sources[0].name}</CellText>,
      },
      {
        id: "other",
        header: t("other"),
        width: "minmax(110px, 1fr)",
        render: ({ sources }) => <CellText>{sources[1].name}</CellText>,
      },
      {
        id: "why",
        header: t("why"),
        width: "minmax(110px, 0.8fr)",
        hideBelow: 420,
        render: ({ why }) => t(`why-${why}`),
      },
      {
        id: "claims",
        header: t("claimsColumn"),
        width: "96px",
        align: "end",
        render: ({ sources }) => sources.map(({ claims }) => formats.number(claims)).join(" + "),
      },
    ],
    [t, formats],
  );
  return (
    <Page>
      <PageBar
        title={t("duplicates")}
        total={total === undefined ? "" : t("pairs", { count: total, n: formats.number(total) })}
        actions={
          <Button keys="Escape" icon={<ArrowLeft aria-hidden className={css.turned} />} onPress={onLeave}>
            {t("back")}
          </Button>
        }
      />
      <SplitPanes
        id="duplicates"
        panes={[
          {
            id: "pairs",
            size: 48,
            min: 320,
            content: (
              <div className={css.list} ref={list}>
                <DataTable
                  label={t("duplicates")}
                  columns={columns}
                  queryKey={["sources.duplicates"]}
                  fetchWindow={fetchWindow}
                  rowId={keyOf}
                  onCurrent={(pair, index) => setCurrent(pair ? { pair, index } : null)}
                  goTo={goTo}
                  autoFocus
                  empty={
                    <EmptyState title={t("noneTitle")} action={<Button onPress={onLeave}>{t("back")}</Button>}>
                      {t("noneText")}
                    </EmptyState>
                  }
                />
              </div>
            ),
          },
          {
            id: "pair",
            size: 52,
            min: 360,
            content: (
              <PageSide label={t("pair")}>
                {current === null ? (
                  <p className={css.hint}>{t("pickPair")}</p>
                ) : (
                  <Pair key={keyOf(current.pair)} pair={current.pair} onDone={toList} />
                )}
              </PageSide>
            ),
          },
        ]}
      />
    </Page>
  );
}

/** One pair side by side, with what merging it would do. */
function Pair({ pair, onDone }: { pair: Duplicate; onDone: () => void }) {
  const t = useText("merging");
  const { merge, distinguish, isBusy } = useMerging();
  const [[from, into], setOrder] = useState(() => order(pair));
  const [reason, setReason] = useState("");
  const swap = (): void => setOrder([into, from]);
  const mergeNow = (): void => {
    if (!isBusy) merge(from, into, reason.trim() || null, onDone);
  };
  const tellApart = (): void => {
    if (!isBusy) distinguish([from, into], onDone);
  };
  useKeys(
    {
      m: { run: mergeNow, label: t("mergePair"), changes: true },
      d: { run: tellApart, label: t("areTwo"), changes: true },
      x: { run: swap, label: t("swap") },
    },
    { group: t("duplicates") },
  );
  return (
    <article className={css.panel} aria-label={t("pair")}>
      <p>
        {t(`whyLong-${pair.why}`)} <bdi className={css.met}>{pair.names[0]}</bdi>
        {" · "}
        <bdi className={css.met}>{pair.names[1]}</bdi>
      </p>
      <Preview from={from.id} into={into.id} onSwap={swap} />
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          mergeNow();
        }}
      >
        <TextField
          label={t("reason")}
          value={reason}
          onChange={setReason}
          description={t("reasonHelp")}
          maxLength={5000}
          onKeyDown={(event) => {
            if (event.key === "Escape") onDone();
          }}
        />
        <div className={css.acts}>
          <Button changes type="submit" tone="primary" keys="m" isDisabled={isBusy} icon={<Merge aria-hidden />}>
            {t("mergePair")}
          </Button>
          <Button changes keys="d" isDisabled={isBusy} icon={<Split aria-hidden />} onPress={tellApart}>
            {t("areTwo")}
          </Button>
        </div>
      </form>
    </article>
  );
}
