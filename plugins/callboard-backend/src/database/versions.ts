import { isUndefined, omitBy } from 'lodash';

/**
 * The next version of a row, which is the optimistic lock of its changes.
 *
 * @param patch - fields of the row; undefined leaves a field unchanged
 * @param now - milliseconds since 1970
 */
export function toNextVersion<
  Row extends { version: number; updated_at: string | null },
>(before: Row, patch: object, now: number): Row {
  return {
    ...before,
    ...omitBy(patch, isUndefined),
    version: before.version + 1,
    updated_at: new Date(now).toISOString(),
  };
}
