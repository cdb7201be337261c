import { describe, expect, test } from "vitest";
import { closedElements, disarmed, inPlace } from "./closed.ts";

describe("markup of cells", () => {
  test("has no element that loads or leads away, however it is written", () => {
    for (const name of closedElements) {
      for (
        const tag of [`<${name}>`, `<${name.toUpperCase()}/>`, `</${name}>`, `<${name}\n a="b">`]
      ) {
        expect(disarmed(`a${tag}b`), tag).toBe(`a&lt;${tag.slice(1)}b`);
        expect(inPlace(`a${tag}b`), tag).toBe(`a&lt;${tag.slice(1)}b`);
      }
    }
    expect(disarmed("<x:link/>")).toBe("&lt;x:link/>");
  });

  test("keeps every other element, though its name begins alike", () => {
    for (
      const markup of ["<b>a</b>", "<header><metadata></metadata></header>", "a < b", "<linker>"]
    ) {
      expect([disarmed(markup), inPlace(markup)]).toEqual([markup, markup]);
    }
    expect(disarmed("<!-- kept --><body>")).toBe("<!-- kept --><body>");
  });

  test("ends its place neither by a tag nor by what takes in the rest of the page", () => {
    expect(inPlace("a</section></MAIN></body><!--")).not.toMatch(/<[/!]/);
    for (const name of ["title", "textarea", "style", "select"]) {
      const sound = `<${name}>a</${name}><i></i><${name} b="c">d</${name}>`;
      expect(inPlace(sound), name).toBe(sound);
      for (const open of [`<${name}>`, `a</${name}><${name}>`, `<${name}>a</${name}>b<${name}>`]) {
        expect(inPlace(open), open).not.toContain(`<${name}`);
      }
    }
    expect(inPlace("<template><xmp><plaintext>")).not.toContain("<");
  });
});
