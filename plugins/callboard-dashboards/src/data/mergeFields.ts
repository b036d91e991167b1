import { hashKey } from '@tanstack/react-query';

/**
 * Compares values regardless of the order of their fields. Undefined equals null, but a field that
 * is undefined equals a missing field, not a field that is null.
 */
export function isEqual(a: unknown, b: unknown): boolean {
  return hashKey([a]) === hashKey([b]);
}

/** Merges two changes of `base`, field by field; `preferred` wins if both change the same field. */
export function mergeFields<Value extends object>(
  base: Value,
  preferred: Value,
  other: Value,
) {
  /** The fields that the two changes set to different values. */
  const conflicts: Array<keyof Value> = [];
  const names = new Set(
    [base, preferred, other].flatMap(value => Object.keys(value)),
  ) as Set<string & keyof Value>;
  const fields = [...names].map(name => {
    const [baseValue, preferredValue, otherValue] = [
      base[name],
      preferred[name],
      other[name],
    ];
    if (isEqual(baseValue, preferredValue)) {
      return [name, otherValue] as const;
    }
    if (
      !isEqual(baseValue, otherValue) &&
      !isEqual(preferredValue, otherValue)
    ) {
      conflicts.push(name);
    }
    return [name, preferredValue] as const;
  });
  return {
    merged: Object.fromEntries(
      fields.filter(([, value]) => value !== undefined),
    ) as Value,
    conflicts,
  };
}
