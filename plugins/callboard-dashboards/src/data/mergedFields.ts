import { isSame } from './isSame';

/** One's own changes, put on top of those that somebody else made meanwhile. */
export interface MergedFields<Value extends object> {
  merged: Value;
  /** The fields that both changed, to different values. */
  conflicts: Array<keyof Value>;
}

/**
 * Merges two changes of the same thing, field by field. Where both changed a field, one's
 * own value is in what comes of it.
 *
 * @param before - what both began with
 */
export function mergedFields<Value extends object>(
  before: Value,
  mine: Value,
  theirs: Value,
): MergedFields<Value> {
  const conflicts: Array<keyof Value> = [];
  const names = new Set(
    [before, mine, theirs].flatMap(value => Object.keys(value)),
  ) as Set<string & keyof Value>;
  const fields = [...names].map(name => {
    const [from, own, other] = [before[name], mine[name], theirs[name]];
    if (isSame(from, own)) {
      return [name, other] as const;
    }
    if (!isSame(from, other) && !isSame(own, other)) {
      conflicts.push(name);
    }
    return [name, own] as const;
  });
  return {
    merged: Object.fromEntries(
      fields.filter(([, value]) => value !== undefined),
    ) as Value,
    conflicts,
  };
}
