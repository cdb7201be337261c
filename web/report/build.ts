import { readFileSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import type { Plugin } from "vite";
import { takes } from "../frame/library/takes.ts";
import { type Part, parts } from "./parts.ts";

const here = fileURLToPath(new URL("./", import.meta.url));

/** What Vite is to build for published files: the script that starts, and one of each part. */
export const reportInput: Readonly<Record<string, string>> = {
  start: `${here}main.ts`,
  style: `${here}style.css`,
  ...Object.fromEntries(Object.keys(parts).map((name) => [name, `part:${name}`])),
};

/** How the scripts of a published file are made. */
export function reportScripts(): Plugin[] {
  return [entries(), stands(), words(), light(), shelf()];
}

/** Each part as a module that exports what it gives. */
function entries(): Plugin {
  return {
    name: "report-parts",
    enforce: "pre",
    resolveId: (source) =>
      source.startsWith("part:") ? `${here}${source.slice(5)}.part.ts` : undefined,
    load(id) {
      const name = /\/([^/]+)\.part\.ts$/.exec(id)?.[1];
      return name === undefined ? undefined : entry(parts[name]);
    },
  };
}

function entry({ names, from, all, members }: Part): string {
  const [name] = names;
  if (all && !members) return `import * as ${name} from "${all}"; export { ${name} };`;
  if (all) {
    const list = members!.join(", ");
    return `import { ${list} } from "${all}"; export const ${name} = { ${list} };`;
  }
  const made = readFileSync(fileURLToPath(new URL(from!, import.meta.url)), "utf8")
    .match(/^export (function give\(|\{ give \})/m) !== null;
  if (made) return `export * from "${from}";`;
  return names.some((name) => name in takes)
    ? taken(names, from!)
    : `export { ${names.join(", ")} } from "${from}";`;
}

/** Whether a part reads records, by id if not by `system`. */
function readsRecords({ names, from }: Part): boolean {
  return names.some((name) => name in takes) ||
    from !== undefined && readFileSync(fileURLToPath(new URL(from, import.meta.url)), "utf8")
        .includes("subjects(world)");
}

/** Plots and inputs that take a subject: a system, its analysis or its id. */
function taken(names: readonly string[], from: string): string {
  const list = names.map((name) => `${name}: taking("${name}", ${name}, known)`).join(", ");
  return `import { ${names.join(", ")} } from "${from}";
import { taking } from "../frame/library/taking.ts";
import { subjects } from "../frame/library/world.ts";
export function give(world) { const known = subjects(world); return { ${list} }; }`;
}

/** A formula of a record was asked for all it can give when the file was published. */
function stands(): Plugin {
  const stand = `${here}formulas.ts`;
  return {
    name: "report-stands",
    enforce: "pre",
    resolveId: (source, importer) =>
      source.endsWith("/maths/formula.ts") && importer?.endsWith("/engine/standard.ts")
        ? stand
        : undefined,
  };
}

/** Of the page's sentences, those that a report can say. */
function words(): Plugin {
  return {
    name: "report-words",
    enforce: "pre",
    load(id) {
      if (!/\/web\/messages\/(ja|en)\.json$/.test(id)) return undefined;
      const said = JSON.parse(readFileSync(id, "utf8")) as Record<string, string>;
      const kept = Object.entries(said).filter(([key]) =>
        !key.startsWith("app.") || spoken.test(key)
      );
      return JSON.stringify(Object.fromEntries(kept));
    },
  };
}

const spoken =
  /^app\.(frame\.(refused|apply|applyNone|noSubject|noSystem|noVariant|near)|cell\.(wait|waiting|name))$/;

/**
 * The small parts have copies of their own of what they take from a package, so that what only the whole
 * needs is not in them: one module of a script serves all who share it.
 */
function light(): Plugin {
  let projection: string | undefined;
  return {
    name: "report-light",
    enforce: "pre",
    load: (id) => id === `${flat}?copy` ? flatEarth : undefined,
    async resolveId(source, importer) {
      const from = importer?.replace(copy, "");
      const begins = small.some(([end, name]) => from?.endsWith(end) && source === name);
      if (!begins && !copy.test(importer ?? "")) return undefined;
      if (source === "decimal.js") return `${here}parts/nothing.ts`;
      if (source === "d3" && from?.endsWith("/plot/src/projection.js")) {
        projection = from;
        return `${flat}?copy`;
      }
      const asker = from === flat ? projection : from;
      const found = await this.resolve(source, asker, { skipSelf: true });
      if (!found || found.external) return found;
      // Neither package does anything when it is read, but for one method that `Plot` adds to a class.
      const moduleSideEffects = found.id.endsWith("/plot/src/index.js");
      return { id: `${found.id}?copy`, moduleSideEffects };
    },
  };
}

/** Stands for what Plot's projections take of d3: those of the earth are left to the whole. */
const flat = `${here}flat.ts`;
const globes = ("Albers AlbersUsa AzimuthalEqualArea AzimuthalEquidistant ClipRectangle " +
  "ConicConformal ConicEqualArea ConicEquidistant EqualEarth Equirectangular Gnomonic Mercator " +
  "Orthographic Stereographic TransverseMercator").split(" ");
const flatEarth = `export { geoPath, geoStream, geoTransform } from "d3";
function geo() { throw new Error("This report carries no projections of the earth."); }
export { ${globes.map((name) => `geo as geo${name}`).join(", ")} };`;

const copy = /\?copy$/;

/** Who takes a copy of what. */
const small = [
  ["/chart.part.ts", "@observablehq/plot"],
  ["/plots/gaps.ts", "@observablehq/plot"],
  ["/parts/formula.ts", "mathjs"],
];

/** Writes each script so that it can stand in a page, and a list of what each part needs. */
function shelf(): Plugin {
  return {
    name: "report-shelf",
    generateBundle(_, bundle) {
      const list: Record<string, unknown> = {};
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk") continue;
        const name = JSON.stringify(`./${short(chunk.fileName)}`);
        chunk.code = `mitate.part(${name}, function (require, exports) {\n${chunk.code}\n});\n`;
      }
      // In the order of the parts, which is the order in which they are tried.
      for (const name of ["start", ...Object.keys(parts)]) {
        const { names = [], members, beyond } = parts[name] ?? {};
        const scripts = needs(`report/${name}.js`).map(short);
        const records = name in parts && readsRecords(parts[name]);
        list[name] = { names, members, beyond, records, scripts };
      }
      this.emitFile({ type: "asset", fileName: "report/parts.json", source: JSON.stringify(list) });

      function needs(file: string): string[] {
        const seen = new Set<string>();
        const order: string[] = [];
        const visit = (file: string) => {
          if (seen.has(file)) return;
          seen.add(file);
          const chunk = bundle[file];
          if (chunk?.type === "chunk") chunk.imports.forEach(visit);
          order.push(file);
        };
        visit(file);
        return order;
      }
    },
  };
}

function short(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1);
}
