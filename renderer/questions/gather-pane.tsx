import { Check, PanelRight } from "lucide-react";
import { useState } from "react";
import { Autocomplete, ListBox, ListBoxItem } from "react-aria-components";

import type { Claim } from "../../app/claims/model.ts";
import { originOf } from "../../app/claims/rules.ts";
import { useClient } from "../data/client.tsx";
import { useChange, useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import {
  Button,
  ErrorNotice,
  GradeBadge,
  IconButton,
  notifyFailure,
  SearchField,
  toFailure,
  notifyDone,
} from "../ui/index.ts";
import { useTyped } from "../ui/use-typed.ts";
import { statementOf } from "./comparison/accounts.ts";

import css from "./questions.module.css";

/** Claims that are drawn; more words find fewer. */
const drawn = 60;
/** As many as one act may gather. */
const most = 10_000;

/** Finds claims by their words, beside the comparison, and puts them under its question. */
export function GatherPane({
  questionId,
  text: question,
  gathered,
  onClose,
}: {
  questionId: string;
  text: string;
  /** Claims that are under the question already. */
  gathered: ReadonlySet<string>;
  onClose: () => void;
}) {
  const t = useText("questions");
  const formats = useFormats();
  const client = useClient();
  const [text, setText] = useState("");
  const [typed, setTyped] = useTyped(text, setText);
  const filter = text.trim() === "" ? {} : { text: text.trim() };
  const found = useRead("claims.list", { filter, offset: 0, limit: drawn }, { keep: true });
  const gather = useChange("questions.gather");
  const release = useChange("questions.release");
  const total = found.data?.total ?? 0;
  const failure = found.error ? toFailure(found.error) : null;

  const put = (claimIds: string[]): void =>
    gather.mutate(
      { id: questionId, claimIds },
      {
        onSuccess: () =>
          notifyDone(
            t("gatheredToast", { count: claimIds.length, n: formats.number(claimIds.length), text: question }),
          ),
        onError: notifyFailure,
      },
    );
  const toggle = (id: string): void => {
    if (!gathered.has(id)) put([id]);
    else {
      release.mutate(
        { id: questionId, claimIds: [id] },
        { onSuccess: () => notifyDone(t("releasedToast", { count: 1, n: formats.number(1) })), onError: notifyFailure },
      );
    }
  };
  const putAll = async (): Promise<void> => {
    try {
      const ids = await client.call("claims.ids", { filter });
      const fresh = ids.filter((id) => !gathered.has(id)).slice(0, most);
      if (fresh.length > 0) put(fresh);
    } catch (error) {
      notifyFailure(error);
    }
  };

  return (
    // The section hears Escape from the field and the list within.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={`${css.chooser} ${css.pane}`}
      aria-label={t("gather")}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className={css.row}>
        <h2 className={css.paneTitle}>{t("gather")}</h2>
        <IconButton label={t("endGather")} keys="Escape" onPress={onClose}>
          <PanelRight aria-hidden />
        </IconButton>
      </div>
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        <SearchField
          label={t("findClaims")}
          value={typed}
          onChange={setTyped}
          autoFocus
          onKeyDown={(event) => {
            // An empty field has nothing to be emptied of: Escape leaves the pane.
            if (event.key === "Escape" && typed === "") {
              event.preventDefault();
              onClose();
            }
          }}
        />
        <p className={css.hint}>
          {t("found", { count: total, n: formats.number(total) })}
          {total > drawn ? ` · ${t("foundFirst", { n: formats.number(drawn) })}` : ""}
          {total > 0 ? ` · ${t("findHelp")}` : ""}
        </p>
        {text.trim() !== "" && total > 1 ? (
          <div className={css.row}>
            <Button small changes onPress={() => void putAll()}>
              {t("gatherAll")}
            </Button>
          </div>
        ) : null}
        {failure?.code === "query-syntax" ? <p className={css.hint}>{t("wrongQuery")}</p> : null}
        {failure !== null && failure.code !== "query-syntax" ? (
          <ErrorNotice error={failure} onRetry={() => void found.refetch()} />
        ) : null}
        <ListBox
          aria-label={t("claims")}
          className={css.choices ?? ""}
          items={found.data?.rows ?? []}
          dependencies={[gathered, t]}
          onAction={(id) => toggle(String(id))}
          renderEmptyState={() => (found.isPending ? null : <p className={css.hint}>{t("foundNone")}</p>)}
        >
          {(claim) => <Found claim={claim} isGathered={gathered.has(claim.id)} />}
        </ListBox>
      </Autocomplete>
    </section>
  );
}

function Found({ claim, isGathered }: { claim: Claim; isGathered: boolean }) {
  const t = useText("questions");
  const origin = originOf(claim.hops);
  return (
    <ListBoxItem
      id={claim.id}
      textValue={statementOf(claim)}
      className={css.choice ?? ""}
      data-gathered={isGathered || undefined}
    >
      <span className={css.choiceText} dir="auto">
        {isGathered ? (
          <>
            <Check aria-hidden /> <span className="visually-hidden">{t("gathered")}: </span>
          </>
        ) : null}
        {statementOf(claim)}
      </span>
      <span className={css.row}>
        <GradeBadge axis="reliability" value={claim.reliability} size="small" />
        <GradeBadge axis="credibility" value={claim.credibility} size="small" />
      </span>
      <span className={css.choiceDetail}>
        {origin === undefined ? null : <bdi>{origin.source ?? origin.descriptor}</bdi>}
        {" · "}
        <bdi>{claim.articleTitle}</bdi>
      </span>
    </ListBoxItem>
  );
}
