import type { ReactElement, ReactNode } from "react";
import { Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components";

import { Kbd } from "./kbd.tsx";

import css from "./tooltip.module.css";

/** A word on what a thing does, and its key, when the pointer rests or the focus comes. */
export function Tooltip({
  text,
  keys,
  hint,
  children,
}: {
  text: ReactNode;
  keys?: string;
  hint?: ReactNode;
  /** Something that takes the focus: a Button, an IconButton's button, a Link. */
  children: ReactElement;
}) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <AriaTooltip className={css.tooltip ?? ""} offset={6}>
        <span>
          {text}
          {keys ? (
            <>
              {" "}
              <Kbd keys={keys} />
            </>
          ) : null}
        </span>
        {hint ? <span className={css.hint}>{hint}</span> : null}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
