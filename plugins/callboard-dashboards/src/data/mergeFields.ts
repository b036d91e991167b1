import { hashKey } from '@tanstack/react-query';

/**
 * Whether two values are equal, regardless of the order of fields. Undefined equals null, except in
 * objects.
 */
export function isEqual(a: unknown, b: unknown): boolean {
  return hashKey([a]) === hashKey([b]);
}

/** The result of applying the user's changes to those of another user. */
interface MergedFields<Value extends object> {
  merged: Value;
  /** The fields that both changed, to different values. */
  conflicts: Array<keyof Value>;
}

/**
 * Merges two changes of the same resource, field by field. If both changed a field, the user's own
 * value wins.
 *
 * @param before - the common base
 */
export function mergeFields<Value extends object>(
  before: Value,
  mine: Value,
  theirs: Value,
): MergedFields<Value> {
  const conflicts: Array<keyof Value> = [];
  const names = new Set(
    [before, mine, theirs].flatMap(value => Object.keys(value)),
  ) as Set<string & keyof Value>;
  const fields = [...names].map(name => {
    const [baseValue, mineValue, theirsValue] = [
      before[name],
      mine[name],
      theirs[name],
    ];
    if (isEqual(baseValue, mineValue)) {
      return [name, theirsValue] as const;
    }
    if (!isEqual(baseValue, theirsValue) && !isEqual(mineValue, theirsValue)) {
      conflicts.push(name);
    }
    return [name, mineValue] as const;
  });
  return {
    merged: Object.fromEntries(
      fields.filter(([, value]) => value !== undefined),
    ) as Value,
    conflicts,
  };
}
