import { z } from "../kernel/schema.ts";
import { FileToken, Nothing, query } from "./procedure.ts";

/** What hosts differ in: picking and saving files, showing a folder. A host that cannot do one answers `not-here`. */
export const PickedFile = z.object({ file: FileToken, name: z.string(), folder: z.string() });
export type PickedFile = z.infer<typeof PickedFile>;

const purpose = z.enum(["import", "watch", "open-case", "restore"]);

export const FolderEntry = z.object({
  file: FileToken,
  name: z.string(),
  kind: z.enum(["folder", "file"]),
  bytes: z.number().int(),
  modifiedAt: z.string(),
});

export const hostCalls = {
  "host.info": query(
    "Which host this is and what it can do.",
    Nothing,
    z.object({
      kind: z.enum(["electron", "browser"]),
      platform: z.enum(["linux", "mac", "windows"]),
      /** True: `host.pick` and `host.pickSave` show the system's dialogs. False: the page lists folders itself. */
      nativeDialogs: z.boolean(),
      canReveal: z.boolean(),
    }),
  ),
  "host.pick": query(
    "Let the analyst pick files (or folders) with the system's dialog; empty when they thought better of it.",
    z.object({ purpose, multiple: z.boolean().default(false), folders: z.boolean().default(false) }),
    z.array(PickedFile),
    ["not-here"],
  ),
  "host.pickSave": query(
    "Let the analyst name a file to write with the system's dialog; null when they thought better of it.",
    z.object({ purpose: z.enum(["case", "export", "backup", "original"]), suggestedName: z.string().max(200) }),
    PickedFile.nullable(),
    ["not-here"],
  ),
  "host.folder": query(
    "List a folder (by token; without one, the analyst's documents or home) for a page without native dialogs.",
    z.object({ folder: FileToken.optional(), purpose: purpose.or(z.literal("save")) }),
    z.object({
      folder: PickedFile,
      /** The folders above, outermost first. */
      above: z.array(PickedFile),
      places: z.array(PickedFile),
      entries: z.array(FolderEntry),
    }),
    ["not-here", "unknown-file", "io"],
  ),
  "host.newFile": query(
    "A token for a file of this name within a listed folder; nothing is written yet.",
    z.object({ folder: FileToken, name: z.string().min(1).max(200) }),
    PickedFile.extend({ exists: z.boolean() }),
    ["not-here", "unknown-file", "bad-request"],
  ),
  "host.reveal": query("Show a file in the system's file manager.", z.object({ file: FileToken }), Nothing, [
    "not-here",
    "unknown-file",
  ]),
  "host.startFile": query("The case file that the program was started with, if any.", Nothing, PickedFile.nullable()),
};

export type HostCallName = keyof typeof hostCalls;
export type HostInput<Name extends HostCallName> = z.input<(typeof hostCalls)[Name]["input"]>;
export type HostOutput<Name extends HostCallName> = z.output<(typeof hostCalls)[Name]["output"]>;
export const isHostCall = (name: string): name is HostCallName => Object.hasOwn(hostCalls, name);
