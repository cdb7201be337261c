/** A state of a record as it is named: the record itself, one of its variants, one of its versions. */
export interface StateName {
  readonly file: string;
  readonly kind: "record" | "variant" | "version";
  /** The id of the variant or the number of the version; "" for the record itself. */
  readonly id: string;
}

/**
 * The state that `FILE`, `FILE#VARIANT` or `FILE@VERSION` names; `#VARIANT` and `@VERSION` alone are of
 * the `other` state's file. A file whose own name has such a sign is taken for itself, which `isFile`
 * tells. A sign with nothing behind it is part of the file's name.
 */
export function stateNamed(
  typed: string,
  other: string,
  isFile: (name: string) => boolean,
): StateName {
  const whole: StateName = { file: typed, kind: "record", id: "" };
  if (isFile(typed)) return whole;
  const [, file, sign, id] = /^(.*)([#@])([^#@]*)$/su.exec(typed) ?? [];
  if (sign === undefined || id === "") return whole;
  return {
    file: file || (other === "" ? "" : stateNamed(other, "", isFile).file),
    kind: sign === "#" ? "variant" : "version",
    id,
  };
}

/** The name of a state as `stateNamed` reads it. */
export function nameOfState({ file, kind, id }: StateName): string {
  const signs = { record: "", variant: "#", version: "@" };
  return `${file}${signs[kind]}${id}`;
}
