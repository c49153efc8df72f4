import { type ReactNode, useMemo, useRef, useState } from "react";

import {
  matchName,
  type NameFacts,
  type NamePattern,
  parsePattern,
  type PatternProblem,
} from "../../../app/articles/file-names.ts";
import type { ConstantField, FileReading } from "../../../app/articles/model.ts";
import type { NamesPreview } from "../../../app/articles/profiles.ts";
import type { FileToken } from "../../../app/contract/procedure.ts";
import { shownName } from "../../../app/text/shown-names.ts";
import { useImport } from "../../data/import.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { Button, Checkbox, Dialog, EmptyState, ErrorNotice, notifyFailure, TextField } from "../../ui/index.ts";
import { ConstantText, readConstants } from "./constants.tsx";
import { SaveProfile, ToldLine } from "./profile-choice.tsx";
import { type Told, useSettled } from "./profiles.ts";

import css from "./importing.module.css";

const placeholders = ["{title}", "{outlet}", "{date}", "{author}", "{language}", "{key}", "{*}", "[ ]"] as const;
/** What may be said of all files where their names do not say it. */
const forAll = ["outlet", "author", "language"] as const satisfies readonly ConstantField[];
const columns = [
  "title",
  "outlet",
  "publishedAt",
  "author",
  "language",
  "key",
] as const satisfies readonly (keyof NameFacts)[];

const none: readonly never[] = [];

/** What the names of a folder's files say: a pattern, with what each name gives shown as it is typed. Enter imports. */
export function NamesDialog({
  files,
  name,
  onClose,
}: {
  files: readonly FileToken[];
  name: string;
  onClose: () => void;
}) {
  const t = useText("importing");
  const formats = useFormats();
  const { importFiles } = useImport();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [constants, setConstants] = useState<Partial<Record<ConstantField, string>>>({});
  const [isOnlyMisfits, setOnlyMisfits] = useState(false);
  const [told, tell] = useState<Told | null>(null);
  const [saved, setSaved] = useState(0);
  const profiles = useRead("articles.profiles", {}).data ?? none;
  const first = useRead("articles.previewNames", { files: [...files] });
  const source = typed ?? first.data?.proposed[0] ?? "";
  const parsed = useMemo(() => parsePattern(source), [source]);
  const pattern = parsed.ok ? parsed.pattern : null;
  const asked = useSettled(pattern?.source ?? null);
  const preview = useRead(
    "articles.previewNames",
    { files: [...files], ...(asked === null ? {} : { pattern: asked }) },
    { keep: true },
  );
  const data = preview.data ?? first.data;
  const said = readConstants(constants);
  const reading: FileReading | null = pattern &&
    said && { pattern: pattern.source, ...(Object.keys(said).length > 0 ? { constants: said } : {}) };
  const kept = profiles.filter(({ reading: of, columns: own }) => of.pattern !== undefined && own.length === 0);
  const given = pattern?.fields ?? none;

  const insert = (text: string): void => {
    const input = field.current;
    const [start, end] = [input?.selectionStart ?? source.length, input?.selectionEnd ?? source.length];
    const chosen = source.slice(start, end);
    const put = text === "[ ]" ? `[${chosen}]` : text;
    setTyped(source.slice(0, start) + put + source.slice(end));
    const caret = start + (text === "[ ]" && chosen === "" ? 1 : put.length);
    requestAnimationFrame(() => {
      input?.focus();
      input?.setSelectionRange(caret, caret);
    });
  };
  const run = (): void => {
    if (!reading) return;
    onClose();
    importFiles(files, reading).catch(notifyFailure);
  };

  return (
    <Dialog
      title={t("namesTitle")}
      isOpen
      isFirm
      width="large"
      onClose={onClose}
      actions={
        <>
          <SaveProfile
            proposed={name}
            profile={{ reading: reading ?? {}, columns: [] }}
            isDisabled={reading === null}
            onSaved={() => setSaved((times) => times + 1)}
            tell={tell}
          />
          <span className={css.gap} />
          <Button onPress={onClose}>{t("cancel")}</Button>
          {/* Once a profile is saved, importing is next: the focus goes there. */}
          <Button
            key={saved}
            autoFocus={saved > 0}
            tone="primary"
            changes
            isDisabled={reading === null || data?.total === 0}
            onPress={run}
          >
            {t("import")}
          </Button>
        </>
      }
    >
      {first.error ? <ErrorNotice error={first.error} onRetry={() => void first.refetch()} /> : null}
      {data?.total === 0 ? (
        <EmptyState title={t("noNames")}>{t("noNamesText")}</EmptyState>
      ) : (
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            run();
          }}
        >
          <p className={css.hint}>{t("namesText", { name })}</p>
          <ToldLine told={told} onDone={() => tell(null)} />
          <div>
            <TextField
              label={t("pattern")}
              value={source}
              onChange={setTyped}
              inputRef={field}
              dir="ltr"
              autoFocus
              maxLength={300}
              error={parsed.ok || source === "" ? undefined : explain(t, source, parsed.problem)}
            />
            <Chips label={t("insert")}>
              {placeholders.map((text) => (
                <Chip key={text} title={t(`place-${text}`)} onPress={() => insert(text)}>
                  {text}
                </Chip>
              ))}
            </Chips>
            {(data?.proposed.length ?? 0) > 0 ? (
              <Chips label={t("proposed")}>
                {data?.proposed.map((text) => (
                  <Chip key={text} isOn={text === source} onPress={() => setTyped(text)}>
                    {text}
                  </Chip>
                ))}
              </Chips>
            ) : null}
            {kept.length > 0 ? (
              <Chips label={t("savedProfiles")}>
                {kept.map((profile) => (
                  <Chip
                    key={profile.name}
                    isName
                    title={profile.reading.pattern ?? ""}
                    isOn={profile.reading.pattern === source}
                    onPress={() => {
                      setTyped(profile.reading.pattern ?? "");
                      setConstants(profile.reading.constants ?? {});
                    }}
                  >
                    {profile.name}
                  </Chip>
                ))}
              </Chips>
            ) : null}
          </div>
          <div className={css.forAll}>
            {forAll
              .filter((each) => !given.includes(each))
              .map((each) => (
                <ConstantText
                  key={each}
                  field={each}
                  value={constants[each] ?? ""}
                  onChange={(value) => setConstants({ ...constants, [each]: value })}
                />
              ))}
          </div>
          {data ? (
            <Names
              preview={data}
              pattern={pattern}
              isOnlyMisfits={isOnlyMisfits}
              head={
                <>
                  <output>
                    {pattern === null
                      ? t("names", { count: data.total, n: formats.number(data.total) })
                      : t("fit", {
                          count: data.fitting,
                          n: formats.number(data.fitting),
                          all: formats.number(data.total),
                        })}
                    {data.isWhole ? null : ` ${t("notWhole")}`}
                  </output>
                  {pattern !== null && data.misfits.length > 0 ? (
                    <Checkbox isSelected={isOnlyMisfits} onChange={setOnlyMisfits}>
                      {t("onlyMisfits")}
                    </Checkbox>
                  ) : null}
                </>
              }
            />
          ) : null}
          <button type="submit" hidden aria-hidden tabIndex={-1} />
        </form>
      )}
    </Dialog>
  );
}

/** The names with what each gives. They are read here as well, so that the table keeps pace with what is typed. */
function Names({
  preview,
  pattern,
  isOnlyMisfits,
  head,
}: {
  preview: NamesPreview;
  pattern: NamePattern | null;
  isOnlyMisfits: boolean;
  head: ReactNode;
}) {
  const t = useText("importing");
  const fields = new Set<string>(pattern?.fields);
  const shown = columns.filter(
    (column) => fields.has(column) || (column === "publishedAt" && (fields.has("date") || fields.has("year"))),
  );
  const rows =
    pattern && isOnlyMisfits && preview.misfits.length > 0 ? preview.misfits : preview.names.map(({ path }) => path);
  return (
    <div>
      <div className={css.head}>{head}</div>
      {/* What scrolls is reached by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={css.names} tabIndex={0} aria-label={t("namesTable")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("fileName")}</th>
              {shown.map((column) => (
                <th key={column} scope="col">
                  {t(`col-${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((path) => {
              const facts = pattern && matchName(pattern, path);
              return (
                <tr key={path} data-misfit={(pattern && !facts) || undefined}>
                  <td>
                    <bdi dir="ltr">{shownName(path)}</bdi>
                  </td>
                  {pattern && !facts ? (
                    <td colSpan={Math.max(1, shown.length)}>{t("misfit")}</td>
                  ) : (
                    shown.map((column) => (
                      <td key={column}>
                        <bdi>{facts?.[column] ?? "–"}</bdi>
                      </td>
                    ))
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </div>
  );
}

const explain = (t: ReturnType<typeof useText>, source: string, { code, start, end }: PatternProblem): string => {
  const piece = end - start < source.length ? source.slice(start, end) : "";
  return [piece === "" ? "" : `\u2066${piece}\u2069`, t(`wrong.${code}`)].filter(Boolean).join(": ");
};

function Chips({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={css.chips}>
      <legend className={css.chipsLabel}>{label}</legend>
      {children}
    </fieldset>
  );
}

function Chip({
  children,
  title,
  isOn,
  isName = false,
  onPress,
}: {
  children: string;
  title?: string;
  isOn?: boolean;
  isName?: boolean;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      className={css.chip}
      title={title}
      aria-pressed={isOn}
      onClick={onPress}
      {...(title && !isName ? { "aria-label": `${children} ${title}` } : {})}
    >
      <bdi dir={isName ? "auto" : "ltr"}>{children}</bdi>
    </button>
  );
}
