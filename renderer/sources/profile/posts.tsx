import { CalendarOff, Plus, X } from "lucide-react";
import { useState } from "react";

import type { Post, PostInput, Source } from "../../../app/sources/model.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { CommittedField } from "../../ui/committed-field.tsx";
import { Button, IconButton } from "../../ui/index.ts";
import { SourceField } from "../source-field.tsx";
import { DateField } from "./date-field.tsx";
import { orNull, useEdit } from "./use-edit.ts";

import css from "./profile.module.css";

const asInput = ({ affiliation, role, since, until }: Post): PostInput => ({
  affiliationId: affiliation.id,
  role,
  since,
  until,
});

/** What the source belongs to now, as what and since when. */
export function Affiliation({ source }: { source: Source }) {
  const t = useText("profile");
  const edit = useEdit(source.id);
  const goToSource = useView((view) => view.goToSource);
  const none = { affiliationId: null, affiliationRole: null, affiliationSince: null };
  const { affiliation } = source;
  return (
    <section className={css.section} aria-label={t("affiliation")}>
      <h3>{t("affiliation")}</h3>
      {affiliation === null ? (
        <>
          <SourceField
            label={t("affiliation")}
            hideLabel
            placeholder={t("chooseAffiliation")}
            except={[source.id]}
            makes="organisation"
            onPick={({ id }) => edit({ affiliationId: id })}
          />
          <p className={css.hint}>{t("affiliationHelp")}</p>
        </>
      ) : (
        <div className={css.post}>
          <p className={css.postName}>
            <button type="button" className={css.link} onClick={() => goToSource(affiliation.id)}>
              <bdi>{affiliation.name}</bdi>
            </button>
            <span className={css.acts}>
              <IconButton
                changes
                label={t("endPost")}
                hint={t("endPostHelp")}
                onPress={() =>
                  edit({
                    ...none,
                    formerPosts: [
                      {
                        affiliationId: affiliation.id,
                        role: source.affiliationRole,
                        since: source.affiliationSince,
                        until: null,
                      },
                      ...source.formerPosts.map(asInput),
                    ],
                  })
                }
              >
                <CalendarOff aria-hidden />
              </IconButton>
              <IconButton changes label={t("removeAffiliation")} onPress={() => edit(none)}>
                <X aria-hidden />
              </IconButton>
            </span>
          </p>
          <CommittedField
            label={t("role")}
            value={source.affiliationRole ?? ""}
            maxLength={200}
            onCommit={(text) => edit({ affiliationRole: orNull(text) })}
          />
          <DateField
            label={t("since")}
            value={source.affiliationSince}
            onCommit={(affiliationSince) => edit({ affiliationSince })}
          />
        </div>
      )}
    </section>
  );
}

/** What the source belonged to before: a claim of then is told by it. */
export function FormerPosts({ source }: { source: Source }) {
  const t = useText("profile");
  const edit = useEdit(source.id);
  const goToSource = useView((view) => view.goToSource);
  const [isAdding, setAdding] = useState(false);
  const posts = source.formerPosts.map(asInput);
  const set = (index: number, change: Partial<PostInput>): void =>
    edit({ formerPosts: posts.map((post, place) => (place === index ? { ...post, ...change } : post)) });
  return (
    <section className={css.section} aria-label={t("formerPosts")}>
      <h3>{t("formerPosts")}</h3>
      {source.formerPosts.length === 0 ? <p className={css.hint}>{t("noFormerPosts")}</p> : null}
      <ol className={css.posts}>
        {source.formerPosts.map((post, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a post is its place in the list
          <li key={`${post.affiliation.id}:${index}`} className={css.post}>
            <p className={css.postName}>
              <button type="button" className={css.link} onClick={() => goToSource(post.affiliation.id)}>
                <bdi>{post.affiliation.name}</bdi>
              </button>
              <IconButton
                changes
                label={t("removePost", { name: post.affiliation.name })}
                onPress={() => edit({ formerPosts: posts.filter((_, place) => place !== index) })}
              >
                <X aria-hidden />
              </IconButton>
            </p>
            <CommittedField
              label={t("role")}
              value={post.role ?? ""}
              maxLength={200}
              onCommit={(text) => set(index, { role: orNull(text) })}
            />
            <DateField label={t("since")} value={post.since} onCommit={(since) => set(index, { since })} />
            <DateField label={t("until")} value={post.until} onCommit={(until) => set(index, { until })} />
          </li>
        ))}
      </ol>
      {isAdding ? (
        <SourceField
          label={t("addPost")}
          hideLabel
          placeholder={t("chooseAffiliation")}
          except={[source.id]}
          makes="organisation"
          autoFocus
          onLeave={() => setAdding(false)}
          onPick={({ id }) => {
            setAdding(false);
            edit({ formerPosts: [...posts, { affiliationId: id, role: null, since: null, until: null }] });
          }}
        />
      ) : (
        <Button small changes tone="quiet" icon={<Plus aria-hidden />} onPress={() => setAdding(true)}>
          {t("addPost")}
        </Button>
      )}
    </section>
  );
}
