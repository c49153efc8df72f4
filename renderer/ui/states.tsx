import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { ProgressBar as AriaProgressBar } from "react-aria-components";

import { type Failure, Refusal } from "../../app/contract/errors.ts";
import { texts, useText } from "../i18n/index.ts";
import { Button } from "./button.tsx";

import css from "./states.module.css";

/** Says what could be here, and how it gets here. */
export function EmptyState({
  title,
  children,
  action,
  icon,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
}) {
  return (
    <div className={css.empty}>
      {icon ? <div className={css.emptyIcon}>{icon}</div> : null}
      <p className={css.emptyTitle}>{title}</p>
      {children ? <div className={css.emptyText}>{children}</div> : null}
      {action ? <div className={css.emptyAction}>{action}</div> : null}
    </div>
  );
}

/** A refusal, an error value or anything thrown, as a failure. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Refusal) return error.failure;
  if (typeof error === "object" && error !== null && "code" in error && "message" in error) return error as Failure;
  return { code: "internal", message: error instanceof Error ? error.message : String(error) };
}

/** What went wrong, in the analyst's language, by its code. */
export function explainFailure(error: unknown): { title: string; advice: string; detail: string } {
  const failure = toFailure(error);
  const t = texts.getFixedT(null, "ui");
  const lost = failure.code === "io" && failure.details?.["lost"] === true;
  const code = lost ? "lost" : failure.code;
  return { title: t(`error.${code}`), advice: t(`advice.${code}`), detail: failure.message };
}

/** An error at its place: what happened, what can be done, and the exact words of the program for whoever needs them. */
export function ErrorNotice({
  error,
  onRetry,
  children,
}: {
  error: unknown;
  onRetry?: () => void;
  children?: ReactNode;
}) {
  const t = useText("ui");
  const { title, advice, detail } = explainFailure(error);
  return (
    <div className={css.error} role="alert">
      <CircleAlert aria-hidden />
      <div className={css.errorText}>
        <p className={css.errorTitle}>{title}</p>
        {advice ? <p>{advice}</p> : null}
        {detail ? (
          <p className={css.errorDetail} dir="auto">
            {detail}
          </p>
        ) : null}
        {children}
        {onRetry ? (
          <div className={css.errorAction}>
            <Button small onPress={onRetry}>
              {t("retry")}
            </Button>
          </div>
        ) : null}
      </div>
    </div>
  );
}

/** How far something is; without a total it only says that it goes on. */
export function ProgressBar({
  label,
  done,
  total,
  showLabel = false,
}: {
  label: string;
  done: number;
  total: number | null;
  showLabel?: boolean;
}) {
  return (
    <AriaProgressBar
      className={css.progress ?? ""}
      aria-label={label}
      isIndeterminate={total === null}
      value={done}
      maxValue={Math.max(1, total ?? 1)}
    >
      {({ percentage, valueText }) => (
        <>
          {showLabel ? (
            <span className={css.progressText}>
              <span>{label}</span>
              <span>{valueText}</span>
            </span>
          ) : null}
          <span className={css.track}>
            <span
              className={css.bar}
              data-indeterminate={total === null || undefined}
              style={{ inlineSize: total === null ? "30%" : `${percentage ?? 0}%` }}
            />
          </span>
        </>
      )}
    </AriaProgressBar>
  );
}
