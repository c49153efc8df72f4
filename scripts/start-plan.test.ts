import { expect, test } from "vitest";

import { planStart, type Situation, whyBrowser } from "./start-plan.ts";

const desk: Situation = {
  platform: "linux",
  env: { DISPLAY: ":0" },
  options: { browser: false, noOpen: false, electron: false },
  runtime: undefined,
  earlier: undefined,
};
const runtime = "/opt/electron";
const options = (o: Partial<Situation["options"]>) => ({ ...desk.options, ...o });

test("without a display nothing is tried, whatever is installed or asked for", () => {
  const plan = planStart({ ...desk, env: {}, runtime, options: options({ electron: true }) });
  expect(plan).toMatchObject({ do: "browser", open: false });
  expect(plan.do === "browser" && plan.why).toContain("no display");
  expect(planStart({ ...desk, env: { DISPLAY: "" } })).toMatchObject({ do: "browser" });
});

test("Wayland, Windows and macOS have a display", () => {
  expect(planStart({ ...desk, env: { WAYLAND_DISPLAY: "wayland-0" }, runtime })).toEqual({ do: "window", runtime });
  expect(planStart({ ...desk, platform: "win32", env: {}, runtime })).toEqual({ do: "window", runtime });
  expect(planStart({ ...desk, platform: "darwin", env: {}, runtime })).toEqual({ do: "window", runtime });
});

test("--browser and --no-open go straight to the browser host and need no reason", () => {
  expect(planStart({ ...desk, runtime, options: options({ browser: true }) })).toEqual({
    do: "browser",
    open: true,
    why: null,
  });
  expect(planStart({ ...desk, runtime, options: options({ noOpen: true }) })).toEqual({
    do: "browser",
    open: false,
    why: null,
  });
});

test("what was asked for needs no reason, also without a display", () => {
  const asked = { do: "browser", open: false, why: null };
  expect(planStart({ ...desk, env: {}, options: options({ noOpen: true }) })).toEqual(asked);
  expect(planStart({ ...desk, env: {}, options: options({ browser: true }) })).toEqual(asked);
});

test("a runtime that is there opens a window", () => {
  expect(planStart({ ...desk, runtime, earlier: "failed" })).toEqual({ do: "window", runtime });
});

test("one attempt to install it, then never again until asked", () => {
  expect(planStart(desk)).toEqual({ do: "install" });
  for (const earlier of ["failed", "skipped"] as const) {
    expect(planStart({ ...desk, earlier })).toEqual({ do: "browser", open: true, why: whyBrowser[earlier] });
    expect(planStart({ ...desk, earlier, options: options({ electron: true }) })).toEqual({ do: "install" });
  }
});
