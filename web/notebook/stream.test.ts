// @vitest-environment happy-dom
import * as Inputs from "@observablehq/inputs";
import { describe, expect, test } from "vitest";
import { compile } from "./compile.ts";
import { createKernel } from "./kernel.ts";
import { assign, emit, type InputElement, valueOf } from "./stream.ts";

function element(html: string): InputElement {
  const box = document.createElement("div");
  box.innerHTML = html;
  return box.firstElementChild as unknown as InputElement;
}

describe("elements of the browser", () => {
  test.each<[string, unknown]>([
    ['<input type="range" min="0" max="10" value="3">', 3],
    ['<input type="number" value="4">', 4],
    ['<input type="checkbox" checked>', true],
    ['<input type="text" value="給付">', "給付"],
    ["<textarea>a</textarea>", "a"],
    ['<select><option value="a"></option><option value="b" selected></option></select>', "b"],
  ])("%s has a value, and takes one", (html, value) => {
    expect(valueOf(element(html))).toEqual(value);
    const other = element(html);
    const next = typeof value === "number" ? 1 : typeof value === "boolean" ? false : "a";
    assign(other, next);
    expect(valueOf(other)).toEqual(next);
  });

  test("an option that is gone is not taken", () => {
    const select = element('<select><option value="a" selected></option></select>');
    assign(select, "gone");
    expect(valueOf(select)).toBe("a");
  });
});

test("an input of Observable keeps its value, its element and its readers", async () => {
  let shown: unknown;
  const roots: InputElement[] = [];
  const kernel = createKernel({
    make: (body) => new Function(`return (${body})`)(),
    builtins: { Inputs },
    show(id, value) {
      if (id === 1) roots.push(value as InputElement);
      else if (id === 2) shown = value;
    },
  });
  const cells = [
    "const 段階 = view(Inputs.range([1, 5], { step: 1, value: start }));",
    "段階",
    "const start = 1",
  ];
  kernel.put(cells.map((value, at) => compile({ id: at + 1, mode: "javascript", value })));
  kernel.run();
  await kernel.settled();
  expect(shown).toBe(1);
  roots[0].value = 4;
  emit(roots[0]);
  await kernel.settled();
  expect(shown).toBe(4);
  expect(roots).toHaveLength(1);
  kernel.put(compile({ id: 3, mode: "javascript", value: "const start = 2" }));
  kernel.run();
  await kernel.settled();
  expect(roots).toHaveLength(2);
  expect(valueOf(roots[1])).toBe(4);
  expect(shown).toBe(4);
  kernel.dispose();
});
