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
])("%s is a place, and back", (hash, route) => {
  expect(routeOf(hash)).toEqual(route);
  expect(routeOf(hashOf(route))).toEqual(route);
});

test("anything else is home", () => {
  expect(routeOf("#/nowhere/x")).toEqual({ at: "home" });
});
