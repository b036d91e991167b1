import { ERASED_NAMESPACE } from '@callboard/plugin-callboard-common';
import { randomInt } from 'crypto';

/** A person to erase, and the values that identify them. */
export interface ErasureSubject {
  user_ref: string;
  /** Replaces the user reference. */
  pseudonym: string;
  /** Their current and former names. */
  names: string[];
  /** Lowercase. */
  emails: string[];
  /** Addresses that they share with others. */
  shared_emails: string[];
  /** The ids of their rows in these tables. */
  ids: Record<'staff.id' | 'memberships.id', string[]>;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A reference to no person: random, so that it cannot be traced back. */
export function createPseudonym(): string {
  const letters = Array.from(
    { length: 10 },
    () => LETTERS[randomInt(LETTERS.length)],
  );
  return `user:${ERASED_NAMESPACE}/${letters.join('')}`;
}
