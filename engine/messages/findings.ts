import type { Text } from "../text.ts";

/** What a finding says: what is wrong, the value, and the way out. `{name}` is filled in. */
export const findings = {
  "unknown-control": {
    ja: "管理策「{control}」は、使用中のカタログにありません。{hint}",
    en: 'control "{control}" is not in the catalogues in use{hint}',
  },
} as const satisfies Record<string, Text>;
