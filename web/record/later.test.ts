// @vitest-environment happy-dom
import { html, render } from "lit";
import { live } from "lit/directives/live.js";
import { expect, test } from "vitest";
import { later, nextPicture, whenDrawn } from "./later.ts";

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

test("who presses a key or points in a part finds it drawn", () => {
  for (const kind of ["keydown", "pointerdown", "pointerup"]) {
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

test("what follows a change finds the page drawn as a whole", async () => {
  const { draw, shown } = stage();
  draw(1, true);
  draw(2, true);
  expect(await new Promise((found) => whenDrawn(() => found(shown())))).toBe("2");
});

test("a box that is ticked while its part is to be drawn stays ticked until its change is told", async () => {
  const root = document.createElement("div");
  document.body.append(root);
  let ticked = false;
  const draw = (key: number) =>
    render(
      html`<section>${
        later(key, true, () =>
          html`<input type="checkbox" .checked=${live(ticked)} @change=${(event: Event) =>
            ticked = (event.target as HTMLInputElement).checked}>`)
      }</section>`,
      root,
    );
  draw(1);
  draw(2);
  root.querySelector("input")!.click();
  expect(ticked).toBe(true);
  await nextPicture();
  expect(root.querySelector("input")!.checked).toBe(true);
});
