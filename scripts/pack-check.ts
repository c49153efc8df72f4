import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/**
 * Packs the program as electron-builder does for Linux, on a stand-in for the Electron runtime, and looks at what came
 * out: the configuration is valid, the archive holds what it should and no more, native code lies outside of it, the
 * fuses are set, and the packed files alone start, serve the page and answer a call.
 */
const root = join(import.meta.dirname, "..");
const require = createRequire(import.meta.url);
const electron = require("electron/package.json") as { version: string };
const builder = createRequire(require.resolve("electron-builder/package.json"));
const lib = createRequire(builder.resolve("app-builder-lib/package.json"));

interface AsarHeader {
  files?: Record<string, AsarHeader>;
  unpacked?: boolean;
}
const asar = lib("@electron/asar") as {
  createPackage(from: string, to: string): Promise<void>;
  extractAll(file: string, to: string): void;
  getRawHeader(file: string): { header: AsarHeader };
};
const fuses = lib("@electron/fuses") as {
  getCurrentFuseWire(exe: string): Promise<Record<string, number | string>>;
};

/** Fuses by their place on the wire, with how they have to stand. */
const wanted: [name: string, place: number, on: boolean][] = [
  ["runAsNode", 0, false],
  ["enableCookieEncryption", 1, true],
  ["enableNodeOptionsEnvironmentVariable", 2, false],
  ["enableNodeCliInspectArguments", 3, false],
  ["enableEmbeddedAsarIntegrityValidation", 4, true],
  ["onlyLoadAppFromAsar", 5, true],
  ["grantFileProtocolExtraPrivileges", 7, false],
];

const needed = [
  "package.json",
  "dist/main/electron.js",
  "dist/main/browser.js",
  "dist/main/cli.js",
  "dist/main/thread-entry.js",
  "dist/main/parser-entry.js",
  "dist/main/preload.cjs",
  "dist/renderer/index.html",
];

const problems: string[] = [];
const must = (ok: boolean, what: string): void => {
  if (!ok) problems.push(what);
};

/** The files that electron-builder moves about, and a fuse wire: sentinel, version 1, nine fuses, all off. */
async function makeStandIn(folder: string): Promise<void> {
  mkdirSync(join(folder, "resources"), { recursive: true });
  mkdirSync(join(folder, "locales"));
  for (const file of ["LICENSE", "LICENSES.chromium.html", "version", "locales/en-US.pak"])
    writeFileSync(join(folder, file), file === "version" ? electron.version : "");
  await asar.createPackage(join(root, "dist/renderer"), join(folder, "resources/default_app.asar"));
  const sentinel = Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX");
  const wire = Buffer.concat([sentinel, Buffer.from([1, 9]), Buffer.from("0".repeat(9))]);
  writeFileSync(join(folder, "electron"), Buffer.concat([Buffer.alloc(64), wire, Buffer.alloc(64)]));
  chmodSync(join(folder, "electron"), 0o755);
}

function pack(standIn: string, out: string): void {
  const cli = join(dirname(require.resolve("electron-builder/package.json")), "cli.js");
  const settings = [`-c.electronDist=${standIn}`, `-c.directories.output=${out}`];
  const args = [cli, "--linux", "dir", "--x64", "--publish", "never", ...settings];
  const done = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", timeout: 120_000 });
  if (done.status !== 0) throw new Error(`electron-builder failed\n${done.stdout}${done.stderr}`);
}

function listArchive(file: string): { inside: string[]; beside: string[] } {
  const inside: string[] = [];
  const beside: string[] = [];
  const walk = (header: AsarHeader, at: string): void => {
    for (const [name, child] of Object.entries(header.files ?? {})) {
      const path = at ? `${at}/${name}` : name;
      if (child.files) walk(child, path);
      else (child.unpacked ? beside : inside).push(path);
    }
  };
  walk(asar.getRawHeader(file).header, "");
  return { inside, beside };
}

function checkFiles({ inside, beside }: ReturnType<typeof listArchive>, resources: string): void {
  for (const file of needed) must(inside.includes(file), `missing from app.asar: ${file}`);
  for (const file of inside) {
    must(!file.endsWith(".node"), `native code inside of the archive: ${file}`);
    must(!file.endsWith(".map"), `a source map in the archive: ${file}`);
    must(!/^(app|main|renderer|scripts|resources)\//u.test(file), `a source in the archive: ${file}`);
    must(!/^node_modules\/(?!better-sqlite3\/)/u.test(file), `should not be shipped: ${file}`);
  }
  must(inside.length + beside.length < 250, `${inside.length + beside.length} files: has a package slipped in?`);
  const native = beside.filter((file) => file.endsWith(".node"));
  must(native.length === 1 && native[0]?.endsWith("linux-x64.node") === true, `one prebuild, not ${native.join(", ")}`);
  must(existsSync(resources), "no resources beside the archive");
  must(!existsSync(join(resources, "build")), "the packager's own files are shipped");
  must(!existsSync(join(resources, "fixtures")), "test fixtures are shipped");
}

async function checkFuses(executable: string): Promise<void> {
  const wire = await fuses.getCurrentFuseWire(executable);
  for (const [name, place, on] of wanted)
    must(
      String.fromCharCode(Number(wire[String(place)])) === (on ? "1" : "0"),
      `fuse ${name} should be ${on ? "on" : "off"}`,
    );
}

/** Starts the files that were taken out of the archive, with nothing of the checkout in reach. */
async function checkStart(taken: string, resources: string, home: string): Promise<void> {
  const entry = join(taken, "dist/main/browser.js");
  const host = spawn(process.execPath, [entry, `--resources=${resources}`], {
    cwd: home,
    env: { PATH: process.env["PATH"] ?? "", ISNAD_HOME: join(home, "isnad") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const address = /http:\S+/u.exec(await firstOutput(host))?.[0];
    if (address === undefined) return must(false, "the packed program does not start");
    const { origin, hash } = new URL(address);
    const headers = { origin, "x-isnad-token": hash.slice("#token=".length) };
    const call = async (procedure: string): Promise<string> => {
      const body = JSON.stringify({ procedure, input: {} });
      return (await fetch(`${origin}/call`, { method: "POST", body, headers })).text();
    };
    const here = await call("workstation.get");
    must(here.includes('"ok":true'), `the packed program does not answer: ${here}`);
    // Opens the store, and finds the sample's articles in the resources.
    const sample = await call("cases.openSample");
    must(sample.includes('"ok":true'), `the packed program cannot open the sample case: ${sample}`);
    must((await fetch(origin)).ok, "the packed program serves no page");
    host.kill("SIGTERM");
    const [code] = (await once(host, "exit")) as [number | null];
    must(code === 0, `the packed program ends with ${code}`);
  } finally {
    host.kill("SIGKILL");
  }
}

const firstOutput = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.stdout?.once("data", (data: Buffer) => resolve(data.toString()));
    child.once("exit", () => resolve(""));
  });

const tmp = mkdtempSync(join(tmpdir(), "pack-check-"));
try {
  const [standIn, out, taken] = [join(tmp, "runtime"), join(tmp, "release"), join(tmp, "taken")];
  await makeStandIn(standIn);
  pack(standIn, out);
  const app = join(out, "linux-unpacked");
  const resources = join(app, "resources/resources");
  const archive = join(app, "resources/app.asar");
  const files = listArchive(archive);
  checkFiles(files, resources);
  for (const face of ["literata", "noto-naskh-arabic", "noto-sans", "noto-sans-arabic"])
    must(
      existsSync(join(app, "resources/licences/fonts", face, "LICENSE")),
      `the licence of the face ${face} is missing`,
    );
  await checkFuses(join(app, "isnad"));
  asar.extractAll(archive, taken);
  await checkStart(taken, resources, tmp);

  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  must(devDependencies["electron"] === electron.version, "electron is not pinned exactly");
  const configured = /^electronVersion: (\S+)/mu.exec(readFileSync(join(root, "electron-builder.yml"), "utf8"))?.[1];
  must(configured === electron.version, `electron-builder.yml names Electron ${configured}, not ${electron.version}`);
  console.log(`${files.inside.length} files in app.asar, ${files.beside.length} beside it`);
  if (process.argv.includes("--list"))
    console.log([...files.inside, ...files.beside.map((f) => `${f} (beside)`)].join("\n"));
} finally {
  rmSync(tmp, { recursive: true, force: true });
}
for (const problem of problems) console.error(`pack-check: ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
