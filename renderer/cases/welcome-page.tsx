import { BookOpen, FilePlus2, FolderOpen, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button as AriaButton } from "react-aria-components";

import { shownName } from "../../app/text/shown-names.ts";
import type { RecentCase, Workstation } from "../../app/workstation/model.ts";
import { useClient } from "../data/client.tsx";
import { useFiles } from "../data/files.tsx";
import { useChange } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { Button, ErrorNotice, IconButton } from "../ui/index.ts";
import { AnalystForm } from "./analyst-form.tsx";
import { QuickSettings } from "./settings.tsx";

import css from "./welcome-page.module.css";

/** The first screen: who works here, three doors, and the cases of last time. */
export function WelcomePage({ workstation, problem }: { workstation: Workstation; problem?: unknown }) {
  const t = useText("cases");
  const client = useClient();
  const forget = useChange("workstation.forgetRecent");
  const { pickFiles, pickSave } = useFiles();
  const [failure, setFailure] = useState<unknown>(problem ?? null);
  const [busy, setBusy] = useState<string | null>(null);
  const analyst = workstation.analyst;

  async function go(door: string, act: () => Promise<unknown>): Promise<void> {
    setFailure(null);
    setBusy(door);
    try {
      await act();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(null);
    }
  }

  const openSample = () => go("sample", () => client.call("cases.openSample", {}));
  const startNew = () =>
    go("new", async () => {
      const target = await pickSave("case", `${t("newCaseName")}.isnad`);
      if (target) await client.call("cases.create", { file: target.file });
    });
  const openFile = () =>
    go("open", async () => {
      const [picked] = await pickFiles("open-case");
      if (picked) await client.call("cases.open", { file: picked.file });
    });
  const restore = () =>
    go("restore", async () => {
      const [from] = await pickFiles("restore");
      if (!from) return;
      const target = await pickSave("case", from.name);
      if (target) await client.call("cases.restore", { from: from.file, file: target.file });
    });
  const openRecent = (recent: RecentCase) => go(recent.file, () => client.call("cases.open", { file: recent.file }));

  const isClosed = analyst === null || busy !== null;
  return (
    <div className={css.page}>
      <header className={css.top}>
        <QuickSettings settings={workstation.settings} />
      </header>
      <main className={css.main}>
        <div className={css.brand}>
          <h1>
            <span lang="en" dir="ltr">
              Isnad
            </span>{" "}
            <span lang="ar" dir="rtl" className={css.arabic}>
              إسناد
            </span>
          </h1>
          <p>{t("tagline")}</p>
        </div>

        {analyst === null ? (
          <section className={css.analyst} aria-labelledby="who">
            <h2 id="who">{t("whoTitle")}</h2>
            <p>{t("whoText")}</p>
            <AnalystForm analyst={workstation.proposedAnalyst} action={t("whoConfirm")} autoFocus />
          </section>
        ) : null}

        {failure ? <ErrorNotice error={failure} /> : null}

        <section className={css.doors} aria-label={t("doors")}>
          <Door
            icon={<BookOpen aria-hidden />}
            title={t("doorSample")}
            text={t("doorSampleText")}
            isDisabled={isClosed}
            isBusy={busy === "sample"}
            onPress={() => void openSample()}
          />
          <Door
            icon={<FilePlus2 aria-hidden />}
            title={t("doorNew")}
            text={t("doorNewText")}
            isDisabled={isClosed}
            isBusy={busy === "new"}
            onPress={() => void startNew()}
          />
          <Door
            icon={<FolderOpen aria-hidden />}
            title={t("doorOpen")}
            text={t("doorOpenText")}
            isDisabled={isClosed}
            isBusy={busy === "open"}
            onPress={() => void openFile()}
          />
        </section>
        {analyst === null ? <p className={css.note}>{t("whoFirst")}</p> : null}

        {workstation.recentCases.length > 0 ? (
          <section className={css.recent} aria-labelledby="recent">
            <h2 id="recent">{t("recent")}</h2>
            <ul>
              {workstation.recentCases.map((recent) => (
                <Recent
                  key={recent.file}
                  recent={recent}
                  isDisabled={isClosed}
                  onOpen={() => void openRecent(recent)}
                  onForget={() => void go("forget", () => forget.mutateAsync({ file: recent.file }))}
                />
              ))}
            </ul>
          </section>
        ) : null}

        <footer className={css.foot}>
          <Button tone="quiet" small isDisabled={isClosed} onPress={() => void restore()}>
            {t("restore")}
          </Button>
          <span className={css.version}>{t("version", { version: workstation.version })}</span>
        </footer>
      </main>
    </div>
  );
}

function Door({
  icon,
  title,
  text,
  isDisabled,
  isBusy,
  onPress,
}: {
  icon: ReactNode;
  title: string;
  text: string;
  isDisabled: boolean;
  isBusy: boolean;
  onPress: () => void;
}) {
  return (
    <AriaButton className={css.door ?? ""} isDisabled={isDisabled} isPending={isBusy} onPress={onPress}>
      {icon}
      <span className={css.doorTitle}>{title}</span>
      <span className={css.doorText}>{text}</span>
    </AriaButton>
  );
}

function Recent({
  recent,
  isDisabled,
  onOpen,
  onForget,
}: {
  recent: RecentCase;
  isDisabled: boolean;
  onOpen: () => void;
  onForget: () => void;
}) {
  const t = useText("cases");
  const formats = useFormats();
  return (
    <li className={css.recentLine}>
      <AriaButton className={css.recentButton ?? ""} isDisabled={isDisabled || !recent.present} onPress={onOpen}>
        <bdi className={css.recentName}>{shownName(recent.name)}</bdi>
        <bdi className={css.recentFolder} dir="ltr">
          {shownName(recent.folder)}
        </bdi>
        <span className={css.recentDate}>
          {recent.present ? formats.date(recent.openedAt) : <strong>{t("missing")}</strong>}
        </span>
      </AriaButton>
      <IconButton label={t("forget", { name: recent.name })} onPress={onForget}>
        <X aria-hidden />
      </IconButton>
    </li>
  );
}
