import { sp80053b } from "./catalogs/sp800-53b.ts";
import { formula } from "./maths/formula.ts";
import type { Shelf } from "./shelf.ts";
import { ds201 } from "./tables/ds201.ts";
import { ipa, ipaMatrix, ipaVulnerability } from "./tables/ipa.ts";
import {
  conformityTable,
  damageTable,
  effectTable,
  stepTable,
  stepWithoutDetection,
} from "./tables/mitate.ts";
import { g5, i2, sp80030 } from "./tables/sp800-30.ts";
import { assurance61, assurance62 } from "./tables/sp800-63.ts";

/** Everything that ships with Mitate. The first method and impact table are the defaults. */
export const standard: Shelf = {
  catalogs: [sp80053b],
  impacts: [ds201],
  tables: [
    ipaMatrix,
    ipaVulnerability,
    g5,
    i2,
    sp80030.table,
    assurance61,
    assurance62,
    damageTable,
    conformityTable,
    effectTable,
    stepTable,
    stepWithoutDetection,
  ],
  methods: [ipa, sp80030],
  formula,
};
