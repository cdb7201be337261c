import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath, URL } from "node:url";

/** The server as it ships: a process of its own, over a folder of its own. */
export interface House {
  readonly root: string;
  /** Where it listens; the same after `start` as before `kill`. */
  readonly origin: string;
  /** The secret of this run. */
  readonly token: string;
  /** The address that it printed. */
  readonly address: string;
  read(path: string): string;
  /** Writes a file as another program would. */
  write(path: string, text: string): void;
  /** Ends the process without a word, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again over the same folder, on the same port. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const project = fileURLToPath(new URL("../../", import.meta.url));

/** Starts the server with these files, with the rights that `deno task start` gives it. */
export async function house(files: Readonly<Record<string, string>>): Promise<House> {
  const root = mkdtempSync(join(tmpdir(), "mitate-"));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const folder of ["scenarios", "notebooks"]) mkdirSync(join(root, folder));
  for (const [path, text] of Object.entries(files)) write(path, text);
  let server: ChildProcess | undefined;
  let address = new URL("http://127.0.0.1:0");
  const start = async () => {
    server = run(root, address.port);
    address = await addressOf(server);
  };
  const kill = async () => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill("SIGKILL");
    await ended;
  };
  await start();
  return {
    root,
    get origin() {
      return address.origin;
    },
    get token() {
      return address.hash.replace("#token=", "");
    },
    get address() {
      return address.href;
    },
    read: (path) => readFileSync(join(root, path), "utf8"),
    write,
    kill,
    start,
    async stop() {
      await kill();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function run(root: string, port: string): ChildProcess {
  // The workbench lies elsewhere here, so it may be read besides.
  const rights = [
    "--allow-net=127.0.0.1",
    `--allow-read=.,${project}`,
    "--allow-write=scenarios,notebooks,.mitate",
    "--allow-env=LOG_STREAM,LOG_TOKENS",
  ];
  const program = [join(project, "engine/deno/main.ts"), "serve", "--port", port || "0"];
  return spawn(process.execPath, ["run", "--quiet", "--no-prompt", ...rights, ...program], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** The address that the server prints once it listens. */
function addressOf(server: ChildProcess): Promise<URL> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.once("exit", (code) => reject(new Error(`The server ended (${code}): ${said}`)));
    server.stdout!.on("data", (part) => {
      said += part;
      const found = /http:\/\/\S+#token=\w+/.exec(said);
      if (found) resolve(new URL(found[0]));
    });
  });
}
