import { Files } from "lucide-react";

import { useChange, useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { Button, ErrorNotice, notifyFailure, Popover, notifyDone } from "../../ui/index.ts";

import css from "./article-header.module.css";

/** That an article is one of several copies of one text, which of them is the origin, and the way to the others. */
export function FamilyLine({ articleId }: { articleId: string }) {
  const t = useText("reader");
  const formats = useFormats();
  const family = useRead("articles.family", { id: articleId }, { keep: true });
  const leave = useChange("articles.leaveFamily");
  const openArticle = useView((view) => view.openArticle);
  if (family.error) return <ErrorNotice error={family.error} onRetry={() => void family.refetch()} />;
  if (!family.data) return null;
  const { members, originId, reason } = family.data;
  const isOrigin = originId === articleId;
  const origin = members.find(({ id }) => id === originId);
  const count = { count: members.length, n: formats.number(members.length) };
  const takeOut = (): void =>
    leave.mutate(
      { ids: [articleId] },
      {
        onSuccess: () => notifyDone(t("leftFamily")),
        onError: notifyFailure,
      },
    );
  return (
    <div className={css.family}>
      <Files aria-hidden />
      <span className={css.familyText}>
        {isOrigin
          ? t("familyOrigin", count)
          : t("familyCopy", { ...count, origin: `\u2068${origin?.title ?? "…"}\u2069` })}
      </span>
      <Popover label={t("familyMembers")} trigger={<Button small>{t("familyMembers")}</Button>}>
        {(close) => (
          <div className={css.members}>
            <ul>
              {members.map((member) => (
                <li key={member.id} aria-current={member.id === articleId || undefined}>
                  <button
                    type="button"
                    className={css.member}
                    disabled={member.id === articleId}
                    onClick={() => {
                      close();
                      openArticle(member.id);
                    }}
                  >
                    <span dir="auto">{member.title}</span>
                    <span className={css.memberFacts}>
                      <bdi>{member.outlet ?? t("noOutlet")}</bdi>
                      {" · "}
                      {member.publishedAt ? formats.date(member.publishedAt) : t("noDate")}
                      {member.id === originId ? ` · ${t("isOrigin")}` : ""}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
            {reason === null ? null : (
              <p className={css.memberFacts} dir="auto">
                {reason}
              </p>
            )}
            <Button
              small
              changes
              onPress={() => {
                close();
                takeOut();
              }}
            >
              {t("leaveFamily")}
            </Button>
          </div>
        )}
      </Popover>
    </div>
  );
}
