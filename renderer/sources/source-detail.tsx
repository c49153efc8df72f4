import { ArrowUpRight, ArrowUpToLine, History, Plus, Trash2, X } from "lucide-react";
import { useState } from "react";

import { type Source, SourceKind, type SourceName } from "../../app/sources/model.ts";
import { baseDirection } from "../../app/text/direction.ts";
import { useChange, useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useLanguage, useText } from "../i18n/index.ts";
import { useDialogs } from "../state/dialogs.ts";
import { useView } from "../state/view.ts";
import { CommittedField } from "../ui/committed-field.tsx";
import {
  Button,
  ErrorNotice,
  IconButton,
  notify,
  notifyFailure,
  Select,
  TextField,
  toFailure,
  useBarred,
} from "../ui/index.ts";
import { TypeAhead } from "../ui/type-ahead.tsx";
import { Assessments, GradeSource } from "./source-grades.tsx";

import css from "./sources.module.css";

/** Languages that a name is likely to be in; any other code that is there already is kept. */
const languages = ["ar", "en", "fa", "ku", "tr", "he", "fr", "ru", "de", "es"];

/** One source: its names, what it belongs to, its claims, and how it was graded. Every field is saved by leaving it. */
export function SourceDetail({ id, onRemoved }: { id: string; onRemoved: () => void }) {
  const t = useText("sources");
  const source = useRead("sources.get", { id });
  const show = useDialogs((dialogs) => dialogs.show);
  if (source.error) return <ErrorNotice error={source.error} onRetry={() => void source.refetch()} />;
  if (!source.data) return <p className={css.hint}>…</p>;
  return (
    <article className={css.detail} aria-label={t("title")}>
      <Head source={source.data} />
      <GradeSource source={source.data} />
      <Names source={source.data} />
      <Particulars source={source.data} />
      <Assessments source={source.data} />
      <div className={css.links}>
        <Button
          small
          icon={<History aria-hidden />}
          onPress={() => show({ kind: "history", object: { kind: "source", id }, name: source.data.name })}
        >
          {t("changes")}
        </Button>
        <Remove source={source.data} onRemoved={onRemoved} />
      </div>
    </article>
  );
}

function Head({ source }: { source: Source }) {
  const t = useText("sources");
  const formats = useFormats();
  const goToClaims = useView((view) => view.goToClaims);
  return (
    <header className={css.detailHead}>
      <h2 className={css.detailName} dir="auto">
        {source.name}
      </h2>
      {source.claims === 0 ? (
        <p className={css.hint}>{t("noClaims")}</p>
      ) : (
        <div className={css.links}>
          <Button small icon={<ArrowUpRight aria-hidden />} onPress={() => goToClaims({ sources: [source.id] })}>
            {t("theirClaims", { count: source.claims, n: formats.number(source.claims) })}
          </Button>
          {source.origins === 0 ? null : (
            <Button small icon={<ArrowUpRight aria-hidden />} onPress={() => goToClaims({ origins: [source.id] })}>
              {t("theirOrigins", { count: source.origins, n: formats.number(source.origins) })}
            </Button>
          )}
        </div>
      )}
    </header>
  );
}

/** Names in the order in which they are shown; the first is the one that stands everywhere. */
function Names({ source }: { source: Source }) {
  const t = useText("sources");
  const edit = useChange("sources.edit");
  const [added, setAdded] = useState<string | null>(null);
  const save = (names: SourceName[]): void => edit.mutate({ id: source.id, names }, { onError: notifyFailure });
  const set = (index: number, change: Partial<SourceName>): void =>
    save(source.names.map((name, place) => (place === index ? { ...name, ...change } : name)));
  const addName = (): void => {
    const text = added?.trim() ?? "";
    setAdded(null);
    if (text !== "") save([...source.names, { text, language: baseDirection(text, "ltr") === "rtl" ? "ar" : null }]);
  };
  return (
    <section className={css.section}>
      <h3>{t("names")}</h3>
      <ul className={css.names}>
        {source.names.map((name, index) => (
          <li key={`${name.text}:${name.language}`}>
            <CommittedField
              label={t("nameN", { n: index + 1 })}
              hideLabel
              value={name.text}
              isRequired
              maxLength={300}
              onCommit={(text) => set(index, { text })}
            />
            <LanguageChoice
              label={t("languageN", { n: index + 1 })}
              value={name.language}
              onChange={(language) => set(index, { language })}
            />
            {index === 0 ? (
              <span className={css.shown}>{t("shown")}</span>
            ) : (
              <span className={css.nameActions}>
                <IconButton
                  changes
                  label={t("moveFirst", { name: name.text })}
                  onPress={() => save([name, ...source.names.filter((_, place) => place !== index)])}
                >
                  <ArrowUpToLine aria-hidden />
                </IconButton>
                <IconButton
                  changes
                  label={t("removeName", { name: name.text })}
                  onPress={() => save(source.names.filter((_, place) => place !== index))}
                >
                  <X aria-hidden />
                </IconButton>
              </span>
            )}
          </li>
        ))}
      </ul>
      {added === null ? (
        <Button small changes tone="quiet" icon={<Plus aria-hidden />} onPress={() => setAdded("")}>
          {t("addName")}
        </Button>
      ) : (
        <TextField
          label={t("addName")}
          hideLabel
          value={added}
          onChange={setAdded}
          autoFocus
          onBlur={addName}
          maxLength={300}
          onKeyDown={(event) => {
            // Leaving the field is what adds the name, so that it is added once.
            if (event.key === "Enter" && event.target instanceof HTMLElement) event.target.blur();
            if (event.key === "Escape") setAdded(null);
          }}
        />
      )}
      <p className={css.hint}>{t("namesHelp")}</p>
    </section>
  );
}

function LanguageChoice({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | null;
  onChange: (language: string | null) => void;
}) {
  const t = useText("sources");
  const language = useLanguage();
  const names = new Intl.DisplayNames(language, { type: "language", fallback: "code" });
  const known = value === null || languages.includes(value) ? languages : [value, ...languages];
  return (
    <Select
      label={label}
      hideLabel
      small
      changes
      value={value ?? "none"}
      onChange={(id) => onChange(id === "none" ? null : id)}
      choices={[
        { id: "none", text: t("anyLanguage") },
        ...known.map((code) => ({ id: code, text: names.of(code) ?? code })),
      ]}
    />
  );
}

const orNull = (text: string): string | null => (text === "" ? null : text);

function Particulars({ source }: { source: Source }) {
  const t = useText("sources");
  const edit = useChange("sources.edit");
  return (
    <section className={css.section}>
      <div className={css.pair}>
        <Select
          changes
          label={t("kind")}
          value={source.kind}
          onChange={(kind) => edit.mutate({ id: source.id, kind }, { onError: notifyFailure })}
          choices={SourceKind.options.map((id) => ({ id, text: t(`kind-${id}`) }))}
        />
        <Affiliation source={source} />
      </div>
      {source.kind === "unnamed" || source.descriptor !== null ? (
        <CommittedField
          label={t("descriptor")}
          value={source.descriptor ?? ""}
          description={t("descriptorHelp")}
          maxLength={300}
          onCommit={(text) => edit.mutate({ id: source.id, descriptor: orNull(text) }, { onError: notifyFailure })}
        />
      ) : null}
      <CommittedField
        label={t("notes")}
        lines={3}
        value={source.notes ?? ""}
        maxLength={20_000}
        onCommit={(text) => edit.mutate({ id: source.id, notes: orNull(text) }, { onError: notifyFailure })}
      />
    </section>
  );
}

/** The source that this one belongs to, by type-ahead over names in any script. */
function Affiliation({ source }: { source: Source }) {
  const t = useText("sources");
  const edit = useChange("sources.edit");
  const goToSource = useView((view) => view.goToSource);
  const isBarred = useBarred() !== null;
  const [typed, setTyped] = useState("");
  const found = useRead("sources.suggest", { text: typed }, { enabled: typed.trim() !== "", keep: true }).data ?? [];
  const fitting = typed.trim() === "" ? [] : found.filter(({ id }) => id !== source.id);
  const set = (affiliationId: string | null): void => {
    setTyped("");
    edit.mutate({ id: source.id, affiliationId }, { onError: notifyFailure });
  };
  if (source.affiliation !== null) {
    const { id, name } = source.affiliation;
    return (
      <div className={css.affiliation}>
        <span className={css.label}>{t("affiliation")}</span>
        <span className={css.affiliated}>
          <button type="button" className={css.link} onClick={() => goToSource(id)}>
            <bdi>{name}</bdi>
          </button>
          <IconButton changes label={t("removeAffiliation")} onPress={() => set(null)}>
            <X aria-hidden />
          </IconButton>
        </span>
      </div>
    );
  }
  if (isBarred) return <TextField label={t("affiliation")} value="" onChange={() => undefined} isReadOnly />;
  return (
    <TypeAhead
      label={t("affiliation")}
      value={typed}
      onChange={setTyped}
      options={fitting.map((row) => ({ id: row.id, text: row.name, detail: t(`kind-${row.kind}`) }))}
      preferred={fitting[0]?.id ?? null}
      placeholder={t("chooseAffiliation")}
      onPick={(id) => {
        const chosen = id ?? fitting[0]?.id;
        if (chosen !== undefined) set(chosen);
      }}
    />
  );
}

/** Removal is undone by undo; a source that something refers to stays. */
function Remove({ source, onRemoved }: { source: Source; onRemoved: () => void }) {
  const t = useText("sources");
  const remove = useChange("sources.remove");
  const undo = useChange("ledger.undo");
  const isInUse = source.claims > 0;
  return (
    <div>
      <Button
        small
        tone="danger"
        changes
        icon={<Trash2 aria-hidden />}
        isDisabled={isInUse || remove.isPending}
        onPress={() =>
          remove.mutate(
            { id: source.id },
            {
              onSuccess: () => {
                onRemoved();
                notify({
                  text: t("removed", { name: source.name }),
                  action: { text: t("undoRemove"), run: () => undo.mutate({}, { onError: notifyFailure }) },
                });
              },
              onError: (error) =>
                toFailure(error).code === "in-use"
                  ? notify({ text: t("removedFailed", { name: source.name }), tone: "bad" })
                  : notifyFailure(error),
            },
          )
        }
      >
        {t("remove")}
      </Button>
    </div>
  );
}
