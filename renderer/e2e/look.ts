import axe from "axe-core";
import type { Page } from "playwright-core";

export type Look = { language: "en" | "ar"; theme: "light" | "dark" };

/**
 * What axe finds on the page once it has come to rest: rule, element and why, so that a failure can be read. A colour in the
 * middle of its fading is no fault; what is still there after it is.
 */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const first = await askAxe(page);
  if (first.length === 0) return first;
  await page.waitForTimeout(1000);
  return askAxe(page);
}

async function askAxe(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { violations: found } = await (window as unknown as { axe: typeof axe }).axe.run(
      // What the component library says aloud names elements that may be gone by the time that axe looks.
      { exclude: ["[data-live-announcer]"] },
      { resultTypes: ["violations"] },
    );
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any, all, none }) => {
        const why = [...any, ...all, ...none].map(({ message }) => message).join("; ");
        return `${id}: ${html.slice(0, 160)}: ${why.slice(0, 200)}`;
      }),
    );
  });
}

/** Settings by the page's own way to the backend: what is tried here is how they look, not how they are made. */
export const setLook = (page: Page, look: Look): Promise<void> =>
  page.evaluate(async (input) => {
    const answer = await fetch("/call", {
      method: "POST",
      headers: { "content-type": "application/json", "x-isnad-token": sessionStorage.getItem("isnad-token") ?? "" },
      body: JSON.stringify({ procedure: "workstation.setSettings", input }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    const deadline = Date.now() + 5000;
    while (document.documentElement.lang !== input.language && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 50));
  }, look);
