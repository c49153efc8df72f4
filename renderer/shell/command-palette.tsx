import { useMemo, useState } from "react";
import {
  Autocomplete,
  Dialog as AriaDialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from "react-aria-components";

import type { NameHit } from "../../app/search/model.ts";
import { foldName } from "../../app/text/names.ts";
import { useRead } from "../data/queries.ts";
import { useText } from "../i18n/index.ts";
import { useView } from "../state/view.ts";
import { Kbd, type KeyedAction, useKeyedActions } from "../ui/index.ts";

import css from "./command-palette.module.css";

const kinds: readonly NameHit["kind"][] = ["question", "source", "article", "tag"];
/** Actions shown while nothing is typed, and while something is. */
const SHOWN = 60;

interface Choice {
  id: string;
  text: string;
  detail: string | null;
  keys: string | null;
  run: () => void;
}

/** Whether every word typed begins a word of the name, or stands in it; the better fit has the lower number. */
function fit(name: string, typed: string): number {
  const folded = foldName(name);
  if (typed === "") return 1;
  if (folded.startsWith(typed)) return 0;
  const words = typed.split(" ");
  if (words.every((word) => folded.startsWith(word) || folded.includes(` ${word}`))) return 1;
  return words.every((word) => folded.includes(word)) ? 2 : -1;
}

/** One field that reaches everything by name: what can be done now, and every article, source, tag and question. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const t = useText("shell");
  const [typed, setTyped] = useState("");
  const text = typed.trim();
  const names = useRead("search.names", { text, limit: 7 }, { enabled: text !== "", keep: true });
  const actions = useKeyedActions();
  const { openArticle, goToSource, goToTag, goToQuestion, goToSearch } = useView();
  const found = text === "" ? undefined : names.data;

  const sections = useMemo(() => {
    const go: Record<NameHit["kind"], (id: string) => void> = {
      article: (id) => openArticle(id),
      source: goToSource,
      tag: goToTag,
      question: goToQuestion,
    };
    const named = kinds.map((kind) => ({
      id: kind as string,
      title: t(`palette.${kind}`),
      choices: (found ?? [])
        .filter((hit) => hit.kind === kind)
        .map((hit): Choice => ({
          id: `${kind}:${hit.id}`,
          text: hit.label,
          detail: hit.detail,
          keys: null,
          run: () => go[kind](hit.id),
        })),
    }));
    const doable = { id: "action", title: t("palette.action"), choices: choose(actions, foldName(text)) };
    const search: Choice[] =
      text === ""
        ? []
        : [
            {
              id: "search",
              text: t("paletteSearch", { text }),
              detail: null,
              keys: "mod+f",
              run: () => goToSearch(text),
            },
          ];
    const all = [doable, ...named, { id: "more", title: t("palette.more"), choices: search }];
    return all.filter(({ choices }) => choices.length > 0);
  }, [found, actions, text, t, openArticle, goToSource, goToTag, goToQuestion, goToSearch]);

  function pick(id: string | number): void {
    const choice = sections.flatMap(({ choices }) => choices).find((each) => each.id === id);
    onClose();
    // What was focused before has the focus again when the action runs: many act on what is focused.
    if (choice) setTimeout(choice.run, 0);
  }

  return (
    <ModalOverlay
      className={css.scrim ?? ""}
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      data-modal-dialog=""
    >
      <Modal className={css.modal ?? ""}>
        <AriaDialog className={css.dialog ?? ""} aria-label={t("palette")}>
          <Autocomplete inputValue={typed} onInputChange={setTyped} filter={() => true}>
            <SearchField
              aria-label={t("paletteField")}
              autoFocus
              className={css.field ?? ""}
              onKeyDown={(event) => {
                // The field would first only empty itself.
                if (event.key === "Escape") onClose();
              }}
            >
              <Input className={css.input ?? ""} placeholder={t("paletteField")} dir="auto" />
            </SearchField>
            <Menu
              aria-label={t("palette")}
              className={css.menu ?? ""}
              onAction={pick}
              renderEmptyState={() => <p className={css.nothing}>{t("paletteNothing")}</p>}
            >
              {sections.map((section) => (
                <MenuSection key={section.id} id={section.id} className={css.section ?? ""}>
                  <Header className={css.title ?? ""}>{section.title}</Header>
                  {section.choices.map((choice) => (
                    <MenuItem key={choice.id} id={choice.id} textValue={choice.text} className={css.item ?? ""}>
                      <span className={css.text} dir="auto">
                        {choice.text}
                      </span>
                      {choice.detail === null ? null : (
                        <span className={css.detail} dir="auto">
                          {choice.detail}
                        </span>
                      )}
                      {choice.keys === null ? null : <Kbd keys={choice.keys} />}
                    </MenuItem>
                  ))}
                </MenuSection>
              ))}
            </Menu>
          </Autocomplete>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The actions whose name or heading fits what was typed, best first. */
function choose(actions: readonly KeyedAction[], typed: string): Choice[] {
  return actions
    .map((action) => ({ action, rank: fit(`${action.label} ${action.group}`, typed) }))
    .filter(({ rank }) => rank >= 0)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, SHOWN)
    .map(({ action }) => ({
      id: `action:${action.group}:${action.label}`,
      text: action.label,
      detail: action.group === "" ? null : action.group,
      keys: action.keys[0] ?? null,
      run: action.run,
    }));
}
