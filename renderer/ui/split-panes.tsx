import { Fragment, type ReactNode } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";

import { useText } from "../i18n/index.ts";

import css from "./split-panes.module.css";

export interface Pane {
  id: string;
  content: ReactNode;
  /** Its share, beside those of the others. */
  size: number;
  /** In pixels. */
  min?: number;
  max?: number;
}

/** Panes beside (or above) one another with handles between them; sizes are kept for the session. */
export function SplitPanes({
  id,
  panes,
  vertical = false,
}: {
  id: string;
  panes: readonly Pane[];
  vertical?: boolean;
}) {
  const t = useText("ui");
  const key = `${id}:${panes.map((pane) => pane.id).join()}`;
  const kept = sizes.get(key);
  const whole = panes.reduce((sum, pane) => sum + pane.size, 0);
  return (
    <Group
      key={key}
      className={css.group}
      orientation={vertical ? "vertical" : "horizontal"}
      onLayoutChanged={(layout) => {
        sizes.set(key, layout);
      }}
      {...(kept ? { defaultLayout: kept } : {})}
    >
      {panes.map((pane, index) => (
        <Fragment key={pane.id}>
          {index === 0 ? null : <Separator className={css.handle} aria-label={t("resize")} />}
          <Panel
            id={pane.id}
            className={css.pane}
            defaultSize={`${(pane.size / whole) * 100}%`}
            {...(pane.min === undefined ? {} : { minSize: pane.min })}
            {...(pane.max === undefined ? {} : { maxSize: pane.max })}
          >
            {pane.content}
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}

const sizes = new Map<string, Record<string, number>>();
