import { useState } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";

import { Encoding } from "../../../app/articles/encodings.ts";
import type { EncodingPreview } from "../../../app/articles/reading-anew.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { Button, Dialog, ErrorNotice, notifyFailure, useBarred } from "../../ui/index.ts";

import css from "./provenance.module.css";

/** How a text reads in likely encodings, to choose the one in which it makes sense. */
export function EncodingChooser({
  notes,
  previews,
  error,
  onRetry,
  current,
  onApply,
  onClose,
}: {
  /** What stands above them, a paragraph each. */
  notes: readonly string[];
  /** Null while they are read. */
  previews: readonly EncodingPreview[] | null;
  error: unknown;
  onRetry: () => void;
  /** The one in which it is read now, where it is. */
  current: string | null;
  /** Where it throws, that is told and the dialog stays. */
  onApply: (encoding: Encoding) => Promise<void>;
  onClose: () => void;
}) {
  const t = useText("provenance");
  const formats = useFormats();
  const barred = useBarred();
  const [chosen, setChosen] = useState<Encoding | null>(null);
  const [isBusy, setBusy] = useState(false);
  const name = (encoding: Encoding): string => t(`encoding.${encoding}`);

  async function apply(encoding: Encoding): Promise<void> {
    setBusy(true);
    try {
      await onApply(encoding);
    } catch (problem) {
      setBusy(false);
      notifyFailure(problem);
    }
  }

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
      {notes.map((note) => (
        <p key={note} className={css.hint}>
          {note}
        </p>
      ))}
      {error ? <ErrorNotice error={error} onRetry={onRetry} /> : null}
      {previews === null && !error ? <p className={css.hint}>{t("reading")}</p> : null}
      {previews ? (
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
            {previews.map(({ encoding, text, broken, problem }, index) => (
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
