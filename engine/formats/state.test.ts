import fc from "fast-check";
import { expect, test } from "vitest";
import { nameOfState, stateNamed } from "./state.ts";

const files = ["a.yaml", "with#sign.yaml", "b@2.yaml", "scenarios/申請.yaml"];
const isFile = (name: string) => files.includes(name);

test.each([
  ["a.yaml", "", ["a.yaml", "record", ""]],
  ["a.yaml#early", "", ["a.yaml", "variant", "early"]],
  ["a.yaml@12", "", ["a.yaml", "version", "12"]],
  ["scenarios/申請.yaml#案1", "", ["scenarios/申請.yaml", "variant", "案1"]],
  // A sign alone is of the other one's file, whatever state of it that is.
  ["#early", "a.yaml", ["a.yaml", "variant", "early"]],
  ["@3", "a.yaml#early", ["a.yaml", "version", "3"]],
  ["#early", "with#sign.yaml", ["with#sign.yaml", "variant", "early"]],
  ["#early", "", ["", "variant", "early"]],
  ["#early", "@2", ["", "variant", "early"]],
  // A file of such a name is that file.
  ["with#sign.yaml", "", ["with#sign.yaml", "record", ""]],
  ["with#sign.yaml#x", "", ["with#sign.yaml", "variant", "x"]],
  ["b@2.yaml@3", "", ["b@2.yaml", "version", "3"]],
  // Nothing behind a sign names nothing.
  ["a.yaml#", "", ["a.yaml#", "record", ""]],
  ["nowhere.yaml", "", ["nowhere.yaml", "record", ""]],
])("%s beside %s", (typed, other, [file, kind, id]) => {
  expect(stateNamed(typed, other, isFile)).toEqual({ file, kind, id });
});

test("every state is read again from its name", () => {
  const id = fc.string({ minLength: 1 }).filter((text) => !/[#@]/.test(text));
  const state = fc.oneof(
    fc.record({
      file: fc.constantFrom(...files),
      kind: fc.constant("record"),
      id: fc.constant(""),
    }),
    fc.record({ file: fc.constantFrom(...files), kind: fc.constantFrom("variant", "version"), id }),
  );
  fc.assert(
    fc.property(state, (one) => {
      const named = one as ReturnType<typeof stateNamed>;
      expect(stateNamed(nameOfState(named), "", isFile)).toEqual(named);
    }),
    { seed: 201 },
  );
});
