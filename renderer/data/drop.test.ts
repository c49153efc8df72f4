import { expect, test } from "vitest";

import type { HostTransport } from "../host/transport.ts";
import { takeDrop } from "./drop.ts";

const file = (name: string): object => ({
  name,
  isFile: true,
  file: (take: (f: File) => void) => take(new File([name], name)),
});
/** A folder as a browser hands it out: in pieces, an empty one at the end. */
const folder = (name: string, children: object[]): object => ({
  name,
  isFile: false,
  createReader: () => {
    const pieces = [...children.map((child) => [child]), []];
    return { readEntries: (take: (piece: object[]) => void) => take(pieces.shift() ?? []) };
  },
});

const dropped = (entries: object[]): DataTransfer =>
  ({ files: [], items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })) }) as unknown as DataTransfer;

const host = (refused: string[] = []): HostTransport =>
  ({
    takesFolders: false,
    uploadFile: async (f: File) => {
      await new Promise((resolve) => setTimeout(resolve, f.name.length % 3));
      if (refused.includes(f.name)) throw new Error("too large");
      return `t:${f.name}`;
    },
  }) as unknown as HostTransport;

test("folders are taken with all that is in them, in order, without hidden files", async () => {
  const progress: string[] = [];
  const tree = folder("press", [file("b.txt"), folder("2025", [file("z.html"), file(".DS_Store")]), file("a.txt")]);
  const { files, refused } = await takeDrop(dropped([tree, file("alone.md")]), host(), ({ done, total }) =>
    progress.push(`${done}/${total}`),
  );
  expect(files).toEqual(["t:z.html", "t:a.txt", "t:b.txt", "t:alone.md"]);
  expect(refused).toEqual([]);
  expect(progress.at(-1)).toBe("4/4");
});

test("one that is refused does not stop the rest, and is named", async () => {
  const { files, refused } = await takeDrop(
    dropped([file("a.txt"), file("big.bin")]),
    host(["big.bin"]),
    () => undefined,
  );
  expect(files).toEqual(["t:a.txt"]);
  expect(refused).toEqual([{ name: "big.bin", reason: "too large" }]);
});
