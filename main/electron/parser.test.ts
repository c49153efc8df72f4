import { basename } from "node:path";

import { expect, test, vi } from "vitest";

import { fake } from "./electron.fake.ts";
import { startUtility } from "./parser.ts";

test("files are read in a utility process that knows nothing of the environment", () => {
  const listener = { message: vi.fn(), output: vi.fn(), exit: vi.fn() };
  const channel = startUtility(listener);
  const child = fake.utilities.at(-1);
  expect(basename(child?.path ?? "")).toBe("parser-entry.ts");
  expect(child?.options).toMatchObject({ env: {}, stdio: ["ignore", "pipe", "pipe"] });
  expect(child?.options.execArgv).toEqual(["--max-old-space-size=512"]);

  const file = { number: 1, path: "/a.txt", options: {} };
  channel.send({ do: "read", file });
  expect(child?.heard).toEqual([{ do: "read", file }]);
  child?.emit("message", { say: "ready" });
  child?.stdout.emit("data", Buffer.from("#1\n"));
  expect(listener.message).toHaveBeenCalledWith({ say: "ready" });
  expect(listener.output).toHaveBeenCalledWith("#1\n");
  channel.kill();
  expect(child?.killed).toBe(1);
});

test("its end is told with what it wrote last, when that has arrived", async () => {
  const listener = { message: vi.fn(), output: vi.fn(), exit: vi.fn() };
  startUtility(listener);
  const child = fake.utilities.at(-1);
  child?.emit("exit", 133);
  child?.stderr.emit("data", Buffer.from("JavaScript heap out of memory"));
  await vi.waitFor(() => expect(listener.exit).toHaveBeenCalledWith(133, "JavaScript heap out of memory"));
});
