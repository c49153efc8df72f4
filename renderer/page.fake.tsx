import type { ReactNode } from "react";
import { beforeEach } from "vitest";
import { render, type RenderResult } from "vitest-browser-react";
import { page } from "vitest/browser";

import { makeClient } from "../app/contract/client.ts";
import type { FakeCase } from "./data/case.fake.ts";
import { ClientProvider } from "./data/client.tsx";
import { type Files, FilesContext } from "./data/files.tsx";
import { useTakingBack } from "./data/taking-back.ts";
import { setLanguage } from "./i18n/index.ts";
import { useView } from "./state/view.ts";
import { Notices } from "./ui/index.ts";

import "./styles/tokens.css";
import "./styles/base.css";

const nothingPicked: Files = { pickFiles: () => Promise.resolve([]), pickSave: () => Promise.resolve(null) };

/** Before each test of a page: a window as wide as a laptop's, English, nothing looked at yet. */
export function startFresh(): void {
  beforeEach(async () => {
    await page.viewport(1300, 800);
    setLanguage("en");
    useView.getState().reset();
  });
}

/** What is told in passing, as the frame has it. */
export function PageNotices() {
  return <Notices takingBack={useTakingBack()} />;
}

/** Draws a page as it stands within the frame. */
export const showPage = (fake: FakeCase, children: ReactNode, files: Files = nothingPicked): Promise<RenderResult> =>
  render(
    <main style={{ display: "flex", blockSize: 760, inlineSize: 1280 }}>
      <ClientProvider client={makeClient(fake.transport)}>
        <FilesContext value={files}>{children}</FilesContext>
      </ClientProvider>
    </main>,
  );
