import { Check } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";

import { ShareTrack } from "./share-track.tsx";

import css from "./bar-list.module.css";

export interface Bar {
  key: string;
  text: string;
  count: number;
  /** The count in the words and digits of the interface. */
  countText: string;
  /** What else is to be known of it: beside its name, or in a column of its own. */
  detail?: string | undefined;
  isChosen: boolean;
  /** A bar of those that state nothing: it stands apart from the named ones. */
  isApart?: boolean;
}

export interface BarListProps {
  label: string;
  bars: readonly Bar[];
  /** Chosen, it is let go; else it is chosen too. */
  onToggle: (key: string) => void;
  /** The same as a table, with these heads: what, how many, and what else where bars tell it. */
  table: { what: string; count: string; detail?: string } | null;
}

/**
 * How much there is of each of some values, as lying bars. Each is a button that filters; one Tab stop for all of them, up
 * and down go from one to the next.
 */
export function BarList({ label, bars, onToggle, table }: BarListProps) {
  const [current, setCurrent] = useState("");
  const place = useRef<HTMLDivElement>(null);
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const isSome = bars.some(({ isChosen }) => isChosen);
  const stop = bars.some(({ key }) => key === current) ? current : bars[0]?.key;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = bars.findIndex(({ key }) => key === stop);
    const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: bars.length - 1 }[event.key];
    if (next === undefined || !bars[next]) return;
    event.preventDefault();
    event.stopPropagation();
    place.current?.querySelectorAll<HTMLElement>("[data-bar]")[next]?.focus();
  }
  const button = (bar: Bar, inside: ReactNode) => (
    <button
      type="button"
      data-bar=""
      className={css.bar}
      aria-pressed={bar.isChosen}
      data-apart={bar.isApart || undefined}
      data-muted={(isSome && !bar.isChosen) || undefined}
      tabIndex={bar.key === stop ? 0 : -1}
      onFocus={() => setCurrent(bar.key)}
      onClick={() => onToggle(bar.key)}
    >
      {inside}
    </button>
  );
  const content = table ? (
    <table className={css.table}>
      <caption className="visually-hidden">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{table.what}</th>
          <th scope="col" className={css.figure}>
            {table.count}
          </th>
          {table.detail === undefined ? null : (
            <th scope="col" className={css.figure}>
              {table.detail}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.key}>
            <th scope="row">{button(bar, <Name bar={bar} />)}</th>
            <td className={css.figure}>{bar.countText}</td>
            {table.detail === undefined ? null : <td className={css.figure}>{bar.detail}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  ) : (
    <ul className={css.list}>
      {bars.map((bar) => (
        <li key={bar.key}>
          {button(
            bar,
            <>
              <Name bar={bar} detail={bar.detail} />
              <ShareTrack share={bar.count / most} tone={bar.isApart ? "apart" : "plain"} />
              <span className={css.count}>
                <Pause />
                {bar.countText}
              </span>
            </>,
          )}
        </li>
      ))}
    </ul>
  );
  return (
    <div
      className={css.tools}
      role="toolbar"
      tabIndex={-1}
      aria-label={label}
      aria-orientation="vertical"
      ref={place}
      onKeyDown={onKeyDown}
    >
      {content}
    </div>
  );
}

/** What a bar stands for, with a sign where it is chosen. */
const Name = ({ bar, detail }: { bar: Bar; detail?: string | undefined }) => (
  <span className={css.name}>
    <span className={css.check}>{bar.isChosen ? <Check aria-hidden /> : null}</span>
    <bdi className={css.text} title={bar.text}>
      {bar.text}
    </bdi>
    {detail === undefined ? null : (
      <span className={css.detail}>
        <Pause />
        {detail}
      </span>
    )}
  </span>
);

/** For those who hear it: a pause between what is said of a bar. */
const Pause = () => <span className="visually-hidden">, </span>;
