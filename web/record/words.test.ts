import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import en from "../messages/en.json" with { type: "json" };
import ja from "../messages/ja.json" with { type: "json" };
import { recordWords } from "./words.ts";

const { dirname } = import.meta as ImportMeta & { dirname: string };
// English counts in two forms: `{count|change|changes}` reads the same value as `{count}`.
const values = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)[|}]/g)].map(([, name]) => name))].sort();

test("both languages have the same sentences with the same values", () => {
  expect(Object.keys(recordWords.en)).toEqual(Object.keys(recordWords.ja));
  for (const [key, text] of Object.entries(recordWords.ja)) {
    const other = (recordWords.en as Record<string, string>)[key];
    expect([key, values(other)]).toEqual([key, values(text)]);
  }
});

test("no catalogue says again what another says, and every one is heard", () => {
  const files = ["../messages/record.ja.json"].concat(
    readdirSync(`${dirname}/../messages/record`).filter((name) => name.endsWith(".ja.json"))
      .map((name) => `../messages/record/${name}`),
  );
  const keys = [
    ...Object.keys(ja),
    ...files.flatMap((name) => Object.keys(JSON.parse(readFileSync(`${dirname}/${name}`, "utf8")))),
  ];
  expect(keys.filter((key, index) => keys.indexOf(key) < index)).toEqual([]);
  expect(new Set(keys)).toEqual(new Set([...Object.keys(ja), ...Object.keys(recordWords.ja)]));
  expect(Object.keys(en).length).toBe(Object.keys(ja).length);
});
