import { expect, test } from "vitest";
import { assignment } from "../change.ts";
import { toChange } from "./assignment.ts";

test.each([
  ["AC-2=implemented", { type: "set-status", control: "AC-2", status: "implemented" }],
  ["AC-2(3)@web = absent", {
    type: "set-status",
    control: "AC-2(3)",
    place: "web",
    status: "absent",
  }],
  ["own:5.1.1=partial", { type: "set-status", control: "own:5.1.1", status: "partial" }],
  ["profile.exposure=closed", { type: "set-trait", trait: "exposure", value: "closed" }],
  ["profile.operation.remote=false", {
    type: "set-trait",
    trait: "operation.remote",
    value: false,
  }],
  ["profile.users.count=320000", { type: "set-trait", trait: "users.count", value: 320000 }],
  ["impact.disclosure=high", { type: "set-impact", category: "disclosure", level: "high" }],
  ["target.3=C", { type: "set-target", damage: 3, risk: "C" }],
  ["S1.threat=2", { type: "set-threat", scenario: "S1", threat: 2 }],
  ["S1/entry.threat=unassessed", {
    type: "set-threat",
    scenario: "S1",
    step: "entry",
    threat: "unassessed",
  }],
])("%s", (written, change) => expect(toChange(written)).toEqual(change));

test.each([
  "",
  "AC-2",
  "=absent",
  "AC-2=",
  "@web=absent",
  "AC-2@=absent",
  "A@b@c=absent",
  "S1/a/b.threat=2",
])(
  'not a change: "%s"',
  (written) => expect(toChange(written)).toBeUndefined(),
);

test.each([
  "AC-2=implemented",
  "AC-2@web=absent",
  "profile.exposure=closed",
  "profile.operation.remote=true",
  "impact.disclosure=high",
  "target.3=C",
  "S1.threat=2",
  "S1/entry.threat=unassessed",
])("%s is written as it is read", (written) => {
  expect(assignment(toChange(written)!)).toBe(written);
});

test("what the short form has no words for is not written in it", () => {
  expect(assignment({ type: "remove", from: "scenarios", id: "S1" })).toBeUndefined();
  expect(assignment({ type: "set-trait", trait: "exposure", value: null })).toBeUndefined();
});
