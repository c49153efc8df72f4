import { ArrowUpRight, History, Merge, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import type { Source, SourceRef } from "../../app/sources/model.ts";
import { useChange, useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { useDialogs } from "../state/dialogs.ts";
import { useView } from "../state/view.ts";
import {
  Button,
  ErrorNotice,
  GradeBadge,
  notify,
  notifyFailure,
  reliabilityValues,
  Tabs,
  toFailure,
  useKeys,
  notifyDone,
} from "../ui/index.ts";
import { LikelySame } from "./merging/likely.tsx";
import { MergePanel } from "./merging/merge-panel.tsx";
import { useMerging } from "./merging/use-merging.ts";
import { Profile } from "./profile/profile.tsx";
import type { ByKey } from "./reliability/grade-form.tsx";
import { ReliabilityOf } from "./reliability/reliability.tsx";

import css from "./sources.module.css";

export type TabName = "profile" | "reliability";

export interface SourceDetailProps {
  id: string;
  /** Which of the two is looked at; it stays from one source to the next. */
  tab: TabName;
  onTab: (tab: TabName) => void;
  onRemoved: () => void;
  /** The focus goes back to where the source was chosen. */
  onLeave: () => void;
}

/** One source: what is known of it, its claims, what is thought of it and how that came about. */
export function SourceDetail({ id, ...rest }: SourceDetailProps) {
  const source = useRead("sources.get", { id });
  const found = source.data?.id;
  useEffect(() => {
    // Of a source that was merged, what it is read as is shown.
    if (found !== undefined && found !== id) useView.setState({ sourceId: found });
  }, [found, id]);
  if (source.error) return <ErrorNotice error={source.error} onRetry={() => void source.refetch()} />;
  if (!source.data) return <p className={css.hint}>…</p>;
  return <Detail source={source.data} {...rest} />;
}

function Detail({ source, tab, onTab, onRemoved, onLeave }: { source: Source } & Omit<SourceDetailProps, "id">) {
  const t = useText("sources");
  const grading = useText("reliability");
  const show = useDialogs((dialogs) => dialogs.show);
  const goToClaims = useView((view) => view.goToClaims);
  const goToSource = useView((view) => view.goToSource);
  const [byKey, setByKey] = useState<ByKey | null>(null);
  /** undefined: nothing is being merged; null: into what is still to be found. */
  const [into, setInto] = useState<SourceRef | null | undefined>(undefined);
  const firstName = useRef<HTMLInputElement>(null);
  const detail = useRef<HTMLElement>(null);
  const { remove, isRemoving } = useRemove(source, onRemoved);
  const { split } = useMerging();
  const select = (next: TabName): void => {
    onTab(next);
    setByKey(null);
  };
  const rename = (): void => {
    select("profile");
    requestAnimationFrame(() => firstName.current?.select());
  };
  const splitOff = (): void => {
    const [only, ...others] = source.merged;
    if (!only) notify({ text: t("nothingMerged") });
    else if (others.length === 0) split(only);
    else {
      select("profile");
      requestAnimationFrame(() => detail.current?.querySelector<HTMLElement>("[data-split]")?.focus());
    }
  };
  const showHistory = (): void =>
    show({ kind: "history", object: { kind: "source", id: source.id }, name: source.name });
  useKeys(
    {
      r: { run: rename, label: t("rename"), changes: true },
      m: { run: () => setInto(null), label: t("mergeInto"), changes: true },
      s: { run: splitOff, label: t("splitOff"), changes: true },
      o: { run: () => goToClaims({ sources: [source.id] }), label: t("openClaims") },
      "shift+o": { run: () => goToClaims({ origins: [source.id] }), label: t("openOrigins") },
      h: { run: showHistory, label: t("changes") },
      p: {
        run: () => (source.affiliation ? goToSource(source.affiliation.id) : notify({ text: t("noneAbove") })),
        label: t("goUp"),
      },
      "1": { run: () => select("profile"), label: t("tabProfile") },
      "2": { run: () => select("reliability"), label: t("tabReliability") },
      Delete: { run: remove, label: t("remove"), changes: true },
    },
    { group: t("oneSource"), enabled: into === undefined },
  );
  useKeys(
    Object.fromEntries(
      reliabilityValues.map((value) => [
        value.toLowerCase(),
        {
          run: () => {
            select("reliability");
            setByKey({ value });
          },
          label: grading("giveLetter", { grade: value }),
          changes: true,
        },
      ]),
    ),
    { group: grading("gradeTitle"), enabled: into === undefined },
  );
  if (into !== undefined) {
    return (
      <MergePanel
        key={into?.id ?? ""}
        from={source}
        into={into}
        onLeave={() => {
          setInto(undefined);
          onLeave();
        }}
        onMerged={(kept) => {
          setInto(undefined);
          goToSource(kept.id);
          onLeave();
        }}
      />
    );
  }
  return (
    <article className={css.detail} aria-label={t("oneSource")} ref={detail}>
      <Head source={source} />
      <LikelySame source={source} onMerge={setInto} />
      <Tabs
        label={t("oneSource")}
        selected={tab}
        onSelect={select}
        tabs={[
          {
            id: "profile",
            text: t("tabProfile"),
            content: (
              <div className={css.tab}>
                <Profile source={source} firstName={firstName} />
              </div>
            ),
          },
          {
            id: "reliability",
            text: t("tabReliability"),
            content: (
              <div className={css.tab}>
                <ReliabilityOf source={source} byKey={byKey} />
              </div>
            ),
          },
        ]}
      />
      <footer className={css.acts}>
        <Button small keys="h" icon={<History aria-hidden />} onPress={showHistory}>
          {t("changes")}
        </Button>
        <Button small changes keys="m" icon={<Merge aria-hidden />} onPress={() => setInto(null)}>
          {t("mergeInto")}
        </Button>
        <Button
          small
          tone="danger"
          changes
          keys="Delete"
          icon={<Trash2 aria-hidden />}
          isDisabled={source.claims > 0 || isRemoving}
          onPress={remove}
        >
          {t("remove")}
        </Button>
      </footer>
    </article>
  );
}

function Head({ source }: { source: Source }) {
  const t = useText("sources");
  const formats = useFormats();
  const goToClaims = useView((view) => view.goToClaims);
  return (
    <header className={css.detailHead}>
      <div className={css.nameLine}>
        <h2 className={css.detailName} dir="auto">
          {source.name}
        </h2>
        <GradeBadge axis="reliability" value={source.reliability} words />
      </div>
      {source.claims === 0 ? (
        <p className={css.hint}>{t("noClaims")}</p>
      ) : (
        <div className={css.acts}>
          <Button
            small
            keys="o"
            icon={<ArrowUpRight aria-hidden />}
            onPress={() => goToClaims({ sources: [source.id] })}
          >
            {t("theirClaims", { count: source.claims, n: formats.number(source.claims) })}
          </Button>
          {source.origins === 0 ? null : (
            <Button
              small
              keys="shift+o"
              icon={<ArrowUpRight aria-hidden />}
              onPress={() => goToClaims({ origins: [source.id] })}
            >
              {t("theirOrigins", { count: source.origins, n: formats.number(source.origins) })}
            </Button>
          )}
        </div>
      )}
    </header>
  );
}

/** Removal is undone by undo; a source that something refers to stays. */
function useRemove(source: Source, onRemoved: () => void): { remove: () => void; isRemoving: boolean } {
  const t = useText("sources");
  const { mutate, isPending } = useChange("sources.remove");
  const name = `\u2068${source.name}\u2069`;
  const remove = (): void => {
    if (isPending) return;
    mutate(
      { id: source.id },
      {
        onSuccess: () => {
          onRemoved();
          notifyDone(t("removed", { name }));
        },
        onError: (error) =>
          toFailure(error).code === "in-use"
            ? notify({ text: t("removedFailed", { name }), tone: "bad" })
            : notifyFailure(error),
      },
    );
  };
  return { remove, isRemoving: isPending };
}
