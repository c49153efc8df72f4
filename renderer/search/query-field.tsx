import { History, Search, X } from "lucide-react";
import { type KeyboardEvent, type RefObject, useState } from "react";

import { type QueryFieldName } from "../../app/search/fields.ts";
import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { useView } from "../state/view.ts";
import { IconButton, MenuButton } from "../ui/index.ts";
import { TypeAhead, type TypeAheadOption } from "../ui/type-ahead.tsx";
import { completed, type Completing, completingAt, fieldsBeginning, fitting, knownValues } from "./completion.ts";

import css from "./query-field.module.css";

/** Proposals that are shown at once. */
const MOST = 12;

export interface QueryFieldProps {
  typed: string;
  onType: (query: string) => void;
  /** Enter on what was typed, or a query of before that was picked. */
  onSubmit: (query: string) => void;
  /** Down, where there is nothing to choose from. */
  onLeave: () => void;
  field: RefObject<HTMLInputElement | null>;
}

/** The query: fields and their values are proposed as they are typed; in the empty field, what was asked before. */
export function QueryField({ typed, onType, onSubmit, onLeave, field }: QueryFieldProps) {
  const t = useText("search");
  const asked = useView((view) => view.search.asked);
  const [caret, setCaret] = useState<number | null>(null);
  const completing = caret === null ? null : completingAt(typed, caret);
  const proposals = useProposals(completing);
  const isEmpty = typed === "";
  const options: TypeAheadOption[] = isEmpty ? asked.map((text, at) => ({ id: String(at), text })) : proposals;

  const pick = (id: string | null): unknown => {
    const option = options.find((one) => one.id === id);
    if (!option) return onSubmit(typed);
    if (isEmpty || !completing) return onSubmit(option.text);
    const [query, at] = completed(typed, completing, option.text.replace(/:$/u, ""));
    onType(query);
    setCaret(at);
    requestAnimationFrame(() => field.current?.setSelectionRange(at, at));
    // After a field's name its values are proposed.
    return completing.field === null;
  };
  const follow = (): void => setCaret(field.current?.selectionStart ?? null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || isEmpty) return;
    event.preventDefault();
    onType("");
  };
  return (
    // It hears the keys of its field and where the caret goes in it.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <search
      className={css.field}
      aria-label={t("label")}
      onKeyDownCapture={(event) => {
        if (event.key !== "ArrowDown" || event.nativeEvent.isComposing || options.length > 0) return;
        if (event.target !== field.current) return;
        event.preventDefault();
        event.stopPropagation();
        onLeave();
      }}
      onKeyUp={follow}
      onClick={follow}
    >
      <Search aria-hidden />
      <div className={css.text}>
        <TypeAhead
          label={t("label")}
          hideLabel
          placeholder={t("placeholder")}
          value={typed}
          onChange={(value) => {
            follow();
            onType(value);
          }}
          options={options}
          preferred={null}
          onPick={pick}
          inputRef={field}
          onKeyDown={onKeyDown}
        />
      </div>
      <span className={css.ends}>
        {isEmpty ? null : (
          <IconButton
            label={t("clear")}
            keys="Escape"
            onPress={() => {
              onType("");
              field.current?.focus();
            }}
          >
            <X aria-hidden />
          </IconButton>
        )}
        {asked.length === 0 ? null : (
          <MenuButton
            label={t("askedBefore")}
            placement="bottom end"
            trigger={
              <IconButton label={t("askedBefore")}>
                <History aria-hidden />
              </IconButton>
            }
            items={asked.slice(0, MOST).map((text) => ({ id: text, text, onAction: () => onSubmit(text) }))}
          />
        )}
      </span>
    </search>
  );
}

/** What may stand where something is typed: fields, values that are known beforehand, values of the case. */
function useProposals(completing: Completing | null): TypeAheadOption[] {
  const t = useText("search");
  const formats = useFormats();
  const field: QueryFieldName | null = completing?.field ?? null;
  const typed = completing?.typed ?? "";
  const isOf = (...names: QueryFieldName[]): boolean => field !== null && names.includes(field);
  const facets = useRead("articles.facets", { filter: {} }, { enabled: isOf("outlet", "lang"), keep: true }).data;
  const tags = useRead("tags.list", {}, { enabled: isOf("tag") }).data;
  const sources = useRead(
    "sources.suggest",
    { text: typed.slice(0, 300), limit: MOST },
    { enabled: isOf("source", "origin"), keep: true },
  ).data;
  const questions = useRead(
    "questions.list",
    { text: typed.slice(0, 300), offset: 0, limit: MOST },
    { enabled: isOf("question"), keep: true },
  ).data;
  if (!completing) return [];
  if (field === null)
    return fieldsBeginning(typed).map((name, at) => ({ id: String(at), text: `${name}:`, detail: t(`field.${name}`) }));

  const counted = (list: readonly { value: string | null; count: number }[] = []) =>
    list.flatMap(({ value, count }) => (value === null ? [] : [{ value, detail: formats.number(count) }]));
  const values: { value: string; detail?: string }[] = isOf("outlet")
    ? counted(facets?.outlets)
    : isOf("lang")
      ? counted(facets?.languages)
      : isOf("tag")
        ? (tags ?? []).map(({ path }) => ({ value: path }))
        : isOf("source", "origin")
          ? (sources ?? []).map(({ name }) => ({ value: name }))
          : isOf("question")
            ? (questions?.rows ?? []).map(({ text }) => ({ value: text }))
            : knownValues(field).map((value) => ({ value }));
  // Sources and questions were found by whoever knows their other names.
  const shown = isOf("source", "origin", "question") ? values : fitting(values, ({ value }) => value, typed);
  // What stands there already needs no proposing.
  const isDone = shown.length === 1 && shown[0]?.value === typed;
  return isDone ? [] : shown.slice(0, MOST).map(({ value, detail }, at) => ({ id: String(at), text: value, detail }));
}
