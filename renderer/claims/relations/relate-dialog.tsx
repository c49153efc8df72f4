import { useQueries } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";

import { RelationKind } from "../../../app/claims/model.ts";
import { useClient } from "../../data/client.tsx";
import { useChange } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { Button, Dialog, ErrorNotice, isTextField, Kbd, TextField, notifyDone } from "../../ui/index.ts";
import { isDirected, kindOfKey, relationKeys, relationSigns } from "../../ui/relation-kinds.tsx";
import { OtherClaim } from "./other-claim.tsx";
import { allPairs, mostPairs, starOf } from "./pairs.ts";

import css from "./relations.module.css";

/** How many of the claims are shown to choose the one from. */
const shown = 40;

/** Relates many claims as one act: all to one of them, or each to each. */
export function RelateDialog({ claimIds, onClose }: { claimIds: readonly string[]; onClose: () => void }) {
  const t = useText("relations");
  const formats = useFormats();
  const client = useClient();
  const add = useChange("relations.add");
  const [kind, setKind] = useState<RelationKind>("corroborates");
  const [isEach, setEach] = useState(false);
  const [centre, setCentre] = useState(claimIds[0] ?? "");
  const [isFrom, setFrom] = useState(false);
  const [note, setNote] = useState("");
  const body = useRef<HTMLDivElement | null>(null);
  useEffect(() => body.current?.focus(), []);
  const claims = useQueries({
    queries: claimIds.slice(0, shown).map((id) => ({
      queryKey: ["claims.get", { id }],
      queryFn: () => client.call("claims.get", { id }),
    })),
  });
  const directed = isDirected(kind);
  // Who repeats, updates or narrows whom cannot be said of each and each.
  const pairs = isEach && !directed ? allPairs(claimIds) : starOf(claimIds, centre, directed && isFrom);
  const isTooMany = pairs.length > mostPairs;
  const canApply = pairs.length > 0 && !isTooMany && !add.isPending;

  function apply(): void {
    if (!canApply) return;
    add.mutate(
      { kind, pairs, note: note.trim() === "" ? null : note.trim() },
      {
        onSuccess: (made) => {
          onClose();
          notifyDone(t("madeMany", { count: made.length, n: formats.number(made.length) }));
        },
      },
    );
  }

  function handleKey(event: KeyboardEvent): void {
    const isOnChoice = event.target instanceof HTMLButtonElement || isTextField(event.target as Element);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey || !isOnChoice)) {
      event.preventDefault();
      apply();
    } else if (!isTextField(event.target as Element)) {
      const wanted = kindOfKey(event.nativeEvent);
      if (!wanted) return;
      event.preventDefault();
      setKind(wanted);
    }
  }

  return (
    <Dialog
      title={t("relateTitle", { count: claimIds.length, n: formats.number(claimIds.length) })}
      isOpen
      onClose={onClose}
      isFirm={note !== ""}
      actions={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button tone="primary" isDisabled={!canApply} onPress={apply}>
            {t("relate")} <Kbd keys="mod+Enter" />
          </Button>
        </>
      }
    >
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys that act wherever the focus is in it */}
      <div className={css.dialog} ref={body} tabIndex={-1} onKeyDown={handleKey}>
        <fieldset className={css.choice}>
          <legend>{t("which")}</legend>
          <div className={css.kinds}>
            {RelationKind.options.map((one) => {
              const Sign = relationSigns[one];
              return (
                <button
                  key={one}
                  type="button"
                  className={css.kindChoice}
                  aria-pressed={one === kind}
                  onClick={() => setKind(one)}
                >
                  <Sign aria-hidden />
                  {t(`kind.${one}`)} <Kbd keys={relationKeys[one]} />
                </button>
              );
            })}
          </div>
          <p className={css.hint} aria-live="polite">
            {t(`means.${kind}`)}
          </p>
        </fieldset>
        {directed ? (
          <fieldset className={css.choice}>
            <legend>{t("direction")}</legend>
            <div className={css.kinds}>
              {[false, true].map((from) => (
                <button
                  key={String(from)}
                  type="button"
                  className={css.kindChoice}
                  aria-pressed={isFrom === from}
                  onClick={() => setFrom(from)}
                >
                  {t(from ? `oneToAll.${kind}` : `allToOne.${kind}`)}
                </button>
              ))}
            </div>
          </fieldset>
        ) : (
          <fieldset className={css.choice}>
            <legend>{t("how")}</legend>
            <div className={css.kinds}>
              {[false, true].map((each) => (
                <button
                  key={String(each)}
                  type="button"
                  className={css.kindChoice}
                  aria-pressed={isEach === each}
                  onClick={() => setEach(each)}
                >
                  {t(each ? "eachToEach" : "allToOne")}
                </button>
              ))}
            </div>
          </fieldset>
        )}
        {isEach && !directed ? null : (
          <fieldset className={css.choice}>
            <legend>{t("theOne")}</legend>
            <ul className={css.centres}>
              {claims.map(({ data }, i) => {
                const id = claimIds[i] ?? "";
                return (
                  <li key={id}>
                    <button
                      type="button"
                      className={css.centre}
                      aria-pressed={id === centre}
                      onClick={() => setCentre(id)}
                    >
                      {data ? <OtherClaim claim={data} /> : "…"}
                    </button>
                  </li>
                );
              })}
            </ul>
            {claimIds.length > shown ? <p className={css.hint}>{t("onlySome", { n: formats.number(shown) })}</p> : null}
          </fieldset>
        )}
        <TextField label={t("note")} value={note} onChange={setNote} lines={2} maxLength={5000} />
        <output className={css.hint}>
          {isTooMany
            ? t("tooMany", { n: formats.number(pairs.length), most: formats.number(mostPairs) })
            : t("willMake", { count: pairs.length, n: formats.number(pairs.length) })}
        </output>
        {add.error ? <ErrorNotice error={add.error} /> : null}
      </div>
    </Dialog>
  );
}
