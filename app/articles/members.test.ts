import { expect, test } from "vitest";

import { originalName, shownPath } from "./members.ts";

test("a member stands behind its file", () => {
  expect(shownPath({ path: "/a/b.zip", member: "2025/x.html" })).toBe("/a/b.zip/2025/x.html");
  expect(shownPath({ path: "/a/b.txt", member: null })).toBe("/a/b.txt");
});

test.each([
  ["/a/b.txt", null, null, "b.txt"],
  ["C:\\a\\b.zip", "2025/تقرير.html", null, "تقرير.html"],
  ["/a/desk.mbox", "msg 12 <a/b@x.example>", null, "msg 12.eml"],
  ["/a/all.zip", "old/desk.mbox/msg 3", null, "msg 3.eml"],
  ["/a/desk.mbox", "msg 12 <a/b@x.example>/تقرير.pdf", null, "تقرير.pdf"],
  ["/a/site.warc.gz", "record 7.html", null, "record 7.html"],
  ["/a/export.csv", null, 40, "export 40.csv"],
  ["/a/x.zip", "../../\u202egpj.exe:\u0007?.txt", null, "_gpj.exe___.txt"],
  ["/a/x.zip", "..", null, "original"],
])("the original of %s, %s, %s is called %s", (path, member, line, name) => {
  expect(originalName({ path, member, line })).toBe(name);
});
