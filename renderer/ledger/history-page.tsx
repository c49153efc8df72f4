import { History, Redo2, Undo2 } from "lucide-react";
import { useCallback, useMemo, useState } from "react";

import type { Act } from "../../app/ledger/model.ts";
import { useClient } from "../data/client.tsx";
import { useChange, useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { CellText } from "../ui/cell-text.tsx";
import {
  Button,
  type Column,
  DataTable,
  EmptyState,
  nameKey,
  notifyFailure,
  Page,
  PageBar,
  PageSide,
  SplitPanes,
} from "../ui/index.ts";
import { ActDetail } from "./act-detail.tsx";
import { useActSentence, useDeed } from "./act-sentence.tsx";
import { tellAct } from "./sentence.ts";

import css from "./ledger.module.css";

/** The objects that an act is about, without those that only came with them (the assessments of a new claim). */
function mainObjects(act: Act): Act["objects"] {
  const { kind } = tellAct(act);
  const main = act.objects.filter((object) => object.kind === kind);
  return main.length > 0 ? main : act.objects.filter((object) => object.kind !== "assessment");
}

/** Everything that was ever done in this case, newest first, as sentences; each act with its values before and after. */
export function HistoryPage() {
  const t = useText("history");
  const formats = useFormats();
  const client = useClient();
  const me = useRead("workstation.get", {}).data?.analyst?.name ?? null;
  const sentence = useActSentence(me);
  const [act, setAct] = useState<Act | null>(null);
  const total = useRead("ledger.history", { offset: 0, limit: 1 }, { keep: true }).data?.total;
  const fetchWindow = useCallback(
    async (offset: number, limit: number) => {
      const page = await client.call("ledger.history", { offset, limit });
      return { total: page.total, rows: page.acts };
    },
    [client],
  );
  const columns = useMemo<Column<Act>[]>(
    () => [
      {
        id: "what",
        header: t("acts"),
        width: "minmax(200px, 2fr)",
        render: (row) => (
          <span className={css.what} data-undone={row.undone || undefined}>
            <span className={css.sentence}>{sentence(row)}</span>
            {row.undone ? <span className={css.badge}>{t("undone")}</span> : null}
          </span>
        ),
      },
      {
        id: "objects",
        header: "",
        width: "minmax(120px, 1.6fr)",
        hideBelow: 420,
        render: (row) => (
          <CellText>
            {mainObjects(row).map((object, index) => (
              <span key={object.id}>
                {index > 0 ? " · " : ""}
                <bdi>{object.label}</bdi>
              </span>
            ))}
          </CellText>
        ),
      },
      {
        id: "when",
        header: "",
        width: "168px",
        align: "end",
        hideBelow: 640,
        render: (row) => formats.dateTime(row.at),
      },
    ],
    [t, formats, sentence],
  );
  return (
    <Page>
      <PageBar
        title={t("title")}
        total={total === undefined ? "" : t("total", { count: total, n: formats.number(total) })}
        actions={<UndoRedo />}
      />
      {total === 0 ? (
        <div className={css.emptyPlace}>
          <EmptyState icon={<History aria-hidden />} title={t("emptyTitle")}>
            {t("emptyText", { key: nameKey("mod+z") })}
          </EmptyState>
        </div>
      ) : (
        <SplitPanes
          id="history"
          panes={[
            {
              id: "acts",
              size: 62,
              min: 320,
              content: (
                <DataTable
                  label={t("acts")}
                  hideHead
                  columns={columns}
                  queryKey={["ledger.history", {}]}
                  fetchWindow={fetchWindow}
                  rowId={(row) => row.act}
                  onCurrent={(row) => {
                    if (row) setAct(row);
                  }}
                  rowTone={(row) => (row.undone ? "muted" : undefined)}
                  memory="history"
                  autoFocus
                />
              ),
            },
            {
              id: "detail",
              size: 38,
              min: 280,
              content: <PageSide>{act ? <ActDetail key={act.act} act={act} me={me} /> : null}</PageSide>,
            },
          ]}
        />
      )}
    </Page>
  );
}

/** Undo and redo, each saying what it would do. */
export function UndoRedo() {
  const t = useText("history");
  const deed = useDeed();
  const standing = useRead("ledger.standing", {}, { keep: true }).data;
  const undo = useChange("ledger.undo");
  const redo = useChange("ledger.redo");
  return (
    <>
      <Button
        small
        changes
        icon={<Undo2 aria-hidden className={css.mirrored ?? ""} />}
        isDisabled={!standing?.undo || undo.isPending}
        onPress={() => undo.mutate({}, { onError: notifyFailure })}
      >
        {standing?.undo ? t("undoWhat", { what: deed(standing.undo) }) : t("undo")}
      </Button>
      <Button
        small
        changes
        icon={<Redo2 aria-hidden className={css.mirrored ?? ""} />}
        isDisabled={!standing?.redo || redo.isPending}
        onPress={() => redo.mutate({}, { onError: notifyFailure })}
      >
        {standing?.redo ? t("redoWhat", { what: deed(standing.redo) }) : t("redo")}
      </Button>
    </>
  );
}
