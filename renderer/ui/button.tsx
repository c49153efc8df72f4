import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";

import { Tooltip } from "./tooltip.tsx";

import css from "./button.module.css";

export interface ButtonProps extends Omit<AriaButtonProps, "className" | "children" | "style"> {
  children: ReactNode;
  tone?: "plain" | "primary" | "danger" | "quiet";
  small?: boolean;
  icon?: ReactNode;
}

/** A button with words on it. */
export function Button({ children, tone = "plain", small = false, icon, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={css.button ?? ""} data-tone={tone} data-small={small || undefined}>
      {icon}
      <span>{children}</span>
    </AriaButton>
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
}

/** A button with a sign on it; its tooltip names it and its key. */
export function IconButton({ label, children, keys, hint, pressed, tone = "quiet", ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} {...(keys ? { keys } : {})} {...(hint ? { hint } : {})}>
      <AriaButton
        {...rest}
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
