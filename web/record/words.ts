import compareEn from "../messages/record/compare.en.json" with { type: "json" };
import compareJa from "../messages/record/compare.ja.json" with { type: "json" };
import componentsEn from "../messages/record/components.en.json" with { type: "json" };
import componentsJa from "../messages/record/components.ja.json" with { type: "json" };
import controlsEn from "../messages/record/controls.en.json" with { type: "json" };
import controlsJa from "../messages/record/controls.ja.json" with { type: "json" };
import importEn from "../messages/record/import.en.json" with { type: "json" };
import importJa from "../messages/record/import.ja.json" with { type: "json" };
import damagesEn from "../messages/record/damages.en.json" with { type: "json" };
import damagesJa from "../messages/record/damages.ja.json" with { type: "json" };
import measuresEn from "../messages/record/measures.en.json" with { type: "json" };
import measuresJa from "../messages/record/measures.ja.json" with { type: "json" };
import scenariosEn from "../messages/record/scenarios.en.json" with { type: "json" };
import scenariosJa from "../messages/record/scenarios.ja.json" with { type: "json" };
import treatmentsEn from "../messages/record/treatments.en.json" with { type: "json" };
import treatmentsJa from "../messages/record/treatments.ja.json" with { type: "json" };
import reviewsEn from "../messages/record/reviews.en.json" with { type: "json" };
import reviewsJa from "../messages/record/reviews.ja.json" with { type: "json" };
import sheetEn from "../messages/record/sheet.en.json" with { type: "json" };
import sheetJa from "../messages/record/sheet.ja.json" with { type: "json" };
import startEn from "../messages/record/start.en.json" with { type: "json" };
import startJa from "../messages/record/start.ja.json" with { type: "json" };
import variantsEn from "../messages/record/variants.en.json" with { type: "json" };
import variantsJa from "../messages/record/variants.ja.json" with { type: "json" };
import en from "../messages/record.en.json" with { type: "json" };
import ja from "../messages/record.ja.json" with { type: "json" };

/**
 * The sentences of the page of a record, a catalogue per form beside the common one. They are apart from
 * those of the plots, which every notebook and report carries; `main.ts` teaches them to the voice.
 */
export const recordWords = {
  ja: {
    ...ja,
    ...compareJa,
    ...componentsJa,
    ...controlsJa,
    ...damagesJa,
    ...scenariosJa,
    ...measuresJa,
    ...treatmentsJa,
    ...variantsJa,
    ...sheetJa,
    ...startJa,
    ...reviewsJa,
    ...importJa,
  },
  en: {
    ...en,
    ...compareEn,
    ...componentsEn,
    ...controlsEn,
    ...damagesEn,
    ...scenariosEn,
    ...measuresEn,
    ...treatmentsEn,
    ...variantsEn,
    ...sheetEn,
    ...startEn,
    ...reviewsEn,
    ...importEn,
  },
};

/** The name of a sentence of the page of a record. */
export type RecordMessage = keyof typeof recordWords.ja;
