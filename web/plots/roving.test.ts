// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import { assessed } from "./fixtures/sample.ts";
import { conformityStrip, pathDiagram, riskMatrix } from "./mod.ts";

const sample = assessed();

describe("pathDiagram", () => {
  test("has one stop of the Tab key, and the arrow keys lead along the lines", () => {
    const element = pathDiagram(sample, "S7", { lang: "en" });
    document.body.replaceChildren(element);
    const stops = () =>
      [...element.querySelectorAll("svg [tabindex='0']")].map((node) =>
        node.getAttribute("data-ref")
      );
    expect(stops()).toEqual([`step/S7/${element.value}`]);
    const told: string[] = [];
    element.addEventListener("input", () => told.push(element.value));
    const press = (key: string) =>
      document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    element.querySelector<SVGElement>("svg [tabindex='0']")!.focus();
    press("Home");
    const start = element.value;
    expect(start).toBe("enter-vpn");
    press("ArrowUp");
    expect(element.value).toBe("mail-admin");
    press("ArrowUp");
    expect(element.value).toBe("mail-admin");
    press("ArrowRight");
    expect(element.value).toBe("take-over");
    press("ArrowLeft");
    expect(element.value).toBe("enter-vpn");
    press("End");
    expect(element.value).toBe("");
    expect(stops()).toEqual(["scenario/S7"]);
    expect(told.slice(-4)).toEqual(["mail-admin", "take-over", "enter-vpn", ""]);
    expect(element.querySelector(".panel")!.textContent).toContain("Violations of law");
  });

  test("shows the step it is given without an event, and keeps its own for an unknown one", () => {
    const element = pathDiagram(sample, "S7", { lang: "en" });
    let told = 0;
    element.addEventListener("input", () => told++);
    element.value = "encrypt";
    element.value = "nowhere";
    expect([element.value, told]).toEqual(["encrypt", 0]);
    expect(element.querySelector("[aria-selected=true]")!.getAttribute("data-step")).toBe(
      "encrypt",
    );
  });
});

describe("riskMatrix", () => {
  test("is one stop of the Tab key; arrows move, Enter goes through the scenarios of a cell", () => {
    const element = riskMatrix(sample, { lang: "en" });
    document.body.replaceChildren(element);
    const told: string[] = [];
    element.addEventListener("input", () => told.push(element.value.join()));
    const press = (key: string) =>
      document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    const at = () => (document.activeElement as HTMLElement).dataset.cell;
    expect(element.querySelectorAll("td[tabindex='0']").length).toBe(1);
    element.querySelector<HTMLElement>("td[data-cell='3/1/1']")!.focus();
    for (const key of ["ArrowUp", "ArrowLeft"]) press(key);
    expect(at()).toBe("3/1/1");
    for (const key of ["ArrowDown", "End"]) press(key);
    expect(at()).toBe("2/3/3");
    expect(element.querySelectorAll("td[tabindex='0']").length).toBe(1);
    for (let turn = 0; turn < 5; turn++) press("Enter");
    expect(told).toEqual(["S5,S7,S10", "S5", "S7", "S10", ""]);
    press(" ");
    expect(element.querySelector(".chosen[role=status]")!.textContent).toContain("S10");
    press("ArrowDown");
    press("Enter");
    expect(element.value).toEqual([]);
  });

  test("a click on a scenario chooses it alone, and setting the value shows it silently", () => {
    const element = riskMatrix(sample);
    document.body.replaceChildren(element);
    let told = 0;
    element.addEventListener("input", () => told++);
    element.querySelector<HTMLElement>("[data-id=S7]")!.click();
    expect([element.value, told]).toEqual([["S7"], 1]);
    element.value = ["S1"];
    expect([element.value, told]).toEqual([["S1"], 1]);
    const selected = element.querySelectorAll<HTMLElement>("[aria-selected=true]");
    expect([...selected].map(({ dataset }) => dataset.cell)).toEqual(["2/3/2"]);
    element.querySelector<HTMLElement>("[data-id=S1]")!.click();
    expect([element.value, told]).toEqual([[], 2]);
  });
});

describe("conformityStrip", () => {
  test("is one stop of the Tab key; arrows lead along and between families", () => {
    const element = conformityStrip(sample);
    document.body.replaceChildren(element);
    const told: string[] = [];
    element.addEventListener("input", () => told.push(element.value));
    expect(element.querySelectorAll("[tabindex='0']").length).toBe(1);
    element.querySelector<HTMLElement>("[tabindex='0']")!.focus();
    const press = (key: string) =>
      document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    for (const key of ["ArrowRight", "ArrowUp", "End", "ArrowDown", "Home"]) press(key);
    expect([told[0], told.at(-1)]).toEqual(["AC-1", "AT-1"]);
    expect(element.querySelector("[role=status]")!.textContent).toMatch(/^AT-1 /);
    element.value = "IA-2(1)";
    expect(element.querySelector("[aria-selected=true]")!.getAttribute("data-control")).toBe(
      "IA-2(1)",
    );
    element.value = "nowhere";
    expect(element.value).toBe("");
  });
});
