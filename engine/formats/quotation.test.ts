import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { opened } from "../fixtures/sample.ts";
import { quote, unquote } from "./quotation.ts";

describe("a value quoted from a text", () => {
  test("comes back as it was, whatever it is and whatever the text", () => {
    const word = fc.oneof(
      fc.constantFrom("^", "^3,4", "申請ポータル", "", "__proto__"),
      fc.string(),
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: "small" },
        word,
        fc.constantFrom(null, true, 1.5),
        fc.array(tie("any")),
        fc.dictionary(fc.string({ minLength: 1 }).filter((key) => key !== "__proto__"), tie("any")),
      ),
    })).any;
    fc.assert(
      fc.property(value, fc.array(word), (value, words) => {
        const text = words.join(" ");
        const carried = JSON.parse(JSON.stringify(quote(value, text)));
        expect(unquote(carried, text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 201 },
    );
  });

  test("carries no word of the sample twice", () => {
    const { text, spec } = opened as unknown as { text: string; spec: unknown };
    const carried = JSON.stringify(quote(spec, text));
    expect(unquote(JSON.parse(carried), text)).toEqual(spec);
    expect(carried.length).toBeLessThan(JSON.stringify(spec).length * 0.7);
    expect(carried).not.toMatch(/[ぁ-ん]{6}/);
  });

  test("says where its words stand", () => {
    expect(quote({ name: "a portal", is: ["the gateway", "^x", "short"] }, "a portal, the gateway"))
      .toEqual({ name: "^0,8", is: ["^2,11", "^^x", "short"] });
  });
});
