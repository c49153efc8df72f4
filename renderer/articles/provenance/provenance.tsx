import { Copy, FileSearch } from "lucide-react";
import { useState } from "react";

import { Encoding } from "../../../app/articles/encodings.ts";
import { originalName } from "../../../app/articles/members.ts";
import type { Article } from "../../../app/articles/model.ts";
import { shownName } from "../../../app/text/shown-names.ts";
import { useClient } from "../../data/client.tsx";
import { useFiles } from "../../data/files.tsx";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { Button, IconButton, notify, notifyFailure, Popover, useKeys } from "../../ui/index.ts";
import { EncodingDialog } from "./encoding-dialog.tsx";

import css from "./provenance.module.css";

/** Where the text that is read came from, behind a button beside the article's facts. */
export function ProvenanceButton({ article }: { article: Article }) {
  const t = useText("provenance");
  const [isOpen, setOpen] = useState(false);
  const [isReadingAnew, setReadingAnew] = useState(false);
  useKeys({ "shift+i": { run: () => setOpen((open) => !open), label: t("title") } }, { group: t("keys") });
  return (
    <>
      <Popover
        label={t("title")}
        isOpen={isOpen}
        onOpenChange={setOpen}
        trigger={
          <IconButton label={t("title")} keys="shift+i">
            <FileSearch aria-hidden />
          </IconButton>
        }
      >
        <Provenance
          article={article}
          onReadAnew={() => {
            setOpen(false);
            setReadingAnew(true);
          }}
        />
      </Popover>
      {isReadingAnew ? <EncodingDialog ids={[article.id]} onClose={() => setReadingAnew(false)} /> : null}
    </>
  );
}

function Provenance({ article, onReadAnew }: { article: Article; onReadAnew: () => void }) {
  const t = useText("provenance");
  const formats = useFormats();
  const client = useClient();
  const { pickSave } = useFiles();
  const { provenance, url, versions, version } = article;
  const { path, member, line, bytes, sha256, fileSha256, encoding } = provenance;
  const shown = versions.find(({ id }) => id === version);
  const known = Encoding.safeParse(encoding);

  async function save(): Promise<void> {
    const target = await pickSave("original", originalName({ path, member, line }));
    if (!target) return;
    const saved = await client.call("articles.saveOriginal", { id: article.id, version, to: target.file });
    notify({ text: t("saved", { bytes: formats.bytes(saved.bytes) }), tone: "good" });
  }
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(sha256);
    notify({ text: t("copied"), tone: "good" });
  }

  return (
    <div className={css.provenance}>
      <dl className={css.facts}>
        <dt>{t("file")}</dt>
        <dd>
          <bdi className={css.path}>{shownName(path)}</bdi>
          {line === null ? null : <span> · {t("line", { n: formats.number(line) })}</span>}
        </dd>
        {member === null ? null : (
          <>
            <dt>{t("member")}</dt>
            <dd>
              <bdi className={css.path}>{shownName(member)}</bdi>
            </dd>
          </>
        )}
        {url === null ? null : (
          <>
            <dt>{t("address")}</dt>
            <dd>
              {/* Shown, never followed: nothing leaves the machine. */}
              <bdi className={css.path}>{url}</bdi>
            </dd>
          </>
        )}
        <dt>{t("imported")}</dt>
        <dd>{formats.dateTime(shown?.importedAt ?? article.importedAt)}</dd>
        <dt>{t("readAs")}</dt>
        <dd>{known.success ? t(`encoding.${known.data}`) : (encoding ?? "–")}</dd>
        <dt>{t("original")}</dt>
        <dd>{formats.bytes(bytes)}</dd>
        <dt>{t("hash")}</dt>
        <dd className={css.hash}>
          <bdi dir="ltr">{sha256}</bdi>
          <IconButton label={t("copyHash")} onPress={() => void copy().catch(notifyFailure)}>
            <Copy aria-hidden />
          </IconButton>
        </dd>
        {fileSha256 === sha256 ? null : (
          <>
            <dt>{t("fileHash")}</dt>
            <dd className={css.hash}>
              <bdi dir="ltr">{fileSha256}</bdi>
            </dd>
          </>
        )}
      </dl>
      <div className={css.buttons}>
        <Button small onPress={() => void save().catch(notifyFailure)}>
          {t("save")}
        </Button>
        {encoding === null ? null : (
          <Button small changes onPress={onReadAnew}>
            {t("readAnew")}
          </Button>
        )}
      </div>
    </div>
  );
}
