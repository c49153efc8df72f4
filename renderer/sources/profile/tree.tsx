import type { CSSProperties } from "react";

import type { Source } from "../../../app/sources/model.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { useView } from "../../state/view.ts";
import { Button } from "../../ui/index.ts";

import css from "./profile.module.css";

/** Those below that are drawn; the list shows them all. */
const drawn = 12;

const indent = (depth: number): CSSProperties => ({ "--depth": depth }) as CSSProperties;

/** Where the source stands: what it belongs to above it, outermost first, and who belongs to it below. */
export function Tree({ source }: { source: Source }) {
  const t = useText("profile");
  const formats = useFormats();
  const setSources = useView((view) => view.setSources);
  if (source.above.length === 0 && source.below.length === 0) return null;
  const above = source.above.toReversed();
  const rest = source.below.length - drawn;
  return (
    <section className={css.section} aria-label={t("tree")}>
      <h3>{t("tree")}</h3>
      <ol className={css.tree}>
        {above.map(({ id, name }, depth) => (
          <Place key={id} id={id} name={name} depth={depth} />
        ))}
        <li
          className={css.here}
          style={indent(above.length)}
          aria-current="true"
          data-top={above.length === 0 || undefined}
        >
          <bdi>{source.name}</bdi>
          {source.affiliationRole === null ? null : <bdi className={css.hint}>{source.affiliationRole}</bdi>}
        </li>
        {source.below.slice(0, drawn).map(({ id, name, role }, index, all) => (
          <Place key={id} id={id} name={name} role={role} depth={above.length + 1} hasMore={index + 1 < all.length} />
        ))}
      </ol>
      {source.below.length === 0 ? null : (
        <Button small tone="quiet" onPress={() => setSources({ filter: { affiliations: [source.id] } })}>
          {rest > 0 ? t("moreBelow", { count: rest, n: formats.number(rest) }) : t("listBelow")}
        </Button>
      )}
    </section>
  );
}

function Place({
  id,
  name,
  role = null,
  depth,
  hasMore = false,
}: {
  id: string;
  name: string;
  role?: string | null;
  depth: number;
  /** Another one stands beside it, below it on the page. */
  hasMore?: boolean;
}) {
  const goToSource = useView((view) => view.goToSource);
  return (
    <li style={indent(depth)} data-top={depth === 0 || undefined} data-more={hasMore || undefined}>
      <button type="button" className={css.link} onClick={() => goToSource(id)}>
        <bdi>{name}</bdi>
      </button>
      {role === null ? null : <bdi className={css.hint}>{role}</bdi>}
    </li>
  );
}
