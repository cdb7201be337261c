/**
 * Elements that load, lead away, or open a page within the page. Cells of a published report may not
 * have them, whoever makes them: what the content policy forbids anyway is among them, and `link`, whose
 * `preconnect` no policy knows.
 */
export const closedElements: readonly string[] = [
  ...["script", "link", "meta", "base", "iframe", "frame", "frameset", "object", "embed", "applet"],
  ...["portal", "fencedframe", "controlledframe", "webview"],
];

/** Markup with those elements as text. A `<` that stays begins another element, or none. */
export function disarmed(markup: string): string {
  return markup.replace(closed, "&lt;");
}

/**
 * Drawn markup that can stand in a page: disarmed, and without what would end its place there or turn
 * what follows into text. Written markup has a bare `<` only where an element starts, in an attribute or
 * in a style: no text is changed.
 */
export function inPlace(markup: string): string {
  const plain = disarmed(markup).replace(structural, "&lt;");
  return swallowing.reduce(
    (text, name) => isClosed(text, name) ? text : text.replace(startOf([name]), "&lt;"),
    plain,
  );
}

const closed = startOf(closedElements);

const structural = new RegExp(
  `${
    startOf(
      ("plaintext xmp noembed noframes noscript template body html head main section")
        .split(" "),
    ).source
  }|<(?=!)`,
  "gi",
);

/** What stands in these is not read as elements, so one that is not closed would take in what follows. */
const swallowing = ["title", "textarea", "style", "select"];

function isClosed(markup: string, name: string): boolean {
  const tags = [...markup.matchAll(new RegExp(`<(/?)${name}(?![\\w-])`, "gi"))];
  return tags.every(([, slash], index) => (slash === "/") === (index % 2 === 1)) &&
    tags.length % 2 === 0;
}

function startOf(names: readonly string[]): RegExp {
  return new RegExp(`<(?=/?(?:[\\w-]+:)?(?:${names.join("|")})(?![\\w-]))`, "gi");
}
