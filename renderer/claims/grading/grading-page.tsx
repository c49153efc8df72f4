import { ArrowLeft, Scale, SkipForward, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import type { ClaimPatch } from "../../../app/claims/model.ts";
import { type GradeAxis, gradeOfKey } from "../../../app/claims/rules.ts";
import { useChange, useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { ChainLine } from "../../ui/chain-line.tsx";
import {
  Button,
  credibilityValues,
  EmptyState,
  ErrorNotice,
  GradeBadge,
  IconButton,
  isTextField,
  Kbd,
  matches,
  Page,
  PageBar,
  ProgressBar,
  reliabilityValues,
  TextField,
  toFailure,
  useBarred,
  useGradeWords,
  useKeys,
} from "../../ui/index.ts";
import { askedOf, countOutcomes, finishClaim, giveDigit, goBack, type Run, startRun, takesGrade } from "./run.ts";

import css from "./grading.module.css";

/** Milliseconds that the second key of the way to another page may take, as in `ui/keys.ts`. */
const WAY_PAUSE = 1500;

type Wanted = NonNullable<ClaimPatch["credibility"]>;

const blindly = (value: string, reason: string): Wanted => ({
  value,
  reason: reason.trim() === "" ? null : reason.trim(),
  reasonCode: null,
  evidence: [],
  blind: true,
});

/** A blind run over some claims: the words and the chain, the digit, then the letter; no grade of anybody in sight. */
export function GradingPage() {
  const grading = useView((view) => view.grading);
  const go = useView((view) => view.go);
  const t = useText("grading");
  if (!grading || grading.claimIds.length === 0)
    return (
      <EmptyState
        icon={<Scale aria-hidden />}
        title={t("noRun")}
        action={<Button onPress={() => go("claims")}>{t("toClaims")}</Button>}
      >
        {t("noRunText")}
      </EmptyState>
    );
  return (
    <GradingRun
      // Another run begins anew.
      key={grading.claimIds.join(" ").slice(0, 4000) + String(grading.claimIds.length)}
      claimIds={grading.claimIds}
      onLeave={() => go(grading.from === "grading" ? "claims" : grading.from)}
    />
  );
}

function GradingRun({ claimIds, onLeave }: { claimIds: readonly string[]; onLeave: () => void }) {
  const t = useText("grading");
  const formats = useFormats();
  const barred = useBarred();
  const [run, setRun] = useState<Run>(() => startRun(claimIds));
  const [reason, setReason] = useState("");
  const edit = useChange("claims.edit");
  const field = useRef<HTMLTextAreaElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const asked = askedOf(run);
  const claimId = run.claimIds[run.at] ?? null;
  const claim = useRead("claims.get", { id: claimId ?? "-" }, { enabled: claimId !== null });
  // The next one is there when this one is done with.
  const nextId = run.claimIds[run.at + 1] ?? null;
  useRead("claims.get", { id: nextId ?? "-" }, { enabled: nextId !== null });

  // Each step begins outside the text field, where letters and digits are grades.
  const step = `${run.at} ${asked}`;
  useEffect(() => {
    if (step !== "") body.current?.focus();
  }, [step]);

  const next = (outcome: "graded" | "left"): void => {
    setReason("");
    edit.reset();
    setRun((before) => finishClaim(before, outcome));
  };

  /** Records what was given to the claim in hand; what was left out stays as it is. */
  function save(digit: string | null, letter: string | null): void {
    if (claimId === null || edit.isPending) return;
    if (digit === null && letter === null) {
      next("left");
      return;
    }
    edit.mutate(
      {
        id: claimId,
        ...(digit === null ? {} : { credibility: blindly(digit, reason) }),
        ...(letter === null ? {} : { reliability: blindly(letter, reason) }),
      },
      {
        onSuccess: () => next("graded"),
        onError: (error) => {
          if (toFailure(error).code !== "reason-required") return;
          // The digit needs a reason: back to it, with the field at hand.
          setRun((before) => giveDigit(before, digit));
          field.current?.focus();
        },
      },
    );
  }

  function give(axis: GradeAxis, value: string | null): void {
    if (barred) {
      barred.say();
      return;
    }
    if (axis === "credibility") setRun((before) => giveDigit(before, value));
    else save(run.digit ?? null, value);
  }

  const wayBegan = useRef(0);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      // "g c" is the way to another page and no C.
      const isOnTheWay = Date.now() - wayBegan.current < WAY_PAUSE;
      wayBegan.current = matches("g", event) ? Date.now() : 0;
      if (isOnTheWay) return;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && isTextField(event.target)) return;
      if (document.querySelector("[data-modal-dialog]")) return;
      const grade = gradeOfKey(event.key, event.code);
      if (!grade || !takesGrade(run, grade)) return;
      event.preventDefault();
      event.stopPropagation();
      give(grade.axis, grade.value);
    };
    // Before the frame's own keys: "f" is a letter here.
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  });

  const leaveOut = (): void => give(asked === "digit" ? "credibility" : "reliability", null);
  const back = (): void => {
    edit.reset();
    setRun(goBack);
  };
  useKeys(
    {
      Space: { run: leaveOut, label: t("leaveOut") },
      n: { run: () => next("left"), label: t("skip") },
      Backspace: { run: back, label: t("back") },
      r: { run: () => field.current?.focus(), label: t("reason") },
      Escape: { run: onLeave, label: t("stop") },
    },
    { group: t("title"), enabled: asked !== "nothing" },
  );

  const total = formats.number(run.claimIds.length);
  return (
    <Page>
      <PageBar
        title={t("title")}
        total={asked === "nothing" ? t("over") : t("place", { at: formats.number(run.at + 1), total })}
        actions={
          <IconButton label={t("stop")} keys="Escape" onPress={onLeave}>
            <X aria-hidden />
          </IconButton>
        }
      />
      <div className={css.progress}>
        <ProgressBar label={t("title")} done={run.at} total={run.claimIds.length} />
      </div>
      {asked === "nothing" ? (
        <Outcome run={run} onLeave={onLeave} />
      ) : (
        <section className={css.claim} ref={body} tabIndex={-1} aria-label={t("claimInHand")}>
          {claim.error ? <ErrorNotice error={claim.error} onRetry={() => void claim.refetch()} /> : null}
          {claim.data ? (
            <>
              {claim.data.spans.map((span) => (
                <blockquote key={`${span.articleId}:${span.start}`} dir="auto" className={css.quote}>
                  {span.quote}
                </blockquote>
              ))}
              {claim.data.statement === null ? null : (
                <p className={css.statement} dir="auto">
                  {claim.data.statement}
                </p>
              )}
              <div className={css.chain}>
                <ChainLine hops={claim.data.hops} />
                {claim.data.furtherChains.map((hops, index) => (
                  // oxlint-disable-next-line react/no-array-index-key -- a chain is its place
                  <ChainLine key={index} hops={hops} />
                ))}
              </div>
            </>
          ) : null}
          <Choices
            axis={asked === "digit" ? "credibility" : "reliability"}
            isDisabled={!claim.data || edit.isPending}
            onGive={give}
          />
          <div className={css.reason}>
            <TextField
              label={t("reason")}
              lines={2}
              value={reason}
              onChange={setReason}
              areaRef={field}
              maxLength={5000}
              onKeyDown={(event) => {
                if (event.key === "Escape" || (event.key === "Enter" && !event.shiftKey)) {
                  event.preventDefault();
                  event.stopPropagation();
                  body.current?.focus();
                }
              }}
            />
          </div>
          {edit.error ? <ErrorNotice error={edit.error} /> : null}
          <div className={css.moves}>
            <Button small tone="quiet" icon={<ArrowLeft aria-hidden className={css.turned ?? ""} />} onPress={back}>
              {t("back")} <Kbd keys="Backspace" />
            </Button>
            <Button small tone="quiet" onPress={leaveOut}>
              {t(asked === "digit" ? "leaveDigit" : "leaveLetter")} <Kbd keys="Space" />
            </Button>
            <Button
              small
              tone="quiet"
              icon={<SkipForward aria-hidden className={css.turned ?? ""} />}
              onPress={() => next("left")}
            >
              {t("skip")} <Kbd keys="n" />
            </Button>
          </div>
        </section>
      )}
    </Page>
  );
}

/** The choices of the one axis that is asked for now. */
function Choices({
  axis,
  isDisabled,
  onGive,
}: {
  axis: GradeAxis;
  isDisabled: boolean;
  onGive: (axis: GradeAxis, value: string) => void;
}) {
  const t = useText("grading");
  const words = useGradeWords();
  const values = axis === "credibility" ? credibilityValues : reliabilityValues;
  return (
    <section className={css.ask} aria-label={t(`ask-${axis}`)}>
      <h2 aria-live="polite">{t(`ask-${axis}`)}</h2>
      <p className={css.hint}>{t(`askHint-${axis}`)}</p>
      <div className={css.choices}>
        {values.map((value) => (
          <button
            key={value}
            type="button"
            className={css.choice}
            data-apart={value === "F" || value === "6" || undefined}
            disabled={isDisabled}
            aria-label={words(axis, value)}
            onClick={() => onGive(axis, value)}
          >
            <span aria-hidden>
              <GradeBadge axis={axis} value={value} size="large" />
            </span>
            <span className={css.choiceWords} aria-hidden>
              {words(axis, value).slice(value.length + 1)}
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}

function Outcome({ run, onLeave }: { run: Run; onLeave: () => void }) {
  const t = useText("grading");
  const formats = useFormats();
  const go = useView((view) => view.go);
  const [graded, left] = [countOutcomes(run, "graded"), countOutcomes(run, "left")];
  return (
    <EmptyState
      icon={<Scale aria-hidden />}
      title={t("over")}
      action={
        <div className={css.moves}>
          <Button onPress={onLeave}>{t("leave")}</Button>
          <Button tone="primary" onPress={() => go("overview")}>
            {t("toOverview")}
          </Button>
        </div>
      }
    >
      <p>
        {t("graded", { count: graded, n: formats.number(graded) })}
        {left > 0 ? ` ${t("left", { count: left, n: formats.number(left) })}` : ""}
      </p>
      <p>{t("undoHint")}</p>
    </EmptyState>
  );
}
