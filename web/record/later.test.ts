// @vitest-environment happy-dom
import { html, render } from "lit";
import { expect, test } from "vitest";
import { later, nextPicture } from "./later.ts";

/** A part that shows a number, drawn `patient`ly or not, in a section of its own. */
function stage() {
  const root = document.createElement("div");
  document.body.append(root);
  const draw = (value: number, patient: boolean) =>
    render(html`<section>${later(value, patient, () => html`<p>${value}</p>`)}</section>`, root);
  return { draw, root, shown: () => root.querySelector("p")?.textContent };
}

test("a patient part is drawn at once the first time, and then after the picture of the rest", async () => {
  const { draw, shown } = stage();
  draw(1, true);
  expect(shown()).toBe("1");
  draw(2, true);
  draw(3, true);
  expect(shown()).toBe("1");
  await nextPicture();
  await expect.poll(shown).toBe("3");
});

test("a part that is not patient, or whose key is the same, is drawn at once", () => {
  const { draw, shown } = stage();
  draw(1, true);
  draw(2, false);
  expect(shown()).toBe("2");
});

test("whatever is done in a part finds it drawn", () => {
  for (const kind of ["keydown", "pointerdown", "click", "input", "change"]) {
    const { draw, root, shown } = stage();
    draw(1, true);
    draw(2, true);
    let found: unknown;
    root.querySelector("p")!.addEventListener(kind, () => found = shown());
    root.querySelector("p")!.dispatchEvent(new Event(kind, { bubbles: true }));
    expect(found).toBe("2");
  }
});

test("a part that goes before its turn is not drawn any more", async () => {
  const { draw, root } = stage();
  draw(1, true);
  draw(2, true);
  render(html``, root);
  await nextPicture();
  expect(root.textContent).toBe("");
});
