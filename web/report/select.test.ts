import { Window } from "happy-dom";
import { beforeEach, describe, expect, test } from "vitest";
import { mendChoices } from "./select.ts";

let document: Document;
beforeEach(() => {
  const window = new Window();
  mendChoices(window as unknown as Parameters<typeof mendChoices>[0]);
  document = window.document as unknown as Document;
});

function select(markup: string): HTMLSelectElement {
  const box = document.createElement("div");
  box.innerHTML = markup;
  return box.firstElementChild as HTMLSelectElement;
}
const three = "<option value=a>A<option value=b>B<option value=c>C";

describe("a choice on a page without a browser", () => {
  test("is the marked option, else the first that can be, else none", () => {
    expect(select(`<select>${three}</select>`).value).toBe("a");
    expect(select("<select><option value=a disabled>A<option value=b>B</select>").value).toBe("b");
    expect(select("<select><option>A<option selected>B<option>C</select>").selectedIndex).toBe(1);
    expect(select("<select></select>").selectedIndex).toBe(-1);
  });

  test("is what the marks say in the end, though every option bore one while it was made", () => {
    const made = select(`<select>${three.replaceAll("<option", "<option selected")}</select>`);
    const [, b] = made.querySelectorAll("option");
    for (const option of made.querySelectorAll("option")) {
      if (option !== b) option.removeAttribute("selected");
    }
    expect([made.value, made.selectedIndex, b.selected]).toEqual(["b", 1, true]);
    expect([...made.selectedOptions]).toEqual([b]);
  });

  test("follows whoever chooses", () => {
    const made = select(`<select>${three}</select>`);
    const [a, b, c] = made.querySelectorAll("option");
    made.value = "b";
    expect(made.selectedIndex).toBe(1);
    made.selectedIndex = 2;
    expect([made.value, a.selected, b.selected, c.selected]).toEqual(["c", false, false, true]);
    a.selected = true;
    expect(made.value).toBe("a");
    a.selected = false;
    expect(made.value).toBe("a");
    made.value = "none";
    expect([made.value, made.selectedIndex]).toEqual(["", -1]);
  });

  test("may be several", () => {
    const made = select(`<select multiple>${three}</select>`);
    const [a, b, c] = made.querySelectorAll("option");
    expect([...made.selectedOptions]).toEqual([]);
    a.selected = true;
    c.selected = true;
    expect([...made.selectedOptions]).toEqual([a, c]);
    a.selected = false;
    expect([made.value, b.selected]).toEqual(["c", false]);
  });
});
