import { type ReactNode, useState } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";

import { useText } from "../../i18n/index.ts";

import css from "./side-split.module.css";

/**
 * The text and, while there is one, a pane beside it. The text stays what it is when the pane comes and goes: a long
 * article is not drawn again for it.
 */
export function SideSplit({ text, side }: { text: ReactNode; side: ReactNode }) {
  const t = useText("ui");
  const [size, setSize] = useState("36%");
  return (
    <Group
      className={css.group}
      orientation="horizontal"
      onLayoutChanged={(layout) => {
        const share = layout["side"];
        if (share !== undefined) setSize(`${share}%`);
      }}
    >
      <Panel id="text" className={css.pane} minSize={300}>
        {text}
      </Panel>
      {side ? (
        <>
          <Separator className={css.handle} aria-label={t("resize")} />
          <Panel id="side" className={css.pane} defaultSize={size} minSize={300} maxSize={600}>
            {side}
          </Panel>
        </>
      ) : null}
    </Group>
  );
}
