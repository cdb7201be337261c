/** Where the person is in the workbench, as it stands in the address. */
export type Route =
  | { readonly at: "home" }
  /** Where a record is begun from a few answers. */
  | { readonly at: "start" }
  | SystemRoute
  | { readonly at: "notebook"; readonly path: string; readonly safe: boolean };

/** A record, a section of its page, and an entry in it: `#/system/scenarios/a.yaml/controls/AC-2`. */
export interface SystemRoute {
  readonly at: "system";
  readonly path: string;
  /** The first section where it is missing. */
  readonly section?: string;
  readonly entry?: string;
}

/** The place that a fragment such as `#/notebook/notebooks/a.html?safe` names; home for anything else. */
export function routeOf(hash: string): Route {
  if (hash === "#/start") return { at: "start" };
  const [, kind, path, query] = /^#\/(system|notebook)\/([^?]+)(?:\?(.*))?$/.exec(hash) ?? [];
  if (!kind) return { at: "home" };
  if (kind === "system") return systemOf(path);
  return { at: "notebook", path: path.split("/").map(plain).join("/"), safe: query === "safe" };
}

/** The file ends with its ending; what follows is the place in it. */
function systemOf(path: string): SystemRoute {
  const [, file, section, entry] =
    /^(.+?\.(?:ya?ml|json))(?:\/([a-z]+)(?:\/(.+))?)?$/i.exec(path) ?? [undefined, path];
  return {
    at: "system",
    path: file.split("/").map(plain).join("/"),
    ...(section ? { section } : {}),
    ...(entry ? { entry: plain(entry) } : {}),
  };
}

/** The fragment of a place. */
export function hashOf(route: Route): string {
  if (route.at === "home") return "#/";
  if (route.at === "start") return "#/start";
  const path = route.path.split("/").map(encodeURIComponent).join("/");
  if (route.at === "notebook") return `#/notebook/${path}${route.safe ? "?safe" : ""}`;
  const { section, entry } = route;
  const place = section ? `/${section}${entry ? `/${encodeURIComponent(entry)}` : ""}` : "";
  return `#/system/${path}${place}`;
}

function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
