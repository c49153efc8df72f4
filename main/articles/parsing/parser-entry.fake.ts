import { basename } from "node:path";

import type { ToParser } from "./messages.ts";
import { serveFiles } from "./serve-files.ts";

/*
 * A parser that does what its files' names say, at the moment when it is told to begin them: `crash.txt` ends it,
 * `hang.txt` keeps it busy for good, `swell.txt` takes all the memory there is, `babble.txt` has it speak nonsense,
 * `heap.txt` fills what JavaScript values may take, `deaf.txt` has it never answer again, `skip.txt` has
 * it pass a file over. `crash at 3 5.zip` has it crash at the third and the fifth part. All other files are read as they should.
 */
let isDeaf = false;
const paths = new Map<number, string>();

const misdeeds: Record<string, () => void> = {
  "crash.txt": () => process.abort(),
  "hang.txt": () => {
    for (;;);
  },
  "swell.txt": () => {
    const held: Buffer[] = [];
    for (;;) held.push(Buffer.alloc(16 * 1024 * 1024, 1));
  },
  "heap.txt": () => {
    const held: unknown[] = [];
    for (;;) held.push(Array.from({ length: 1000 }, () => ({ held })));
  },
  "babble.txt": () =>
    void process.send?.({
      say: "parts",
      pack: 0,
      bytes: new Uint8Array(4),
      parts: [
        { file: 1, items: [{ article: { text: 1e9, words: -5, original: 3 } }], start: -7, length: 1e12, last: true },
      ],
    }),
};

/** `crash at 3 5.zip` has it crash at the third and at the fifth part. */
function deedAt(name: string, part: number): string {
  const [, deed, parts] = /^(\w+) at ([\d ]+)\.zip$/u.exec(name) ?? [];
  return parts?.split(" ").includes(String(part)) ? `${deed}.txt` : "";
}

serveFiles({
  send: (message) => void process.send?.(message),
  listen: (listener) =>
    void process.on("message", (message: ToParser) => {
      if (message.do === "read") {
        paths.set(message.file.number, basename(message.file.path));
        isDeaf ||= basename(message.file.path) === "deaf.txt";
        if (isDeaf || basename(message.file.path) === "skip.txt") return;
      }
      listener(message);
    }),
  begin(file, at) {
    process.stdout.write(at ? `\n#${file} ${at.part} ${at.items}\n` : `\n#${file}\n`);
    const name = paths.get(file) ?? "";
    misdeeds[at ? deedAt(name, at.part) : name]?.();
  },
});
