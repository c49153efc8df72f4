import { useKeys } from "./keys.ts";

import css from "./count-tabs.module.css";

export interface CountTab<Id extends string> {
  id: Id;
  text: string;
  /** How many it leaves, as it is shown. */
  count: string;
}

/** Conditions of which one holds at a time, each with how many it leaves; `]` and `[` go to the next and the one before. */
export function CountTabs<Id extends string>({
  label,
  tabs,
  chosen,
  onChoose,
  nextLabel,
  previousLabel,
  group,
}: {
  label: string;
  tabs: readonly CountTab<Id>[];
  chosen: Id;
  onChoose: (id: Id) => void;
  /** What the keys are called on the key sheet, and under which heading. */
  nextLabel: string;
  previousLabel: string;
  group: string;
}) {
  const step = (by: number): void => {
    const at = tabs.findIndex(({ id }) => id === chosen);
    const next = tabs[(at + by + tabs.length) % tabs.length];
    if (next) onChoose(next.id);
  };
  useKeys(
    {
      "]": { run: () => step(1), label: nextLabel },
      "[": { run: () => step(-1), label: previousLabel },
    },
    { group },
  );
  return (
    <fieldset className={css.tabs} aria-label={label}>
      {tabs.map(({ id, text, count }) => (
        <button key={id} type="button" className={css.tab} aria-pressed={id === chosen} onClick={() => onChoose(id)}>
          {text} <span className={css.count}>{count}</span>
        </button>
      ))}
    </fieldset>
  );
}
