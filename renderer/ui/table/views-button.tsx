import { Bookmark, Check, Pencil, Save, Trash2 } from "lucide-react";
import { useState } from "react";

import { type Text, useText } from "../../i18n/index.ts";
import { Button, IconButton } from "../button.tsx";
import { TextField } from "../fields.tsx";
import { Kbd } from "../kbd.tsx";
import { useKeys } from "../keys.ts";
import { notify, notifyFailure } from "../notices.tsx";
import { Popover } from "../overlays.tsx";

import css from "./views-button.module.css";

interface View {
  id: string;
  name: string;
  content: unknown;
}

export interface ViewsButtonProps<AnyView extends View> {
  /** By name. */
  views: readonly AnyView[];
  /** The view that was shown last, by name. */
  shown: string | null;
  /** False: it could not be taken up, and somebody said why. */
  onApply: (view: AnyView) => boolean | void;
  /** Keeps what is shown now under a name; a view of that name is replaced. */
  onKeep: (name: string) => Promise<unknown>;
  onRemove: (view: AnyView) => Promise<unknown>;
  /** Keeps a view under another name that no view has; without it, views are not renamed. @returns the view as it is now */
  onRename?: (view: AnyView, name: string) => Promise<View>;
  /** Keeps a view as it was: after it was removed or replaced. */
  onPutBack: (view: AnyView) => Promise<unknown>;
  /** The namespace that has the words, where what is kept is not called a view. */
  words?: string;
}

/** Digits that lead to a view: "v 1" to "v 9". */
const numbered = 9;

/** An act of which a failure is told. */
const start = (act: () => Promise<void>) => () => {
  act().catch(notifyFailure);
};

/** How a page is set up, under names: taken up, kept, replaced, removed. */
export function ViewsButton<AnyView extends View>(props: ViewsButtonProps<AnyView>) {
  const { views, shown, onApply, onKeep, onRename, onRemove, onPutBack } = props;
  const t = useText(props.words ?? "table");
  const [open, setOpen] = useState<"list" | "name" | null>(null);
  const [typed, setTyped] = useState("");
  const [renamed, setRenamed] = useState<AnyView | null>(null);
  const name = typed.trim();
  const known = views.find((view) => view.name === name);

  function apply(view: AnyView | undefined): void {
    if (!view) return;
    setOpen(null);
    if (onApply(view) !== false) notify({ text: t("applied", { name: view.name }) });
  }
  const putBack = (view: AnyView) => ({
    text: t("undo"),
    run: () => {
      onPutBack(view).catch(notifyFailure);
    },
  });
  async function keep(as: string): Promise<void> {
    const before = views.find((view) => view.name === as);
    await onKeep(as);
    setTyped("");
    setOpen(null);
    notify(
      before
        ? { text: t("replaced", { name: as }), tone: "good", action: putBack(before) }
        : { text: t("kept", { name: as }), tone: "good" },
    );
  }
  async function rename(view: AnyView, as: string): Promise<void> {
    setRenamed(null);
    if (as === view.name) return;
    const now = await onRename?.(view, as);
    if (!now) return;
    const back = start(() =>
      Promise.resolve(onRename?.({ ...view, id: now.id, name: as }, view.name)).then(() => undefined),
    );
    notify({
      text: t("renamed", { name: view.name, as }),
      tone: "good",
      action: { text: t("undo"), run: back },
    });
  }
  async function remove(view: AnyView): Promise<void> {
    await onRemove(view);
    notify({ text: t("removed", { name: view.name }), action: putBack(view) });
  }

  useKeys(
    {
      "v v": { run: () => setOpen("list"), label: t("views") },
      "v s": { run: () => setOpen("name"), label: t("keepViewAs"), changes: true },
      ...Object.fromEntries(
        views
          .slice(0, numbered)
          .map((view, at) => [`v ${at + 1}`, { run: () => apply(view), label: t("viewNow", { name: view.name }) }]),
      ),
    },
    { group: t("views") },
  );

  return (
    <Popover
      label={t("views")}
      placement="bottom end"
      isOpen={open !== null}
      onOpenChange={(isOpen) => setOpen(isOpen ? "list" : null)}
      trigger={
        <Button small keys="v v" icon={<Bookmark aria-hidden />}>
          {t("views")}
        </Button>
      }
    >
      <div className={css.views}>
        {views.length === 0 ? <p className={css.help}>{t("noViews")}</p> : null}
        {views.length === 0 ? null : (
          <ul className={css.list}>
            {views.map((view, at) =>
              view.id === renamed?.id ? (
                <li key={view.id}>
                  <Rename
                    view={view}
                    taken={views.filter(({ id }) => id !== view.id).map((other) => other.name)}
                    words={t}
                    onDone={(as) => start(() => rename(view, as))()}
                    onCancel={() => setRenamed(null)}
                  />
                </li>
              ) : (
                <li key={view.id}>
                  <button
                    type="button"
                    className={css.view}
                    aria-current={view.name === shown ? "true" : undefined}
                    onClick={() => apply(view)}
                  >
                    <span className={css.sign}>{view.name === shown ? <Check aria-hidden /> : null}</span>
                    <bdi className={css.name}>{view.name}</bdi>
                    {at < numbered ? <Kbd keys={`v ${at + 1}`} /> : null}
                  </button>
                  <IconButton
                    changes
                    label={t("replaceWith", { name: view.name })}
                    onPress={start(() => keep(view.name))}
                  >
                    <Save aria-hidden />
                  </IconButton>
                  {onRename ? (
                    <IconButton changes label={t("renameView", { name: view.name })} onPress={() => setRenamed(view)}>
                      <Pencil aria-hidden />
                    </IconButton>
                  ) : null}
                  <IconButton changes label={t("removeView", { name: view.name })} onPress={start(() => remove(view))}>
                    <Trash2 aria-hidden />
                  </IconButton>
                </li>
              ),
            )}
          </ul>
        )}
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (name !== "") start(() => keep(name))();
          }}
        >
          <TextField
            label={t("viewName")}
            value={typed}
            onChange={setTyped}
            maxLength={100}
            autoFocus={open === "name" || views.length === 0}
            description={known ? t("willReplace") : undefined}
          />
          <Button changes tone="primary" type="submit" isDisabled={name === ""}>
            {t(known ? "replaceView" : "keepView")}
          </Button>
        </form>
        <p className={css.help}>{t("viewsHelp")}</p>
      </div>
    </Popover>
  );
}

/** The name of a view, to be another one. */
function Rename({
  view,
  taken,
  words: t,
  onDone,
  onCancel,
}: {
  view: View;
  taken: readonly string[];
  words: Text;
  onDone: (name: string) => void;
  onCancel: () => void;
}) {
  const [typed, setTyped] = useState(view.name);
  const name = typed.trim();
  const isTaken = taken.includes(name);
  return (
    <form
      className={css.rename}
      onSubmit={(event) => {
        event.preventDefault();
        if (name !== "" && !isTaken) onDone(name);
      }}
    >
      <TextField
        label={t("viewName")}
        hideLabel
        value={typed}
        onChange={setTyped}
        maxLength={100}
        autoFocus
        error={isTaken ? t("nameTaken") : undefined}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          // The list stays open.
          event.stopPropagation();
          onCancel();
        }}
      />
      <Button small tone="primary" type="submit" isDisabled={name === "" || isTaken}>
        {t("renameNow")}
      </Button>
    </form>
  );
}
