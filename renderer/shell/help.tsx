import type { CaseInfo } from "../../app/cases/model.ts";
import { useText } from "../i18n/index.ts";
import { credibilityValues, Dialog, GradeBadge, Kbd, reliabilityValues, Tabs } from "../ui/index.ts";
import { KeyList } from "./key-sheet.tsx";

import css from "./help.module.css";

const steps = [
  { id: "stepImport", keys: ["g i", "mod+Enter", "g w", "g u"] },
  { id: "stepSurvey", keys: ["g a", "o"] },
  { id: "stepRead", keys: ["Enter"] },
  { id: "stepClaim", keys: ["c"] },
  { id: "stepSource", keys: ["Enter"] },
  { id: "stepGrade", keys: ["b", "2", "Enter"] },
  { id: "stepFind", keys: ["g c", "mod+f"] },
  { id: "stepCompare", keys: ["g q", "x"] },
  { id: "stepLook", keys: ["g k", "s"] },
  { id: "stepReach", keys: ["mod+k", "?"] },
] as const;

/** Help that is in the program: the main job, grades in words, keys, and where everything is kept. */
export function HelpDialog({ info, onClose }: { info: CaseInfo | null; onClose: () => void }) {
  const t = useText("shell");
  return (
    <Dialog title={t("help")} isOpen onClose={onClose} width="large">
      <Tabs
        label={t("help")}
        tabs={[
          { id: "job", text: t("helpJob"), content: <MainJob /> },
          { id: "grades", text: t("helpGrades"), content: <Grades /> },
          { id: "search", text: t("helpSearch"), content: <SearchHelp /> },
          { id: "keys", text: t("keySheet"), content: <Padded content={<KeyList />} /> },
          { id: "files", text: t("helpFiles"), content: <Files info={info} /> },
        ]}
      />
    </Dialog>
  );
}

const Padded = ({ content }: { content: React.ReactNode }) => <div className={css.panel}>{content}</div>;

function MainJob() {
  const t = useText("shell");
  return (
    <ol className={`${css.panel} ${css.steps}`}>
      {steps.map(({ id, keys }) => (
        <li key={id}>
          <span className={css.stepTitle}>
            <strong>{t(`${id}Title`)}</strong>
            {keys.map((key) => (
              <Kbd key={key} keys={key} />
            ))}
          </span>
          <p>{t(id)}</p>
        </li>
      ))}
    </ol>
  );
}

function Grades() {
  const t = useText("shell");
  return (
    <div className={css.panel}>
      <p className={css.lead}>{t("gradesLead")}</p>
      <div className={css.scales}>
        <GradeTable axis="reliability" values={reliabilityValues} />
        <GradeTable axis="credibility" values={credibilityValues} />
      </div>
      <ul className={css.rules}>
        <li>{t("rulesApart")}</li>
        <li>{t("rulesIndependent")}</li>
        <li>{t("rulesReason")}</li>
        <li>{t("rulesConfirmed")}</li>
      </ul>
    </div>
  );
}

function GradeTable({ axis, values }: { axis: "reliability" | "credibility"; values: readonly string[] }) {
  const ui = useText("ui");
  return (
    <section>
      <h3>{ui(`axis.${axis}`)}</h3>
      <ul>
        {[...values, null].map((value) => (
          <li key={value ?? "none"}>
            <GradeBadge axis={axis} value={value} words />
          </li>
        ))}
      </ul>
    </section>
  );
}

const queries = [
  ["كتاب", "searchWords"],
  ['"61 raids"', "searchPhrase"],
  ["raids OR arrests", "searchOr"],
  ["-weather", "searchNot"],
  ["arrest*", "searchPrefix"],
  ["raids NEAR/5 weapons", "searchNear"],
  ["exact:أحمد", "searchExact"],
  ["stem:off  hamza:strict", "searchSwitches"],
  ["outlet:  source:  tag:  lang:ar", "searchFields"],
  ["after:2025-11-01 before:2025-12-01", "searchDates"],
] as const;

function SearchHelp() {
  const t = useText("shell");
  return (
    <div className={css.panel}>
      <p className={css.lead}>{t("searchLead")}</p>
      <dl className={css.queries}>
        {queries.map(([query, words]) => (
          <div key={query}>
            <dt>
              <code dir="auto">{query}</code>
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
      <ul className={css.rules}>
        <li>{t("searchReadings")}</li>
        <li>{t("searchGroups")}</li>
        <li>{t("searchKept")}</li>
      </ul>
    </div>
  );
}

function Files({ info }: { info: CaseInfo | null }) {
  const t = useText("shell");
  return (
    <div className={css.panel}>
      <ul className={css.rules}>
        <li>
          {t("filesCase")}
          {info ? (
            <>
              {" "}
              <bdi dir="ltr" className={css.path}>
                {info.folder}
              </bdi>
            </>
          ) : null}
        </li>
        <li>{t("filesOriginal")}</li>
        <li>{t("filesWriter")}</li>
        <li>{t("filesBackup")}</li>
        <li>{t("filesWorkstation")}</li>
        <li>{t("filesOffline")}</li>
      </ul>
    </div>
  );
}
