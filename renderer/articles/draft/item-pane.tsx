import type { ReactNode } from "react";

import { DRAFT_EXCERPT, type DraftItem, type ImportDraft } from "../../../app/articles/drafts.ts";
import { Encoding } from "../../../app/articles/encodings.ts";
import type { ErrorCode } from "../../../app/contract/errors.ts";
import type { Tag } from "../../../app/tags/model.ts";
import { shownName } from "../../../app/text/shown-names.ts";
import { useClient } from "../../data/client.tsx";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useDialogs } from "../../state/dialogs.ts";
import { useView } from "../../state/view.ts";
import { Button, explainFailure, notifyFailure, Select } from "../../ui/index.ts";
import { ItemFields } from "./item-fields.tsx";
import { StateMark } from "./state-mark.tsx";
import type { DraftActs, EditWords } from "./use-draft-acts.ts";
import { type DraftEdit, isReadable, nameOf } from "./words.ts";

import css from "./draft.module.css";

interface PaneProps {
  draft: ImportDraft;
  acts: DraftActs;
  tags: readonly Tag[];
  onLeave: () => void;
  onShow: (id: string) => void;
}

/** What would become of an item, why, and what can be done about it. */
export function ItemPane({ draft, item, acts, tags, onLeave, onShow }: PaneProps & { item: DraftItem }) {
  const t = useText("draft");
  const formats = useFormats();
  return (
    <div className={css.paneBody}>
      <section className={css.fate}>
        <StateMark item={item} />
        <Why item={item} />
        <ToDo draft={draft} item={item} acts={acts} onShow={onShow} />
      </section>
      {isReadable(item) ? (
        <ItemFields
          key={item.id}
          ids={[item.id]}
          items={[item]}
          tags={tags}
          onEdit={(edit: DraftEdit, words: EditWords) => acts.edit([item.id], edit, words)}
          onLeave={onLeave}
        />
      ) : null}
      {item.excerpt === "" ? null : (
        <section>
          <h2 className={css.small}>{t("excerpt")}</h2>
          <p className={css.excerpt} dir="auto">
            {item.excerpt.trimEnd()}
            {item.excerpt.length < DRAFT_EXCERPT ? "" : "…"}
          </p>
          <p className={css.hint}>{t("chars", { count: item.chars, n: formats.number(item.chars) })}</p>
        </section>
      )}
      <section>
        <h2 className={css.small}>{t("file")}</h2>
        <p className={css.path} dir="ltr">
          {shownName(item.path)}
          {item.member === null ? "" : ` › ${shownName(item.member)}`}
          {item.line === null ? "" : ` : ${item.line}`}
        </p>
        {item.url === null ? null : (
          <p className={css.path} dir="ltr">
            {shownName(item.url)}
          </p>
        )}
        {isReadable(item) && item.member === null && item.line === null ? (
          <EncodingChoice draft={draft} item={item} acts={acts} />
        ) : null}
      </section>
    </div>
  );
}

function Why({ item }: { item: DraftItem }): ReactNode {
  const t = useText("draft");
  const { state, leftOut, twin, code, message } = item;
  if (state === "unreadable") {
    const { title, advice } = explainFailure({
      code: (code ?? "unreadable-file") as ErrorCode,
      message: message ?? "",
    });
    return (
      <>
        <p>
          <strong>{title}</strong> {advice}
        </p>
        {message === null ? null : (
          <p className={css.hint} dir="auto">
            {message}
          </p>
        )}
      </>
    );
  }
  const comesIn = state === "new" || state === "version";
  return (
    <>
      <p>
        {t(leftOut && comesIn ? "why-excluded" : state === "duplicate" && twin !== null ? "why-twin" : `why-${state}`)}
      </p>
      {state === "changed" && message !== null ? (
        <p className={css.hint} dir="auto">
          {message}
        </p>
      ) : null}
    </>
  );
}

function ToDo({
  draft,
  item,
  acts,
  onShow,
}: {
  draft: ImportDraft;
  item: DraftItem;
  acts: DraftActs;
  onShow: (id: string) => void;
}) {
  const t = useText("draft");
  const openArticle = useView((view) => view.openArticle);
  const nameColumns = useNameColumns(draft);
  const { article, twin, state } = item;
  return (
    <div className={css.todo}>
      {article ? (
        <Button small onPress={() => openArticle(article.id)}>
          {t("openArticle", { title: article.title })}
        </Button>
      ) : null}
      {twin ? (
        <>
          <p className={css.hint}>
            {t("ofTwin")} <bdi>{twin.title === "" ? nameOf(twin.path) : twin.title}</bdi> · {nameOf(twin.path)}
          </p>
          <Button small onPress={() => onShow(twin.id)}>
            {t("showTwin")}
          </Button>
        </>
      ) : null}
      {state === "needs-mapping" ? (
        <Button small tone="primary" changes onPress={() => nameColumns([item])}>
          {t("nameColumns")}
        </Button>
      ) : null}
      {state === "unreadable" || state === "changed" ? (
        <Button small changes onPress={() => acts.lookAgain({ ids: [item.id] })}>
          {t("readAgain")}
        </Button>
      ) : null}
    </div>
  );
}

/** Asks about the columns of the files of some items; what is answered is read so into the draft. */
export function useNameColumns(draft: ImportDraft): (items: readonly DraftItem[]) => void {
  const client = useClient();
  const show = useDialogs((dialogs) => dialogs.show);
  return (items) => {
    const ask = async (): Promise<void> => {
      const files = await Promise.all(
        items.map(async (item) => {
          const { file, path } = await client.call("articles.draftFile", { id: draft.id, item: item.id });
          return { file, name: nameOf(path), into: { draft: draft.id, item: item.id, reading: draft.reading } };
        }),
      );
      show({ kind: "columns", files });
    };
    ask().catch(notifyFailure);
  };
}

/** A text that reads as signs without sense was guessed to be in another encoding than it is. */
function EncodingChoice({ draft, item, acts }: { draft: ImportDraft; item: DraftItem; acts: DraftActs }) {
  const t = useText("draft");
  const names = useText("provenance");
  return (
    <Select
      label={t("encoding")}
      small
      changes
      value={null}
      placeholder={t("encodingOwn")}
      choices={Encoding.options.map((encoding) => ({ id: encoding, text: names(`encoding.${encoding}`) }))}
      onChange={(encoding) => acts.lookAgain({ ids: [item.id] }, { ...draft.reading, encoding })}
    />
  );
}
