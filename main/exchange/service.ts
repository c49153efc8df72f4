import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";

import { Refusal } from "../../app/contract/errors.ts";
import type { Loss } from "../../app/exchange/model.ts";
import type { Desk } from "../desk.ts";
import type { Handlers, NamesOf } from "../dispatch.ts";
import type { Files } from "../files.ts";
import { claimsByKeys } from "../store/claims.ts";
import { claimsCsv } from "./writers/claims-csv.ts";
import { claimsJsonl } from "./writers/claims-jsonl.ts";

const writers = { csv: claimsCsv, jsonl: claimsJsonl };

/** Claims fetched and written between two breaths. */
const BATCH = 500;

export function makeExchange(desk: Desk, files: Files): Handlers<NamesOf<"exchange">> {
  return {
    async "exchange.export"({ format, to, filter, sort, replace }, context) {
      const db = desk.read();
      const path = files.resolve(to);
      if (existsSync(path) && !replace)
        throw new Refusal("file-exists", `${path} is there already; choose another name`);
      const keys = desk.claims().keys(filter, sort);
      const writer = writers[format];
      const unfinished = `${path}.unfinished`;
      const handle = openSync(unfinished, "w");
      const lost = { neutralised: 0, histories: 0 };
      try {
        writeSync(handle, writer.head());
        for (let at = 0; at < keys.length; at += BATCH) {
          if (context.stopped()) throw new Refusal("cancelled", "the export was stopped; no file was written");
          const claims = claimsByKeys(db, keys.slice(at, at + BATCH));
          writeSync(handle, claims.map(writer.claim).join(""));
          for (const claim of claims) {
            lost.neutralised += writer.neutralised(claim);
            if (claim.reliability !== null || claim.credibility !== null) lost.histories += 1;
          }
          context.report(at + claims.length, keys.length, path);
          await context.breathe();
        }
        fsyncSync(handle);
        closeSync(handle);
        renameSync(unfinished, path);
      } catch (error) {
        closeQuietly(handle);
        rmSync(unfinished, { force: true });
        throw error;
      }
      return { format, path, written: keys.length, losses: lossesOf(lost) };
    },
  };
}

function closeQuietly(handle: number): void {
  try {
    closeSync(handle);
  } catch {
    // It was closed before the step that failed.
  }
}

function lossesOf({ neutralised, histories }: { neutralised: number; histories: number }): Loss[] {
  return [
    {
      kind: "grade-history",
      count: histories,
      explanation: "The current grades are written; earlier ones, their reasons and their analysts are not.",
    },
    {
      kind: "formula",
      count: neutralised,
      explanation: "Cells that a spreadsheet would run as a formula got an apostrophe before them.",
    },
  ].filter((loss) => loss.count > 0);
}
