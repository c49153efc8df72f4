import { command, FileToken, Nothing, query } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { Analyst, Settings, Workstation } from "./model.ts";

export const workstationQueries = {
  "workstation.get": query("What belongs to this workstation: analyst, recent cases, settings.", Nothing, Workstation),
};

export const workstationCommands = {
  "workstation.setAnalyst": command("Say who works here from now on.", Analyst, Workstation),
  "workstation.setSettings": command("Change some of the settings.", Settings.partial(), Workstation),
  "workstation.forgetRecent": command(
    "Take a case off the list of recent ones.",
    z.object({ file: FileToken }),
    Workstation,
  ),
};
