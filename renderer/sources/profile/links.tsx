import { Copy, X } from "lucide-react";

import type { Source, SourceLink } from "../../../app/sources/model.ts";
import { useText } from "../../i18n/index.ts";
import { CommittedField } from "../../ui/committed-field.tsx";
import { IconButton, notify, notifyFailure } from "../../ui/index.ts";
import { AddField } from "./add-field.tsx";
import { orNull, useEdit } from "./use-edit.ts";

import css from "./profile.module.css";

/** Accounts, sites and registers as plain text: the program opens none of them, and asks none of them for anything. */
export function Links({ source }: { source: Source }) {
  const t = useText("profile");
  const edit = useEdit(source.id);
  const { links } = source;
  const set = (index: number, change: Partial<SourceLink>): void =>
    edit({ links: links.map((link, place) => (place === index ? { ...link, ...change } : link)) });
  const copy = async (url: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(url);
      notify({ text: t("copied"), tone: "good" });
    } catch (error) {
      notifyFailure(error);
    }
  };
  return (
    <section className={css.section} aria-label={t("links")}>
      <h3>{t("links")}</h3>
      <ul className={css.links}>
        {links.map((link, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the same address may stand there twice
          <li key={`${link.url}:${index}`}>
            <CommittedField
              label={t("linkLabel", { n: index + 1 })}
              hideLabel
              placeholder={t("linkLabelShort")}
              value={link.label ?? ""}
              maxLength={200}
              onCommit={(text) => set(index, { label: orNull(text) })}
            />
            <CommittedField
              label={t("linkUrl", { n: index + 1 })}
              hideLabel
              dir="ltr"
              value={link.url}
              isRequired
              maxLength={2000}
              onCommit={(url) => set(index, { url })}
            />
            <span className={css.acts}>
              <IconButton label={t("copyLink", { url: link.url })} onPress={() => void copy(link.url)}>
                <Copy aria-hidden />
              </IconButton>
              <IconButton
                changes
                label={t("removeLink", { url: link.url })}
                onPress={() => edit({ links: links.filter((_, place) => place !== index) })}
              >
                <X aria-hidden />
              </IconButton>
            </span>
          </li>
        ))}
      </ul>
      <AddField
        label={t("addLink")}
        maxLength={2000}
        dir="ltr"
        onAdd={(url) => edit({ links: [...links, { label: null, url }] })}
      />
      <p className={css.hint}>{t("linksHelp")}</p>
    </section>
  );
}
