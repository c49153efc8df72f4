import { Check, CircleSlash2, Eye, EyeOff, FileInput, Undo2, X } from "lucide-react";
import { useRef, useState } from "react";

import type { FamilyProposal, ProposedCopy } from "../../../app/articles/copies.ts";
import { useChange } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { Button, IconButton, notify, notifyFailure, TextField, useKeys, notifyDone } from "../../ui/index.ts";
import { Comparison } from "./comparison.tsx";

import css from "./copies.module.css";

/** How much of a text stands in another for it to be called a piece of it, and how alike they are at most then. */
const PIECE = 0.95;
const UNLIKE = 0.9;

/** One proposal: its members, what speaks for it, the differences, and what the analyst says about it. */
export function ProposalView({ proposal }: { proposal: FamilyProposal }) {
  const t = useText("copies");
  const formats = useFormats();
  const { members, originId: proposed } = proposal;
  const confirm = useChange("articles.confirmFamily");
  const reject = useChange("articles.rejectFamily");
  const [originId, setOrigin] = useState(proposed);
  const [out, setOut] = useState<ReadonlySet<string>>(new Set());
  const [wanted, setWanted] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [showsSame, setShowsSame] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const origin = members.find(({ article }) => article.id === originId) ?? members[0];
  const others = members.filter(({ article }) => article.id !== originId);
  const copy = others.find(({ article }) => article.id === wanted) ?? others[0];
  const given = reason.trim() === "" ? null : reason.trim();
  const isOverruled = originId !== proposed;
  const isBusy = confirm.isPending || reject.isPending;

  const confirmNow = (): void => {
    if (isBusy) return;
    const ids = members.map(({ article }) => article.id).filter((id) => !out.has(id));
    if (ids.length < 2) {
      notify({ text: t("needsTwo") });
      return;
    }
    if (isOverruled && given === null) {
      notify({ text: t("reasonNeeded") });
      field.current?.focus();
      return;
    }
    confirm.mutate(
      { id: proposal.id, ids, originId, reason: given },
      {
        onSuccess: (family) => {
          const count = family.members.length;
          notifyDone(t("confirmed", { count, n: formats.number(count) }));
        },
        onError: notifyFailure,
      },
    );
  };
  const rejectNow = (): void => {
    if (!isBusy)
      reject.mutate(
        { id: proposal.id, reason: given },
        { onSuccess: () => notifyDone(t("rejected")), onError: notifyFailure },
      );
  };
  const makeOrigin = (id = copy?.article.id): void => {
    if (id === undefined) return;
    setWanted(originId);
    setOrigin(id);
    setOut(new Set([...out].filter((each) => each !== id)));
  };
  const turn = (id = copy?.article.id): void => {
    if (id === undefined) return;
    const next = new Set(out);
    if (!next.delete(id)) next.add(id);
    setOut(next);
  };
  const step = (by: 1 | -1): void => {
    const at = copy ? others.indexOf(copy) : 0;
    setWanted(others[(at + by + others.length) % others.length]?.article.id ?? null);
  };
  useKeys(
    {
      Enter: {
        // A button that has the focus takes its own Enter.
        run: () => (document.activeElement instanceof HTMLButtonElement ? false : confirmNow()),
        label: t("confirm"),
        changes: true,
      },
      Delete: { run: rejectNow, label: t("reject"), changes: true },
      o: { run: () => makeOrigin(), label: t("makeOrigin"), changes: true },
      x: { run: () => turn(), label: t("leaveOut"), changes: true },
      "]": { run: () => step(1), label: t("nextCopy") },
      "[": { run: () => step(-1), label: t("previousCopy") },
      a: { run: () => setShowsSame(!showsSame), label: t("showSame") },
    },
    { group: t("title") },
  );

  return (
    <div className={css.middle}>
      <div className={css.tools} role="toolbar" aria-label={t("title")}>
        <Button
          changes
          tone="primary"
          keys="Enter"
          icon={<Check aria-hidden />}
          isDisabled={isBusy}
          onPress={confirmNow}
        >
          {t("confirm")}
        </Button>
        <Button changes keys="Delete" icon={<CircleSlash2 aria-hidden />} isDisabled={isBusy} onPress={rejectNow}>
          {t("reject")}
        </Button>
        <Button changes keys="o" icon={<FileInput aria-hidden />} onPress={() => makeOrigin()}>
          {t("makeOrigin")}
        </Button>
        <span className={css.spring} />
        <Button
          keys="a"
          icon={showsSame ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          onPress={() => setShowsSame(!showsSame)}
        >
          {t(showsSame ? "hideSame" : "showSame")}
        </Button>
      </div>
      <div className={css.judgement}>
        <ul className={css.members} aria-label={t("members")}>
          {members.map((member) => {
            const { id } = member.article;
            const isOut = out.has(id);
            return (
              <li key={id} className={css.member} data-out={isOut || undefined}>
                <MemberButton
                  member={member}
                  isOrigin={id === originId}
                  isMeasured={id !== proposed}
                  isOut={isOut}
                  isCurrent={id === copy?.article.id}
                  onPress={() => setWanted(id)}
                />
                {id === originId ? (
                  <span className={css.origin}>{t("origin")}</span>
                ) : (
                  <IconButton label={t(isOut ? "takeIn" : "leaveOut")} keys="x" onPress={() => turn(id)}>
                    {isOut ? <Undo2 aria-hidden /> : <X aria-hidden />}
                  </IconButton>
                )}
              </li>
            );
          })}
        </ul>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            confirmNow();
          }}
        >
          <p className={css.hint}>{t(isOverruled ? "overruled" : `why-${proposal.originReason}`)}</p>
          <TextField
            label={t("reason")}
            description={t(isOverruled ? "reasonNeeded" : "reasonHelp")}
            value={reason}
            onChange={setReason}
            maxLength={5000}
            inputRef={field}
          />
          <button type="submit" hidden aria-hidden tabIndex={-1} />
        </form>
      </div>
      {origin && copy ? <Comparison origin={origin.article} copy={copy.article} showsSame={showsSame} /> : null}
    </div>
  );
}

/** A member with how alike it is to the proposed origin; pressed, it is compared. */
function MemberButton({
  member,
  isOrigin,
  isMeasured,
  isOut,
  isCurrent,
  onPress,
}: {
  member: ProposedCopy;
  isOrigin: boolean;
  isMeasured: boolean;
  isOut: boolean;
  isCurrent: boolean;
  onPress: () => void;
}) {
  const t = useText("copies");
  const formats = useFormats();
  const { article, likeness, withinOrigin, ofOrigin, differences, credits } = member;
  const percent = (share: number): string => formats.number(Math.round(share * 100));
  const alike =
    likeness === 1
      ? t("same")
      : likeness < UNLIKE && withinOrigin >= PIECE
        ? t("piece", { n: percent(ofOrigin) })
        : likeness < UNLIKE && ofOrigin >= PIECE
          ? t("longer")
          : t("alike", { n: percent(likeness) });
  const signs = [
    ...(isOut ? [t("leftOut")] : []),
    ...(isMeasured ? [alike] : []),
    ...(isMeasured && differences > 0 ? [t("places", { count: differences, n: formats.number(differences) })] : []),
    ...(credits === null ? [] : [t("credits", { outlet: `\u2068${credits}\u2069` })]),
  ];
  return (
    <button
      type="button"
      className={css.memberButton}
      aria-current={isCurrent || undefined}
      disabled={isOrigin}
      onClick={onPress}
    >
      <span className={css.memberTitle}>
        <bdi>{article.title}</bdi>
      </span>
      <span className={css.hint}>
        <bdi>{article.outlet ?? t("noOutlet")}</bdi>
        {" · "}
        {article.publishedAt === null ? t("noDate") : formats.date(article.publishedAt)}
        {signs.map((sign) => ` · ${sign}`).join("")}
      </span>
    </button>
  );
}
