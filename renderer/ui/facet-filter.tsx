import { Check, ChevronDown } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { Autocomplete, Button as AriaButton, ListBox, ListBoxItem, type Selection } from "react-aria-components";

import { foldText } from "../../app/text/fold.ts";
import { SearchField } from "./fields.tsx";
import { Popover } from "./overlays.tsx";

import css from "./facet-filter.module.css";

export interface Facet {
  /** What the filter holds; null where the list has a place for *none stated*. */
  value: string | null;
  text: string;
  /** How many there are; said beside the text. */
  count?: string;
  /** How deep it stands in a hierarchy. */
  level?: number;
  sign?: ReactNode;
}

export interface FacetFilterProps {
  label: string;
  facets: readonly Facet[];
  selected: readonly (string | null)[];
  onChange: (values: (string | null)[]) => void;
  /** The label of a field that narrows the list; without one the list is short enough. */
  searchLabel?: string;
  /** Where the list is found by the backend: what is typed, and being told of it. */
  typed?: { value: string; onChange: (value: string) => void };
  emptyText?: string;
  note?: ReactNode;
  /** More beneath the list. */
  children?: ReactNode;
}

/** Rows of a longer list that are drawn; the field above finds the others. */
const drawn = 200;

const keyOf = (value: string | null): string => (value === null ? "none" : `v:${value}`);
const valueOf = (key: string | number): string | null => (key === "none" ? null : String(key).slice(2));

/** A button that opens a list of values to filter by, several at once, with how many each would find. */
export function FacetFilter(props: FacetFilterProps) {
  const { label, selected } = props;
  return (
    <Popover
      label={label}
      trigger={
        <AriaButton className={css.button ?? ""} data-on={selected.length > 0 || undefined}>
          <span>{label}</span>
          {selected.length > 0 ? <span className={css.number}>{selected.length}</span> : null}
          <ChevronDown aria-hidden />
        </AriaButton>
      }
    >
      <FacetList {...props} />
    </Popover>
  );
}

/** The list itself, for a place that shows it at once. */
export function FacetList({
  label,
  facets,
  selected,
  onChange,
  searchLabel,
  typed,
  emptyText,
  note,
  children,
}: FacetFilterProps) {
  const [own, setOwn] = useState("");
  const text = typed?.value ?? own;
  const shown = useMemo(() => {
    if (typed) return facets.slice(0, drawn);
    const wanted = foldText(text).trim();
    const fitting = wanted === "" ? facets : facets.filter((facet) => foldText(facet.text).includes(wanted));
    return fitting.slice(0, drawn);
  }, [facets, text, typed]);
  const choose = (keys: Selection): void => {
    if (keys !== "all") onChange([...keys].map((key) => valueOf(key)));
  };
  const list = (
    <ListBox
      aria-label={label}
      className={css.list ?? ""}
      selectionMode="multiple"
      escapeKeyBehavior="none"
      selectedKeys={selected.map((value) => keyOf(value))}
      onSelectionChange={choose}
      renderEmptyState={() => <p className={css.empty}>{emptyText ?? "–"}</p>}
    >
      {shown.map((facet) => (
        <ListBoxItem
          key={keyOf(facet.value)}
          id={keyOf(facet.value)}
          textValue={facet.text}
          className={css.option ?? ""}
        >
          {({ isSelected }) => (
            <>
              <span className={css.tick}>{isSelected ? <Check aria-hidden /> : null}</span>
              {facet.sign}
              <span className={css.text} data-level={facet.level ?? 0}>
                <bdi>{facet.text}</bdi>
              </span>
              {facet.count === undefined ? null : <span className={css.count}>{facet.count}</span>}
            </>
          )}
        </ListBoxItem>
      ))}
    </ListBox>
  );
  return (
    <div className={css.facet}>
      {searchLabel === undefined ? (
        list
      ) : (
        <Autocomplete inputValue={text} onInputChange={typed?.onChange ?? setOwn}>
          <SearchField label={searchLabel} value={text} onChange={typed?.onChange ?? setOwn} autoFocus />
          {list}
        </Autocomplete>
      )}
      {note ? <p className={css.note}>{note}</p> : null}
      {children}
    </div>
  );
}
