import { ERASED_NAMESPACE } from '@callboard/plugin-callboard-common';
import { randomInt } from 'crypto';

/** Somebody who is being erased, and all that they are found by. */
export interface ErasedPerson {
  user_ref: string;
  /** What the reference becomes. */
  pseudonym: string;
  /** What they are and were called. */
  names: string[];
  /** Lower case. */
  emails: string[];
  /** Those of them that others have, too. */
  shared_emails: string[];
  /** The ids of their rows in these tables. */
  ids: Record<'staff.id' | 'memberships.id', string[]>;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A reference of nobody: random, so that nothing leads back from it. */
export function newPseudonym(): string {
  const letters = Array.from(
    { length: 10 },
    () => LETTERS[randomInt(LETTERS.length)],
  );
  return `user:${ERASED_NAMESPACE}/${letters.join('')}`;
}
