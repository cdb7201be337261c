import { expect, test } from "vitest";
import { hashOf, type Route, routeOf } from "./route.ts";

test.each<[string, Route]>([
  ["#/", { at: "home" }],
  ["#/system/scenarios/a.yaml", { at: "system", path: "scenarios/a.yaml" }],
  ["#/system/scenarios/a.yaml/impact", {
    at: "system",
    path: "scenarios/a.yaml",
    section: "impact",
  }],
  ["#/system/scenarios/a.yaml/controls/AC-2(3)", {
    at: "system",
    path: "scenarios/a.yaml",
    section: "controls",
    entry: "AC-2(3)",
  }],
  ["#/system/scenarios/%E7%94%B3%E8%AB%8B.yaml/text/12%3A3", {
    at: "system",
    path: "scenarios/申請.yaml",
    section: "text",
    entry: "12:3",
  }],
  ["#/notebook/notebooks/a.html?safe", { at: "notebook", path: "notebooks/a.html", safe: true }],
  ["#/compare", { at: "compare", a: "", b: "" }],
  ["#/compare?a=scenarios/a.yaml", { at: "compare", a: "scenarios/a.yaml", b: "" }],
  ["#/compare?a=scenarios/a.yaml&b=scenarios/a.yaml%23early", {
    at: "compare",
    a: "scenarios/a.yaml",
    b: "scenarios/a.yaml#early",
  }],
  // As someone types it on the command line.
  ["#/compare?a=scenarios/a.yaml@3&b=#early", {
    at: "compare",
    a: "scenarios/a.yaml@3",
    b: "#early",
  }],
  ["#/compare?b=x%26y%3D%25.yaml%23%E6%A1%88", { at: "compare", a: "", b: "x&y=%.yaml#案" }],
])("%s is a place, and back", (hash, route) => {
  expect(routeOf(hash)).toEqual(route);
  expect(routeOf(hashOf(route))).toEqual(route);
});

test("two states are written so that the address can be read", () => {
  const route: Route = { at: "compare", a: "scenarios/a.yaml@3", b: "scenarios/a.yaml#early" };
  expect(hashOf(route)).toBe("#/compare?a=scenarios/a.yaml@3&b=scenarios/a.yaml%23early");
});

test("anything else is home", () => {
  expect(routeOf("#/nowhere/x")).toEqual({ at: "home" });
});
