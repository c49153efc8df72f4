import { Plus } from "lucide-react";
import { Fragment, type RefObject, useRef, useState } from "react";

import type { Range } from "../../../app/articles/model.ts";
import type { SourceKind } from "../../../app/sources/model.ts";
import { useText } from "../../i18n/index.ts";
import { ChainLine } from "../../ui/chain-line.tsx";
import { type Chain, changeChain, changeHop, emptyHop, moveHop, putHop, withoutHop } from "./chains.ts";
import { HopRow } from "./hop-row.tsx";
import type { Sitting } from "./sitting.ts";
import { SpeakerField } from "./speaker-field.tsx";

import css from "./chain.module.css";

export interface ChainEditorProps {
  sitting: Sitting;
  chain: Chain;
  /** Which of the claim's chains it is; 0 is the first. */
  at: number;
  outlet: string | null;
  /** What the case would not take about a hop, by its key. */
  problems: ReadonlyMap<number, string>;
  /** The hop whose cue the key takes. */
  active: number | null;
  onActive: (key: number) => void;
  selection: (Range & { quote: string }) | null;
  onGoTo: (span: Range) => void;
  /** A speaker was taken, or Enter pressed on an empty field: where to go on. */
  onDone: () => void;
  speakerRef?: RefObject<HTMLInputElement | null>;
}

/** A field that stands because it was asked for has the focus at once. */
const focusAtFirst = (input: HTMLInputElement | null): void => input?.focus();

/** One chain: drawn in a line, its links below in their order, and the field that adds the next. */
export function ChainEditor(props: ChainEditorProps) {
  const { sitting, chain, at, problems, onDone } = props;
  const t = useText("editor");
  const { update } = sitting;
  const list = useRef<HTMLOListElement | null>(null);
  const [insert, setInsert] = useState<{ before: number; text: string } | null>(null);
  const { hops, speaker } = chain;
  const drawn = speaker.trim() === "" ? hops : [...hops, { ...emptyHop, source: speaker.trim() }];

  /** What was moved or put in keeps the focus; React may have taken its element out and in again. */
  function focusHop(key: number | undefined): void {
    requestAnimationFrame(() => {
      const head = key === undefined ? null : list.current?.querySelector<HTMLElement>(`[data-hop="${key}"] button`);
      (head ?? list.current?.querySelector<HTMLElement>("[data-speaker] input"))?.focus();
    });
  }

  function remove(key: number): void {
    const index = hops.findIndex((hop) => hop.key === key);
    update((now) => withoutHop(now, key));
    focusHop((hops[index + 1] ?? hops[index - 1])?.key);
  }

  function kindOf(source: string): SourceKind {
    return source === props.outlet ? "outlet" : "organisation";
  }

  return (
    <div className={css.box} data-chain={at}>
      {drawn.length > 1 ? (
        <p className={css.live}>
          <ChainLine hops={drawn} />
        </p>
      ) : null}
      <ol className={css.chain} ref={list}>
        {hops.map((hop, index) => (
          <Fragment key={hop.key}>
            {insert?.before === hop.key ? (
              <li className={css.hopNew} data-insert="">
                <Plus aria-hidden />
                <SpeakerField
                  label={t("insertLabel")}
                  placeholder={t("speakerHint")}
                  value={insert.text}
                  onChange={(text) => setInsert({ ...insert, text })}
                  onPick={(choice, later) => {
                    sitting.addHop(choice, later, { chain: at, before: hop.key });
                    setInsert(null);
                    focusHop(hop.key);
                  }}
                  onEnterEmpty={() => {
                    setInsert(null);
                    focusHop(hop.key);
                  }}
                  onKeyDown={(event) => {
                    if (event.key !== "Escape") return;
                    event.preventDefault();
                    event.stopPropagation();
                    setInsert(null);
                    focusHop(hop.key);
                  }}
                  inputRef={focusAtFirst}
                />
              </li>
            ) : null}
            <HopRow
              hop={hop}
              index={index}
              count={hops.length}
              defaultKind={kindOf(hop.source.trim())}
              problem={problems.get(hop.key)}
              isActive={props.active === hop.key}
              selection={props.selection}
              onActive={() => props.onActive(hop.key)}
              onChange={(change) => update((now) => changeHop(now, hop.key, change))}
              onMove={(by) => {
                update((now) => moveHop(now, hop.key, by));
                focusHop(hop.key);
              }}
              onDropped={(key, side) => update((now) => putHop(now, key, hop.key, side))}
              onInsert={() => setInsert({ before: hop.key, text: "" })}
              onRemove={() => remove(hop.key)}
              onGoTo={props.onGoTo}
            />
          </Fragment>
        ))}
        <li className={css.hopNew} data-speaker="">
          <Plus aria-hidden />
          <SpeakerField
            label={at === 0 ? t("speaker") : t("speakerFurther", { number: at + 1 })}
            placeholder={t("speakerHint")}
            value={speaker}
            onChange={(text) => update((now) => changeChain(now, at, { speaker: text }))}
            onPick={(choice, later) => {
              sitting.addHop(choice, later, { chain: at });
              onDone();
            }}
            onEnterEmpty={onDone}
            {...(props.speakerRef ? { inputRef: props.speakerRef } : {})}
          />
        </li>
      </ol>
    </div>
  );
}
