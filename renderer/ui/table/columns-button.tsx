import { ChevronDown, ChevronUp, Columns3 } from "lucide-react";
import { useState } from "react";
import { Button as AriaButton } from "react-aria-components";

import { useText } from "../../i18n/index.ts";
import { Button, IconButton } from "../button.tsx";
import { Checkbox } from "../fields.tsx";
import { useKeys } from "../keys.ts";
import { Popover } from "../overlays.tsx";
import { isPlain, isShown, orderColumns, plainLayout, setShown, step, type TableLayout } from "./layout.ts";
import type { Column } from "./line.tsx";

import css from "../data-table.module.css";

// Not a letter alone: a list with type-ahead takes those.
const keys = "alt+c";

/** The menu of columns at the end of the headings: which stand there, and in what order. */
export function ColumnsButton<Row>({
  columns,
  layout,
  onLayout,
  width,
}: {
  columns: readonly Column<Row>[];
  layout: TableLayout;
  onLayout: (layout: TableLayout) => void;
  /** The table's, in px. */
  width: number;
}) {
  const t = useText("table");
  const [isOpen, setOpen] = useState(false);
  useKeys({ [keys]: { run: () => setOpen(true), label: t("columns") } }, { group: t("keysBody") });
  const ordered = orderColumns(columns, layout.order);
  const ids = ordered.map(({ id }) => id);
  const shown = ordered.filter((column) => isShown(column, layout, width)).length;
  return (
    <Popover
      label={t("columns")}
      placement="bottom end"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <AriaButton className={css.columnsButton ?? ""} aria-label={t("columns")}>
          <Columns3 aria-hidden />
        </AriaButton>
      }
    >
      <div className={css.columnsList}>
        {ordered.map((column, at) => {
          const stands = isShown(column, layout, width);
          return (
            <div key={column.id} className={css.columnsRow}>
              <Checkbox
                isSelected={stands}
                isDisabled={stands && shown === 1}
                onChange={(next) => onLayout(setShown(layout, column.id, next))}
              >
                {column.title ?? column.header}
              </Checkbox>
              <IconButton
                label={t("moveBack", { column: column.header })}
                isDisabled={at === 0}
                onPress={() => onLayout(step(columns, layout, ids, column.id, -1))}
              >
                <ChevronUp aria-hidden />
              </IconButton>
              <IconButton
                label={t("moveOn", { column: column.header })}
                isDisabled={at === ordered.length - 1}
                onPress={() => onLayout(step(columns, layout, ids, column.id, 1))}
              >
                <ChevronDown aria-hidden />
              </IconButton>
            </div>
          );
        })}
        <p className={css.columnsHelp}>{t("columnsHelp")}</p>
        <Button small isDisabled={isPlain(layout)} onPress={() => onLayout(plainLayout)}>
          {t("resetColumns")}
        </Button>
      </div>
    </Popover>
  );
}
