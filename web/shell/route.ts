/** Where the person is in the workbench, as it stands in the address. */
export type Route =
  | { readonly at: "home" }
  | { readonly at: "system"; readonly path: string }
  | { readonly at: "notebook"; readonly path: string; readonly safe: boolean };

/** The place that a fragment such as `#/notebook/notebooks/a.html?safe` names; home for anything else. */
export function routeOf(hash: string): Route {
  const [, kind, path, query] = /^#\/(system|notebook)\/([^?]+)(?:\?(.*))?$/.exec(hash) ?? [];
  if (!kind) return { at: "home" };
  const decoded = path.split("/").map(plain).join("/");
  if (kind === "system") return { at: "system", path: decoded };
  return { at: "notebook", path: decoded, safe: query === "safe" };
}

/** The fragment of a place. */
export function hashOf(route: Route): string {
  if (route.at === "home") return "#/";
  const path = route.path.split("/").map(encodeURIComponent).join("/");
  return `#/${route.at}/${path}${route.at === "notebook" && route.safe ? "?safe" : ""}`;
}

function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
