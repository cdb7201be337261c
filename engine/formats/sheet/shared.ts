import { encode, fitting } from "./text.ts";
import { escaped } from "./xml.ts";

/** The texts of a workbook, each kept once; cells name them by number. */
export class SharedTexts {
  #numbers = new Map<string, number>();
  #uses = 0;

  /** The number of a text, as much of it as a cell holds. */
  number(text: string): number {
    const fit = fitting(text);
    const number = this.#numbers.get(fit) ?? this.#numbers.size;
    this.#numbers.set(fit, number);
    this.#uses++;
    return number;
  }

  /** What stands in the part `xl/sharedStrings.xml`, once every text has its number. */
  inside(): { readonly counts: string; readonly items: string } {
    const items = [...this.#numbers.keys()].map((text) =>
      `<si><t xml:space="preserve">${escaped(encode(text))}</t></si>`
    );
    return { counts: `count="${this.#uses}" uniqueCount="${items.length}"`, items: items.join("") };
  }
}
