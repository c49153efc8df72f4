import type { Output } from "../../../app/contract/index.ts";
import type { Command } from "../command.ts";

const line = ({ name, columns, reading }: Output<"articles.profiles">[number]): string =>
  [
    name,
    ...Object.entries(reading.mapping ?? {}).map(([field, column]) => `${field}=${column}`),
    ...Object.entries(reading.constants ?? {}).map(([field, value]) => `${field}: ${value}`),
    ...(reading.pattern === undefined ? [] : [reading.pattern]),
    ...(reading.encoding === undefined ? [] : [reading.encoding]),
    ...(columns.length === 0 ? [] : [`for ${columns.join(", ")}`]),
  ].join("\t");

export const profilesCommand: Command = {
  name: "profiles",
  usage: "profiles",
  summary: "the import profiles of this workstation, by name; `import --save-profile` makes one",
  options: [],
  words: false,
  async run(context) {
    const profiles = await context.client().call("articles.profiles", {});
    await context.print.document(profiles, (all) => all.map(line));
    return true;
  },
};

export const profileRenameCommand: Command = {
  name: "profile rename",
  usage: "profile rename PROFILE --name NAME",
  summary: "call an import profile something else",
  options: ["name"],
  words: true,
  async run(context) {
    const [name, to] = [context.typed.word("PROFILE"), context.typed.needed("name")];
    const profile = await context.client().call("articles.renameProfile", { name, to });
    await context.print.document(profile, (renamed) => [line(renamed)]);
    return true;
  },
};

export const profileRemoveCommand: Command = {
  name: "profile remove",
  usage: "profile remove PROFILE",
  summary: "forget an import profile; it is printed, so that it can be made again",
  options: [],
  words: true,
  async run(context) {
    const name = context.typed.word("PROFILE");
    const profile = await context.client().call("articles.removeProfile", { name });
    await context.print.document(profile, (removed) => [line(removed)]);
    return true;
  },
};
