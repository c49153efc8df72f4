import { FileDown } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { takeDrop } from "../data/drop.ts";
import { useTransport } from "../data/host.tsx";
import { useImport } from "../data/import.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { notify, notifyFailure, ProgressBar, useBarred } from "../ui/index.ts";

import css from "./drop-zone.module.css";

/**
 * Files and folders dropped anywhere on the window are imported. A case that can only be read refuses them, and says why:
 * left alone, the browser would leave the page for the file.
 */
export function DropZone() {
  const t = useText("shell");
  const formats = useFormats();
  const host = useTransport();
  const barred = useBarred();
  const { importFiles } = useImport();
  const [isOver, setOver] = useState(false);
  const [taking, setTaking] = useState<{ done: number; total: number } | null>(null);
  const depth = useRef(0);

  useEffect(() => {
    if (!host) return undefined;
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    const onEnter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth.current += 1;
      if (!barred) setOver(true);
      else if (depth.current === 1) barred.say();
    };
    const onLeave = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth.current = Math.max(0, depth.current - 1);
      if (depth.current === 0) setOver(false);
    };
    const onOver = (event: DragEvent): void => {
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = barred ? "none" : "copy";
    };
    const onDrop = (event: DragEvent): void => {
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      if (barred) return;
      const dropped = takeDrop(event.dataTransfer, host, setTaking);
      void (async () => {
        try {
          const { files, refused } = await dropped;
          for (const { name, reason } of refused.slice(0, 3)) {
            notify({ text: t("dropRefused", { name, reason }), tone: "bad" });
          }
          if (files.length > 0) await importFiles(files);
          else if (refused.length === 0) notify({ text: t("dropEmpty") });
        } catch (error) {
          notifyFailure(error);
        } finally {
          setTaking(null);
        }
      })();
    };
    const stop = new AbortController();
    window.addEventListener("dragenter", onEnter, { signal: stop.signal });
    window.addEventListener("dragleave", onLeave, { signal: stop.signal });
    window.addEventListener("dragover", onOver, { signal: stop.signal });
    window.addEventListener("drop", onDrop, { signal: stop.signal });
    return () => stop.abort();
  }, [host, importFiles, t, barred]);

  if (isOver) {
    return (
      <div className={css.over}>
        <FileDown aria-hidden />
        <p>{t("dropHere")}</p>
      </div>
    );
  }
  if (taking === null || taking.total < 3) return null;
  return (
    <div className={css.taking} aria-live="polite">
      <ProgressBar
        label={t("dropTaking", { done: formats.number(taking.done), total: formats.number(taking.total) })}
        done={taking.done}
        total={taking.total}
        showLabel
      />
    </div>
  );
}
