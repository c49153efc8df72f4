import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { create } from "zustand";

import { useText } from "../i18n/index.ts";
import { explainFailure } from "./states.tsx";

import css from "./notices.module.css";

export interface Notice {
  text: string;
  tone?: "plain" | "good" | "bad";
  /** One thing to do about it. */
  action?: { text: string; run(): void };
  /** It tells of so many of the analyst's newest acts, and offers to take them back until another act is done. */
  undoes?: number;
  /** How long it stays, in ms; bad news stays until it is put away. */
  stays?: number;
}

/** What takes back the acts that a notice tells of. */
export interface TakingBack {
  /** The analyst's newest act, null where there is none. */
  newest: () => Promise<string | null>;
  /** Takes back `acts` acts, of which `act` is the newest. Fails where another was done since. */
  takeBack: (act: string | null, acts: number) => Promise<void>;
}

interface Shown extends Notice {
  id: number;
  at: number;
}

/** The act that a notice tells of, and the news that the case was changed by it, come within so many milliseconds. */
const TOGETHER = 1000;

const useNotices = create<{ shown: Shown[] }>()(() => ({ shown: [] }));
let made = 0;

/** Tells something in passing. @returns a function that takes it away */
export function notify(notice: Notice): () => void {
  made += 1;
  const id = made;
  useNotices.setState(({ shown }) => ({
    shown: [...shown.filter((n) => n.text !== notice.text), { ...notice, id, at: Date.now() }].slice(-4),
  }));
  return () => dismiss(id);
}

/** Tells of an act that was just done, with the way back. */
export const notifyDone = (text: string): void => void notify({ text, tone: "good", undoes: 1 });

/** The case was changed: what was told before of earlier acts no longer offers to undo them, as undo takes the newest. */
export function outdateUndo(now = Date.now()): void {
  const isOutdated = ({ undoes, at }: Shown): boolean => undoes !== undefined && at < now - TOGETHER;
  if (!useNotices.getState().shown.some(isOutdated)) return;
  useNotices.setState(({ shown }) => ({
    shown: shown.map((notice) => {
      if (!isOutdated(notice)) return notice;
      const { undoes: _, ...told } = notice;
      return told;
    }),
  }));
}

/** Tells of something that went wrong, by its code. */
export function notifyFailure(error: unknown): void {
  const { title, advice, detail } = explainFailure(error);
  notify({ text: [title, advice || detail].filter(Boolean).join(" "), tone: "bad" });
}

const dismiss = (id: number): void => useNotices.setState(({ shown }) => ({ shown: shown.filter((n) => n.id !== id) }));

const icons = { plain: Info, good: CircleCheck, bad: CircleAlert };

/** Where the notices stand; the frame has one. */
export function Notices({ takingBack }: { takingBack: TakingBack }) {
  const t = useText("ui");
  const shown = useNotices((state) => state.shown);
  return (
    <section className={css.region} aria-label={t("notices")} aria-live="polite" aria-relevant="additions">
      {shown.map((notice) => (
        <OneNotice key={notice.id} notice={notice} takingBack={takingBack} />
      ))}
    </section>
  );
}

function OneNotice({ notice, takingBack }: { notice: Shown; takingBack: TakingBack }) {
  const t = useText("ui");
  const tone = notice.tone ?? "plain";
  const Icon = icons[tone];
  const stays = notice.stays ?? (tone === "bad" ? null : (notice.action ?? notice.undoes) ? 8000 : 4500);
  useEffect(() => {
    if (stays === null) return undefined;
    const timer = setTimeout(() => dismiss(notice.id), stays);
    return () => clearTimeout(timer);
  }, [notice.id, stays]);
  return (
    <div className={css.notice} data-tone={tone} role={tone === "bad" ? "alert" : undefined}>
      <Icon aria-hidden />
      {/* A sentence of the interface, whatever name it begins with. */}
      <span className={css.text}>{notice.text}</span>
      {notice.action ? (
        <AriaButton
          className={css.action ?? ""}
          onPress={() => {
            notice.action?.run();
            dismiss(notice.id);
          }}
        >
          {notice.action.text}
        </AriaButton>
      ) : null}
      {notice.undoes === undefined ? null : <UndoButton notice={notice} acts={notice.undoes} takingBack={takingBack} />}
      <AriaButton className={css.close ?? ""} aria-label={t("close")} onPress={() => dismiss(notice.id)}>
        <X aria-hidden />
      </AriaButton>
    </div>
  );
}

function UndoButton({ notice, acts, takingBack }: { notice: Shown; acts: number; takingBack: TakingBack }) {
  const t = useText("ui");
  // Asked as soon as it is told, while the act that it tells of is the newest.
  const [act] = useState(() => takingBack.newest().catch(() => null));
  const undo = async (): Promise<void> => {
    dismiss(notice.id);
    await takingBack.takeBack(await act, acts);
  };
  return (
    <AriaButton className={css.action ?? ""} onPress={() => void undo().catch(notifyFailure)}>
      {t("undo")}
    </AriaButton>
  );
}
