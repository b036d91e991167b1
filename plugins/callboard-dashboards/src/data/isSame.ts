import { hashKey } from '@tanstack/react-query';

/**
 * Whether two values are equal, regardless of the order of fields. Undefined equals null, except in
 * objects.
 */
export function isSame(one: unknown, other: unknown): boolean {
  return hashKey([one]) === hashKey([other]);
}
