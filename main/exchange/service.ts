import { Refusal } from "../../app/contract/errors.ts";
import type { Loss } from "../../app/exchange/model.ts";
import type { Desk } from "../desk.ts";
import type { Handlers, NamesOf } from "../dispatch.ts";
import type { Files } from "../files.ts";
import { exportedClaims } from "../store/claim-exports.ts";
import { claimIds } from "../store/claims.ts";
import { exportCodebook, importCodebook } from "./codebook.ts";
import { writeWhole } from "./whole-file.ts";
import { claimsCsv } from "./writers/claims-csv.ts";
import { claimsJsonl } from "./writers/claims-jsonl.ts";
import { formulaLoss } from "./writers/csv.ts";

const writers = { csv: claimsCsv, jsonl: claimsJsonl };

/** Claims fetched and written between two breaths. */
const BATCH = 500;

export function makeExchange(desk: Desk, files: Files): Handlers<NamesOf<"exchange">> {
  return {
    async "exchange.export"({ format, to, filter, ids, sort, replace }, context) {
      const db = desk.read();
      const path = files.resolve(to);
      const listed = desk.claims().keys(filter, sort);
      const names = claimIds(db, listed);
      const chosen = ids && new Set(ids);
      const written = chosen ? new Set(names.filter((id) => chosen.has(id))) : new Set(names);
      const keys = listed.filter((_, at) => written.has(names[at] ?? ""));
      const writer = writers[format];
      const lost: Lost = { neutralised: 0, histories: 0, circumstances: 0, outside: 0 };
      await writeWhole(path, replace, async (write) => {
        write(writer.head());
        for (let at = 0; at < keys.length; at += BATCH) {
          if (context.stopped()) throw new Refusal("cancelled", "the export was stopped; no file was written");
          const claims = exportedClaims(db, keys.slice(at, at + BATCH));
          write(claims.map((claim) => writer.claim(claim)).join(""));
          for (const claim of claims) {
            lost.neutralised += writer.neutralised(claim);
            lost.histories += claim.earlierGrades;
            lost.circumstances += writer.circumstances(claim);
            lost.outside += claim.relations.filter(({ claimId }) => !written.has(claimId)).length;
          }
          context.report(at + claims.length, keys.length, path);
          await context.breathe();
        }
      });
      return { format, path, written: keys.length, losses: lossesOf(lost) };
    },
    "exchange.exportCodebook": ({ to, replace }, context) => exportCodebook(desk, files.resolve(to), replace, context),
    "exchange.importCodebook": ({ file }, context, session) =>
      importCodebook(desk, session, files.resolve(file), context),
  };
}

interface Lost {
  neutralised: number;
  histories: number;
  circumstances: number;
  outside: number;
}

function lossesOf({ neutralised, histories, circumstances, outside }: Lost): Loss[] {
  return [
    {
      kind: "grade-history",
      count: histories,
      explanation: "The current grades are written with their reasons and analysts; earlier ones are not.",
    },
    {
      kind: "grade-circumstances",
      count: circumstances,
      explanation: "Evidence, blind runs and insistence of the current grades have no column.",
    },
    {
      kind: "related-claim",
      count: outside,
      explanation: "These relations name claims that the filter left out of the file.",
    },
    formulaLoss(neutralised),
  ].filter((loss) => loss.count > 0);
}
