/** The version of the record format that this Mitate writes. */
export const current = 1;

/** How a record of an older format becomes one of the next. */
export interface Migration {
  readonly to: number;
  readonly migrate: (record: Readonly<Record<string, unknown>>) => Record<string, unknown>;
  /** True where everything stays at its place, so that the text can be edited as it is. */
  readonly inPlace: boolean;
}

/**
 * From version → what to do. Format 0 is format 1 before it had a version: the same without `mitate:`.
 */
export const migrations: Readonly<Record<number, Migration>> = {
  0: { to: 1, migrate: (record) => ({ mitate: 1, ...record }), inPlace: true },
};

/** A record in the current format, and whether everything is still at its place. */
export function migrated(
  record: Readonly<Record<string, unknown>>,
  from: number,
): { record: Record<string, unknown>; inPlace: boolean } {
  let now: Record<string, unknown> = { ...record };
  let inPlace = true;
  for (let version = from; version !== current;) {
    const step = migrations[version];
    delete now.mitate;
    now = { ...step.migrate(now), mitate: step.to };
    inPlace &&= step.inPlace;
    version = step.to;
  }
  return { record: now, inPlace };
}
