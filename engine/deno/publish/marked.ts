import type { SystemSpec } from "../../schema.ts";
import { toText } from "../../text.ts";

/**
 * Whether a record goes into a report only as a digest: its information has confidentiality grade 3, or
 * its marking says so. Grade 3 is what the government's common standards keep as secret documents are
 * kept (政府機関等のサイバーセキュリティ対策のための統一基準, 機密性3情報). What the cells draw of it is in
 * the report all the same; that is what the report is for.
 */
export function isSecret({ marking, profile }: SystemSpec): boolean {
  if (Number(profile?.information?.confidentiality) === 3) return true;
  const { ja, en } = toText(marking);
  return saysSecret(ja) || saysSecret(en);
}

/** Whether a marking, as it is written on documents, names secrecy. */
export function saysSecret(marking: string): boolean {
  return /機密性\s*3|confidentiality\s*3|\bsecret\b|(?<!\p{L})極?秘(?!\p{L})/iu.test(
    marking.normalize("NFKC"),
  );
}
