import { hashKey } from '@tanstack/react-query';

/** Compares regardless of the order of fields. Undefined equals null, but not a missing field. */
export function isEqual(a: unknown, b: unknown): boolean {
  return hashKey([a]) === hashKey([b]);
}

/** Merges two changes of `base`, by field; `preferred` wins if both change the same. */
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
