import { defect, misuse, type Stop } from "../stop.ts";
import { join } from "../std.ts";

/** How a browser prints: which one, and whether it may do without its sandbox. */
export interface Printing {
  /** The program; by default the first of those that are usual on the system. */
  readonly browser?: string;
  /** For containers, where browsers cannot set up their sandbox. */
  readonly bare?: boolean;
}

/**
 * Prints a page that needs nothing from anywhere into a PDF, with tags and an outline. The browser gets
 * a profile of its own that is empty, no network, and two minutes; `folder` holds all that it writes.
 */
export async function printed(
  page: string,
  folder: string,
  { browser, bare = false }: Printing,
): Promise<Uint8Array<ArrayBuffer>> {
  const source = join(folder, "report.html");
  const target = join(folder, "report.pdf");
  await Deno.writeTextFile(source, page);
  const args = [
    ...quiet,
    ...bare ? ["--no-sandbox"] : [],
    `--user-data-dir=${join(folder, "profile")}`,
    `--print-to-pdf=${target}`,
    fileUrl(source),
  ];
  const said = await ranFirst(browser === undefined ? usual() : [browser], args, browser);
  try {
    return await Deno.readFile(target);
  } catch {
    throw silent(said);
  }
}

/** Everything that a browser does besides what it was asked for is turned off. */
const quiet = [
  ...["--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check"],
  ...["--disable-extensions", "--disable-sync", "--disable-component-update", "--disable-quic"],
  ...["--disable-background-networking", "--disable-domain-reliability", "--disable-breakpad"],
  // No name and no address leads anywhere.
  "--host-resolver-rules=MAP * ~NOTFOUND",
  ...["--generate-pdf-document-outline", "--no-pdf-header-footer"],
];

/** The browsers that can print so, where systems usually have them; as the task `print` allows them. */
function usual(): string[] {
  const applications = (name: string) => `/Applications/${name}.app/Contents/MacOS/${name}`;
  const programs = ["C:/Program Files", "C:/Program Files (x86)"];
  switch (Deno.build.os) {
    case "darwin":
      return ["Google Chrome", "Chromium", "Microsoft Edge"].map(applications);
    case "windows":
      return programs.flatMap((folder) => [
        `${folder}/Google/Chrome/Application/chrome.exe`,
        `${folder}/Microsoft/Edge/Application/msedge.exe`,
      ]);
    default:
      return [
        ...["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
        ...["microsoft-edge", "microsoft-edge-stable"],
      ];
  }
}

/** Runs the first program that is there; the answer is what it said. */
async function ranFirst(
  programs: readonly string[],
  args: readonly string[],
  named: string | undefined,
): Promise<string> {
  let denied = 0;
  for (const program of programs) {
    const { state } = await Deno.permissions.query({ name: "run", command: program });
    if (state !== "granted") {
      denied++;
      continue;
    }
    const said = await ran(program, args);
    if (said !== undefined) return said;
  }
  if (denied === programs.length) throw named === undefined ? notAllowed() : notAllowedTo(named);
  throw named === undefined ? noBrowser() : notThere(named);
}

/** How long printing may take, in milliseconds. */
const patience = 120_000;

/** What a program said; undefined where it is not there. It is ended when it takes too long. */
async function ran(program: string, args: readonly string[]): Promise<string | undefined> {
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command(program, {
      args: [...args],
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw defect(
      `ブラウザー「${program}」を起動できません（${message(error)}）。`,
      `The browser "${program}" cannot be started (${message(error)}).`,
    );
  }
  let late = false;
  const due = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, patience);
  try {
    const { stderr } = await child.output();
    if (late) throw tooLong();
    return new TextDecoder().decode(stderr.slice(-20_000));
  } finally {
    clearTimeout(due);
  }
}

function fileUrl(path: string): string {
  const url = new URL("file:///");
  url.pathname = path.replaceAll("\\", "/").replaceAll("%", "%25");
  return url.href;
}

function message(error: unknown): string {
  return error instanceof Error ? error.message.split("\n")[0] : String(error);
}

const otherWay = {
  ja: "HTMLで公開し、ブラウザーの印刷からPDFに保存することもできます。",
  en: "You can also publish HTML and save it as a PDF from a browser's print dialog.",
};

function noBrowser(): Stop {
  return misuse(
    `PDFの作成に使うブラウザーが見つかりません。ChromiumかGoogle Chrome、Microsoft Edge（131以降）を入れるか、--browser で場所を指定してください。${otherWay.ja}`,
    `No browser was found to print with. Install Chromium, Google Chrome or Microsoft Edge (131 or later), or name one with --browser. ${otherWay.en}`,
  );
}

function notThere(program: string): Stop {
  return misuse(
    `ブラウザー「${program}」がありません。--browser の指定を確かめてください。`,
    `There is no browser "${program}"; check what --browser names.`,
  );
}

function notAllowed(): Stop {
  return misuse(
    `PDFの作成にはブラウザーを起動する権限が要ります。deno task mitate publish の代わりに deno task print を使ってください（例：deno task print notebooks/tour.html -o tour.pdf）。${otherWay.ja}`,
    `Printing needs the permission to start a browser. Use deno task print in place of deno task mitate publish, as in deno task print notebooks/tour.html -o tour.pdf. ${otherWay.en}`,
  );
}

function notAllowedTo(program: string): Stop {
  return misuse(
    `ブラウザー「${program}」を起動する権限がありません。deno task print を使い、既定の場所にないブラウザーは deno.json の print の --allow-run に書き加えてください。`,
    `There is no permission to start the browser "${program}". Use deno task print, and add a browser that is not in its usual place to --allow-run of the task print in deno.json.`,
  );
}

function tooLong(): Stop {
  return defect(
    "ブラウザーが2分たっても印刷を終えないため、中止しました。報告書を章ごとに公開してください。",
    "The browser had not printed the report after two minutes and was stopped. Publish it section by section.",
  );
}

function silent(said: string): Stop {
  if (/no-sandbox|sandbox/i.test(said)) {
    return defect(
      "ブラウザーがサンドボックスを用意できず、印刷できませんでした。管理者権限では実行しないでください。コンテナーの中など、ほかに方法がない場合は --no-sandbox を付けます。",
      "The browser could not set up its sandbox and printed nothing. Do not run it as an administrator; in a container, where there is no other way, add --no-sandbox.",
    );
  }
  const last = said.trim().split("\n").at(-1) ?? "";
  return defect(
    `ブラウザーが印刷できませんでした（${last}）。`,
    `The browser printed nothing (${last}).`,
  );
}
