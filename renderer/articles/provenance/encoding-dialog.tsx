import { useState } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";

import { Encoding } from "../../../app/articles/encodings.ts";
import { useClient } from "../../data/client.tsx";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { Button, Dialog, ErrorNotice, notify, notifyDone, notifyFailure, useBarred } from "../../ui/index.ts";

import css from "./provenance.module.css";

/** How the first of some articles reads in likely encodings; the one that makes sense is taken for all of them. */
export function EncodingDialog({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const t = useText("provenance");
  const formats = useFormats();
  const client = useClient();
  const [first = ""] = ids;
  const previews = useRead("articles.previewEncodings", { id: first });
  const [chosen, setChosen] = useState<Encoding | null>(null);
  const [isBusy, setBusy] = useState(false);
  const current = previews.data?.current ?? "";
  const name = (encoding: Encoding): string => t(`encoding.${encoding}`);

  async function apply(encoding: Encoding): Promise<void> {
    setBusy(true);
    try {
      const { result } = await client.run("articles.readAnew", { ids: [...ids], encoding });
      const { changed, failed } = result;
      onClose();
      const count = (number: number) => ({ count: number, n: formats.number(number) });
      if (changed > 0) notifyDone(t("done", { ...count(changed), encoding: name(encoding) }));
      const [bad] = failed;
      if (bad) notify({ text: t("failed", { ...count(failed.length), first: bad.message }), tone: "bad" });
      else if (changed === 0) notify({ text: t("same") });
    } catch (error) {
      setBusy(false);
      notifyFailure(error);
    }
  }

  const barred = useBarred();
  return (
    <Dialog
      title={t("encodingTitle")}
      isOpen
      onClose={onClose}
      width="large"
      isFirm={isBusy}
      actions={
        <>
          <Button onPress={onClose} isDisabled={isBusy}>
            {t("cancel")}
          </Button>
          <Button
            tone="primary"
            changes
            isDisabled={chosen === null || isBusy}
            onPress={() => {
              if (chosen !== null) void apply(chosen);
            }}
          >
            {t("apply", { encoding: chosen === null ? "…" : name(chosen) })}
          </Button>
        </>
      }
    >
      <p className={css.hint}>{t("encodingText")}</p>
      {ids.length > 1 ? (
        <p className={css.hint}>{t("encodingMany", { count: ids.length, n: formats.number(ids.length) })}</p>
      ) : null}
      {previews.error ? <ErrorNotice error={previews.error} onRetry={() => void previews.refetch()} /> : null}
      {previews.isPending ? <p className={css.hint}>{t("reading")}</p> : null}
      {previews.data ? (
        // A radio button takes Enter for itself before a form could hear of it.
        <div
          onKeyDownCapture={(event) => {
            if (event.key !== "Enter" || chosen === null || isBusy || barred !== null) return;
            event.preventDefault();
            event.stopPropagation();
            void apply(chosen);
          }}
        >
          <RadioGroup
            className={css.encodings ?? ""}
            value={chosen}
            onChange={(value) => setChosen(Encoding.parse(value))}
          >
            <Label className="visually-hidden">{t("encodings")}</Label>
            {previews.data.previews.map(({ encoding, text, broken, problem }, index) => (
              <Radio
                key={encoding}
                value={encoding}
                className={css.encoding ?? ""}
                isDisabled={problem !== null}
                // The arrows of the group go on from here.
                autoFocus={index === 0}
              >
                <span className={css.encodingHead}>
                  <span className={css.encodingName}>{name(encoding)}</span>
                  {encoding === current ? <span className={css.hint}>{t("isCurrent")}</span> : null}
                  {broken > 0 ? (
                    <span className={css.broken}>{t("broken", { count: broken, n: formats.number(broken) })}</span>
                  ) : null}
                </span>
                <span className={css.sample} dir="auto">
                  {problem ?? text}
                </span>
              </Radio>
            ))}
          </RadioGroup>
        </div>
      ) : null}
    </Dialog>
  );
}
