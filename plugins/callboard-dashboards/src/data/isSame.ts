import { hashKey } from '@tanstack/react-query';

/**
 * Whether two values say the same, in whichever order the fields of objects are. What is
 * not set is the same as null, except in objects.
 */
export function isSame(one: unknown, other: unknown): boolean {
  return hashKey([one]) === hashKey([other]);
}
