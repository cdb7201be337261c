import type { workbook } from "../../messages/sheet.ts";

/** Why a workbook is not read at all. Thrown within this room only; `read.ts` makes a remark of it. */
export class Unreadable extends Error {
  constructor(
    readonly code: keyof typeof workbook,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
    this.name = "Unreadable";
  }
}
