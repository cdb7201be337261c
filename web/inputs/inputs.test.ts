// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import type { Change, Lang } from "../../engine/mod.ts";
import { assessed, changed, system } from "../plots/fixtures/sample.ts";
import {
  controlPicker,
  impactInput,
  type Input,
  levelPicker,
  measurePicker,
  profileInput,
  scenarioPicker,
  statusTable,
} from "./mod.ts";

const sample = assessed();

const inputs: Readonly<
  Record<string, (options: { lang?: Lang; document?: Document }) => Input<unknown>>
> = {
  profileInput: (options) => profileInput(system, options),
  impactInput: (options) => impactInput(system, options),
  statusTable: (options) => statusTable(system, options),
  levelPicker: (options) => levelPicker(options),
  scenarioPicker: (options) => scenarioPicker(sample, options),
  controlPicker: (options) => controlPicker(system, options),
  measurePicker: (options) => measurePicker(sample, options),
};

describe.each(Object.keys(inputs))("%s", (name) => {
  test.each<Lang>(["ja", "en"])("stands in %s with a name, a summary and no id", (lang) => {
    const input = inputs[name]({ lang });
    expect(input.lang).toBe(lang);
    expect(input.getAttribute("aria-label")).toBeTruthy();
    expect(input.textContent).toContain(input.summary);
    expect(input.outerHTML).not.toMatch(/\{\w+\}|undefined|NaN|\[object/);
    expect(input.querySelectorAll("[id], [for], script, [oninput]").length).toBe(0);
  });

  test("has a name on every control", () => {
    for (const control of inputs[name]({}).querySelectorAll("input, select")) {
      const named = control.getAttribute("aria-label") ?? control.closest("label")?.textContent;
      expect(named?.trim()).toBeTruthy();
    }
  });

  test("takes its own value without an event, keeping every control", () => {
    const input = inputs[name]({});
    const before = [...input.querySelectorAll("input, select, button, option")];
    let events = 0;
    input.addEventListener("input", () => events++);
    const { value } = input;
    input.value = value;
    expect(input.value).toEqual(value);
    expect(events).toBe(0);
    const after = [...input.querySelectorAll("input, select, button, option")];
    expect(after.every((control, index) => control === before[index])).toBe(true);
  });

  test("is made in the document it is given", () => {
    const other = document.implementation.createHTMLDocument("other");
    expect(inputs[name]({ document: other }).ownerDocument).toBe(other);
  });
});

/** Chooses as a hand would: the control changes, then says so. */
function choose(select: HTMLSelectElement, label: string): void {
  const index = [...select.options].findIndex(({ textContent }) => textContent === label);
  expect(index).toBeGreaterThanOrEqual(0);
  select.selectedIndex = index;
  select.dispatchEvent(new Event("input", { bubbles: true }));
}

function type(field: HTMLInputElement, text: string): void {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function check(box: HTMLInputElement): void {
  box.checked = true;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function heard<T>(input: Input<T>): T[] {
  const values: T[] = [];
  input.addEventListener("input", () => values.push(input.value));
  return values;
}

const named = <E extends Element>(input: Element, label: string) =>
  input.querySelector<E & HTMLSelectElement>(`[aria-label="${label}"]`)!;

describe("profileInput", () => {
  test("starts without changes, and gives what differs as the hand changes it", () => {
    const input = profileInput(system, { lang: "en" });
    const values = heard(input);
    expect(input.value).toEqual([]);
    choose(named(input, "Exposure"), "Closed network");
    type(named<HTMLInputElement>(input, "Number of users") as unknown as HTMLInputElement, "12");
    choose(named(input, "Personal data"), "Unassessed");
    expect(values).toEqual([
      [{ type: "set-trait", trait: "exposure", value: "closed" }],
      [
        { type: "set-trait", trait: "exposure", value: "closed" },
        { type: "set-trait", trait: "users.count", value: 12 },
      ],
      [
        { type: "set-trait", trait: "exposure", value: "closed" },
        { type: "set-trait", trait: "users.count", value: 12 },
        { type: "set-trait", trait: "information.personal", value: null },
      ],
    ]);
    choose(named(input, "Exposure"), "Internet");
    expect(input.value.length).toBe(2);
  });

  test("its changes lead to the profile that it shows", () => {
    const input = profileInput(system);
    input.value = [
      { type: "set-trait", trait: "profile.hosting", value: "on-premises" },
      { type: "set-trait", trait: "availability.rto", value: null },
    ];
    const { traits } = changed(input.value).profile;
    expect([traits.hosting, traits["availability.rto"]]).toEqual(["on-premises", undefined]);
    expect(profileInput(changed(input.value)).value).toEqual([]);
  });

  test("goes back to the record, and says so", () => {
    const input = profileInput(system, { lang: "en" });
    choose(named(input, "Hosting"), "SaaS");
    const values = heard(input);
    input.querySelector("button")!.click();
    expect(values).toEqual([[]]);
    expect(input.querySelector("output")!.textContent).toBe("As in the record.");
  });

  test("does not take a negative or half-typed number for a value", () => {
    const input = profileInput(system, { lang: "en" });
    type(named(input, "Number of users") as unknown as HTMLInputElement, "-3");
    expect(input.value).toEqual([]);
  });
});

describe("impactInput", () => {
  test("gives what differs, and the level it requires", () => {
    const input = impactInput(system, { lang: "en" });
    check(input.querySelector('input[name="disclosure"][value="high"]')!);
    expect(input.value).toEqual([{ type: "set-impact", category: "disclosure", level: "high" }]);
    expect(input.textContent).toContain("Required level: High");
    check(input.querySelector('input[name="disclosure"][value="moderate"]')!);
    expect(input.value).toEqual([]);
  });

  test("shows the published definition of every level of every category", () => {
    const text = impactInput(system, { lang: "ja" }).textContent;
    for (const { definitions } of Object.values(system.method.impact.categories)) {
      for (const { ja } of Object.values(definitions)) expect(text).toContain(ja);
    }
  });

  test("may stand twice in a document", () => {
    const [a, b] = [impactInput(system), impactInput(system)];
    document.body.append(a, b);
    check(a.querySelector('input[name="law"][value="low"]')!);
    expect(b.value).toEqual([]);
    a.remove();
    b.remove();
  });
});

describe("statusTable", () => {
  const rows = (input: Element) =>
    [...input.querySelectorAll<HTMLElement>("tbody tr")].filter(({ hidden }) => !hidden)
      .map((row) => row.querySelector("th")!.textContent);

  test("has every required control", () => {
    const shown = rows(statusTable(system));
    for (const { control } of sample.baseline.controls) expect(shown).toContain(control);
  });

  test("shows what a provider takes over as it comes out", () => {
    const input = statusTable(system, { lang: "en", controls: ["PE-3"] });
    expect(named(input, "Status of PE-3").selectedOptions[0].textContent).toBe("Inherited");
    expect(input.value).toEqual([]);
  });

  test("gives changes, those at places apart", () => {
    const input = statusTable(system, { lang: "en", controls: ["AC-2(3)", "AC-5"] });
    choose(named(input, "Status of AC-5"), "Implemented");
    choose(named(input, "Status of AC-2(3) at Maintenance VPN gateway"), "Absent");
    expect(input.value).toEqual([
      { type: "set-status", control: "AC-2(3)", place: "maintenance-vpn", status: "absent" },
      { type: "set-status", control: "AC-5", status: "implemented" },
    ]);
  });

  test("asks for a reason where the status needs one", () => {
    const input = statusTable(system, { lang: "en", controls: ["AC-8"] });
    const why = named(input, "Reason for AC-8") as unknown as HTMLInputElement;
    expect(why.hidden).toBe(true);
    choose(named(input, "Status of AC-8"), "Not applicable");
    expect(why.hidden).toBe(false);
    type(why, "no logon screen");
    expect(input.value).toEqual([
      { type: "set-status", control: "AC-8", status: "not-applicable", why: "no logon screen" },
    ]);
  });

  test("filters by family and by search, whatever the spelling, and that is not its value", () => {
    const input = statusTable(system, { lang: "en", family: "AC" });
    expect(rows(input).every((control) => control.startsWith("AC-"))).toBe(true);
    const values = heard(input);
    choose(named(input, "Family"), "All");
    type(named(input, "Search") as unknown as HTMLInputElement, "ＩＡ－２");
    expect(rows(input)).toContain("IA-2(1)");
    expect(rows(input)).not.toContain("AC-2");
    expect(values).toEqual([]);
  });

  test("a filter does not lose what was changed", () => {
    const input = statusTable(system, { lang: "en" });
    choose(named(input, "Status of AC-5"), "Implemented");
    type(named(input, "Search") as unknown as HTMLInputElement, "SR-2");
    expect(input.value.length).toBe(1);
  });
});

test("levelPicker gives a number", () => {
  const input = levelPicker({ label: "Threat", value: 2 });
  expect(input.value).toBe(2);
  check(input.querySelector('[value="3"]')!);
  expect(input.value).toBe(3);
  input.value = 1;
  expect(input.value).toBe(1);
});

test("scenarioPicker gives an id, and keeps it when it is shown an unknown one", () => {
  const input = scenarioPicker(sample, { value: "S5", lang: "en" });
  expect(input.value).toBe("S5");
  input.value = "S99";
  expect(input.value).toBe("S5");
  expect(input.textContent).toContain("S15 ");
  expect(input.textContent).toContain("(not possible)");
});

test("controlPicker finds by number or title", () => {
  const input = controlPicker(system, { lang: "en" });
  const values = heard(input);
  type(named(input, "Search") as unknown as HTMLInputElement, "multi-factor");
  expect(values).toEqual(["IA-2(1)"]);
  expect(input.querySelectorAll("option:not([hidden])").length).toBeLessThan(6);
  input.value = "AC-2";
  expect(input.value).toBe("AC-2");
});

describe("measurePicker", () => {
  test("gives the changes of the measures selected", () => {
    const input = measurePicker(sample);
    expect(input.value).toEqual([]);
    check(input.querySelector('[value="M3"]')!);
    const { changes } = sample.plan.measures.find(({ id }) => id === "M3")!;
    expect(input.value).toEqual(changes.map(({ change }) => change));
  });

  test("selects the measures whose changes it is shown", () => {
    const { value } = measurePicker(sample, { chosen: ["M1", "M4"] });
    const input = measurePicker(sample);
    input.value = value;
    const boxes = [...input.querySelectorAll<HTMLInputElement>("[type=checkbox]")];
    expect(boxes.filter(({ checked }) => checked).map((box) => box.value).toSorted())
      .toEqual(["M1", "M4"]);
  });

  test("with all selected gives the plan", () => {
    const input = measurePicker(sample, { lang: "en" });
    const values: (readonly Change[])[] = heard(input);
    input.querySelector("button")!.click();
    expect(values.length).toBe(1);
    const after = assessed(input.value);
    expect(after.scenarios.map(({ risk }) => risk))
      .toEqual(sample.plan.after.scenarios.map(({ risk }) => risk));
  });
});
