import { execFileSync, spawnSync } from "node:child_process";

import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";

import { sharedPath } from "../../../scripts/shared.ts";
import { readCodebook } from "../readers/codebook-qdc.ts";
import { codebookQdc, SLASH } from "./codebook-qdc.ts";

interface Code {
  id: string;
  name: string;
  parentId: string | null;
  colour: number;
  description: string | null;
}

const id = (n: number): string => `0199${n.toString(16).padStart(4, "0")}-aaaa-7bbb-8ccc-0123456789ab`;

const code = (n: number, name: string, parent: number | null = null, change: Partial<Code> = {}): Code => ({
  id: id(n),
  name,
  parentId: parent === null ? null : id(parent),
  colour: n % 12,
  description: null,
  ...change,
});

const sample: Code[] = [
  code(0, "الضحايا", null, { description: 'Who was hurt & how many: "all" <of> them.\r\n\tSecond line. 🚑' }),
  code(1, "قتلى\tو\nجرحى\r", 0),
  code(2, "𝕏 <&> \"'", 1, { colour: 11 }),
  code(3, `either${SLASH}or`, 0),
  code(4, "Place", null, { id: "not-a-guid" }),
];

const back = (text: string) =>
  readCodebook(Buffer.from(text), "x").codes.map(({ guid, name, description, colour, parent }) => ({
    guid,
    name,
    description,
    colour,
    parent,
  }));

test("what was written is read as it was: line ends, tabs, marks, Arabic, astral characters", () => {
  const { text, losses } = codebookQdc(sample);
  expect(text).toContain('xmlns="urn:QDA-XML:codebook:1.0"');
  expect(back(text)).toEqual([
    { guid: id(0), name: "الضحايا", description: sample[0]?.description, colour: "#3b6fb6", parent: null },
    { guid: id(1), name: "قتلى\tو\nجرحى", description: null, colour: "#b4632a", parent: 0 },
    { guid: id(2), name: "𝕏 <&> \"'", description: null, colour: "#556070", parent: 1 },
    { guid: id(3), name: "either/or", description: null, colour: "#9b3f86", parent: 0 },
    {
      guid: expect.stringMatching(/^[0-9a-f-]{36}$/u),
      name: "Place",
      description: null,
      colour: "#a2334a",
      parent: null,
    },
  ]);
  expect(losses).toMatchObject([{ kind: "slash", count: 1 }]);
});

test("a tag has the same GUID each time; of what XML cannot hold the rest is written, and counted", () => {
  expect(codebookQdc(sample).text).toBe(codebookQdc(sample).text);
  const { text, losses } = codebookQdc([code(1, "a\u{0}b\u{d800}c", null, { description: "\u{b}x\u{ffff}" })]);
  expect(back(text)).toMatchObject([{ name: "abc", description: "x" }]);
  expect(losses).toMatchObject([{ kind: "characters", count: 2 }]);
});

test("any tree of any text comes back", () => {
  const line = fc.string({
    unit: fc.oneof(fc.constantFrom(..."\t\n\r &<>\"'/ق😀]".split("")), fc.string({ unit: "binary" })),
  });
  const wellFormed = (text: string): string =>
    text.replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "");
  const tree = fc.array(fc.record({ name: line, description: fc.option(line), up: fc.nat() }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(tree, (drawn) => {
      // Parents before children, each followed by all that stands below it: up to the one before, or one of its parents.
      const codes: Code[] = [];
      for (const [n, { name, description, up }] of drawn.entries()) {
        const above: (string | null)[] = [null];
        for (let at = codes.at(-1); at; at = codes.find(({ id: other }) => other === at?.parentId)) above.push(at.id);
        const parentId = above[up % above.length] ?? null;
        codes.push({ ...code(n, `${n} ${name}`.trim()), parentId, description });
      }
      expect(back(codebookQdc(codes).text)).toEqual(
        codes.map(({ id: guid, name, description, parentId }) => ({
          guid,
          name: wellFormed(name.replaceAll(SLASH, "/")).trim(),
          description: wellFormed(description ?? "") === "" ? null : wellFormed(description ?? ""),
          colour: expect.any(String),
          parent: parentId === null ? null : codes.findIndex((other) => other.id === parentId),
        })),
      );
    }),
    { numRuns: 500 },
  );
});

describe("the schema's rules", () => {
  /** What may stand in what, in which order and how often, as the XSD has it (CodeBookType, CodesType, CodeType). */
  const children: Record<string, RegExp> = {
    CodeBook: /^Codes( Sets)?$/u,
    Codes: /^Code( Code)*$/u,
    Code: /^(Description)?( ?Code)*$/u,
    Description: /^$/u,
  };
  const attributes: Record<string, Record<string, RegExp>> = {
    CodeBook: { xmlns: /^urn:QDA-XML:codebook:1\.0$/u, origin: /./u },
    Codes: {},
    Code: {
      guid: /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/u,
      name: /^[^]*$/u,
      isCodable: /^(true|false)$/u,
      color: /^#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})$/u,
    },
    Description: {},
  };

  test("hold for elements, their order, and attributes", () => {
    const { text } = codebookQdc(sample);
    const within: { name: string; children: string[] }[] = [];
    let checked = 0;
    const parser = new SaxesParser({ xmlns: true });
    parser.on("opentag", ({ name, attributes: given }) => {
      within.at(-1)?.children.push(name);
      within.push({ name, children: [] });
      expect(Object.keys(given).toSorted()).toEqual(Object.keys(attributes[name] ?? {}).toSorted());
      for (const [key, { value }] of Object.entries(given)) expect(value).toMatch(attributes[name]?.[key] ?? /^$/u);
    });
    parser.on("closetag", ({ name }) => {
      expect(within.pop()?.children.join(" ")).toMatch(children[name] ?? /nothing/u);
      checked += 1;
    });
    parser.on("error", (error) => {
      throw error;
    });
    parser.write(text).close();
    expect(checked).toBe(8);
  });

  const schema = sharedPath("standards", "refi-qda", "Project-mrt2019.xsd");
  const canValidate = schema !== undefined && spawnSync("xmllint", ["--version"]).error === undefined;

  test.skipIf(!canValidate)("hold for the published schema of projects, which has the same codebook in it", () => {
    // The codebook of a project has no origin, and stands in the project's namespace.
    const project = (text: string): string =>
      text
        .replace(/<CodeBook[^>]*>/u, '<Project xmlns="urn:QDA-XML:project:1.0" name="p"><CodeBook>')
        .replace("</CodeBook>", "</CodeBook></Project>");
    const validate = (text: string): string =>
      execFileSync("xmllint", ["--noout", "--nonet", "--schema", schema ?? "", "-"], {
        input: project(text),
        stdio: ["pipe", "pipe", "pipe"],
      }).toString();
    expect(() => validate(codebookQdc(sample).text)).not.toThrow();
    expect(() => validate(codebookQdc(sample).text.replace('isCodable="true"', ""))).toThrow(/isCodable/u);
  });
});
