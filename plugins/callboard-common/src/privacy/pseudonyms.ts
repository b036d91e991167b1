/** The prefix of pseudonymous user references. @public */
export const PSEUDONYM_PREFIX = 'user:pseudonym/';

/** Whether a reference is a pseudonym, and no User of the catalog. @public */
export function isPseudonym(ref: string): boolean {
  return ref.startsWith(PSEUDONYM_PREFIX);
}

/** The display name of a pseudonym. @public */
export function getPseudonymName(pseudonym: string): string {
  return `Person ${pseudonym.slice(PSEUDONYM_PREFIX.length)}`;
}
