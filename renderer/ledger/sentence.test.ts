import { describe, expect, it } from "vitest";

import type { Act } from "../../app/ledger/model.ts";
import { tellAct } from "./sentence.ts";

const act = (change: Partial<Act>): Act => ({
  act: "1",
  verb: "claim-add",
  aboutVerb: null,
  analyst: "Rana",
  at: "2025-11-24T10:00:00Z",
  counts: {},
  objects: [],
  fields: [],
  undone: false,
  note: null,
  ...change,
});

describe("tellAct", () => {
  it("counts what the verb is about, not what came with it", () => {
    const told = tellAct(act({ verb: "import", counts: { article: 12, source: 3 } }));
    expect(told).toMatchObject({ pattern: "import", kind: "article", count: 12 });
  });

  it("tells what was taken over to a newer text as claims, or as highlights where there were no claims", () => {
    expect(tellAct(act({ verb: "reanchor", counts: { claim: 2, annotation: 1 } }))).toMatchObject({
      pattern: "reanchor",
      kind: "claim",
      count: 2,
    });
    const objects = [{ kind: "annotation" as const, id: "n", label: "words" }];
    expect(tellAct(act({ verb: "reanchor", counts: { annotation: 3 }, objects }))).toMatchObject({
      kind: "annotation",
      count: 3,
    });
  });

  it("tells a grading as a grading", () => {
    const fields = [
      { field: "reliability", before: null, after: "B" },
      { field: "credibility", before: "6", after: "2" },
    ];
    const told = tellAct(act({ verb: "claim-bulk", counts: { claim: 3, assessment: 6 }, fields }));
    expect(told).toMatchObject({ pattern: "grade", grade: "B2", count: 3 });
  });

  it("tells a grade taken away apart from a grade given", () => {
    const fields = [{ field: "reliability", before: "F", after: null }];
    expect(tellAct(act({ verb: "claim-edit", counts: { claim: 1 }, fields })).pattern).toBe("ungrade");
  });

  it("calls it a change where more than grades changed", () => {
    const fields = [
      { field: "reliability", before: null, after: "B" },
      { field: "statement", before: null, after: "x" },
    ];
    expect(tellAct(act({ verb: "claim-edit", counts: { claim: 1 }, fields })).pattern).toBe("claim-edit");
  });

  it("tells the undo of a grading as that", () => {
    const objects = [{ kind: "assessment" as const, id: "1", label: "B" }];
    const told = tellAct(act({ verb: "undo", aboutVerb: "claim-bulk", counts: { claim: 2, assessment: 2 }, objects }));
    expect(told).toMatchObject({ pattern: "undo", deed: "grade", kind: "claim", count: 2 });
  });

  it("tells undo by what it reversed", () => {
    const told = tellAct(act({ verb: "undo", aboutVerb: "claim-remove", counts: { claim: 2 } }));
    expect(told).toMatchObject({ pattern: "undo", deed: "claim-remove", kind: "claim", count: 2 });
  });
});
