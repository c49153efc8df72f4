import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";

import { type Barred, useBarred } from "./changes.ts";
import { Tooltip } from "./tooltip.tsx";

import css from "./button.module.css";

export interface ButtonProps extends Omit<AriaButtonProps, "className" | "children" | "style"> {
  children: ReactNode;
  tone?: "plain" | "primary" | "danger" | "quiet";
  small?: boolean;
  icon?: ReactNode;
  /** The key that does the same, as `useKeys` writes it: its tooltip tells it. */
  keys?: string;
  /** True: it changes the case, and stands still where the case can only be read. */
  changes?: boolean;
}

/** What stands still can still be reached, so that the tooltip tells everybody why. */
const still = ({ say }: Barred): AriaButtonProps => ({
  "aria-disabled": true,
  isDisabled: false,
  type: "button",
  onPress: say,
});

/** A button with words on it. */
export function Button({ children, tone = "plain", small = false, icon, keys, changes = false, ...rest }: ButtonProps) {
  const context = useBarred();
  const barred = changes ? context : null;
  const button = (
    <AriaButton
      {...rest}
      {...(barred ? still(barred) : {})}
      className={css.button ?? ""}
      data-tone={tone}
      data-small={small || undefined}
    >
      {icon}
      <span>{children}</span>
    </AriaButton>
  );
  if (barred) return <Tooltip text={barred.why}>{button}</Tooltip>;
  return keys === undefined ? (
    button
  ) : (
    <Tooltip text={children} keys={keys}>
      {button}
    </Tooltip>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, "className" | "children" | "style"> {
  /** What it does: its name for everybody, shown in the tooltip. */
  label: string;
  children: ReactNode;
  /** The key that does the same, as `useKeys` writes it. */
  keys?: string;
  /** More for the tooltip than the name says. */
  hint?: ReactNode;
  /** For a button that is on or off. */
  pressed?: boolean;
  tone?: "plain" | "primary" | "danger" | "quiet";
  /** As of `Button`. */
  changes?: boolean;
}

/** A button with a sign on it; its tooltip names it and its key. */
export function IconButton({
  label,
  children,
  keys,
  hint,
  pressed,
  tone = "quiet",
  changes = false,
  ...rest
}: IconButtonProps) {
  const context = useBarred();
  const barred = changes ? context : null;
  const more = barred?.why ?? hint;
  return (
    <Tooltip text={label} {...(keys ? { keys } : {})} {...(more ? { hint: more } : {})}>
      <AriaButton
        {...rest}
        {...(barred ? still(barred) : {})}
        aria-label={label}
        {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
        className={`${css.button} ${css.icon}`}
        data-tone={tone}
        data-on={pressed || undefined}
      >
        {children}
      </AriaButton>
    </Tooltip>
  );
}
