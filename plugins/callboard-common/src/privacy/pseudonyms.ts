/** What the reference of somebody begins with whose name a reader does not see. @public */
export const PSEUDONYM_PREFIX = 'user:pseudonym/';

/** Whether a reference is a pseudonym, and no User of the catalog. @public */
export function isPseudonym(ref: string): boolean {
  return ref.startsWith(PSEUDONYM_PREFIX);
}

/** What is shown in place of a name. @public */
export function nameOfPseudonym(pseudonym: string): string {
  return `Person ${pseudonym.slice(PSEUDONYM_PREFIX.length)}`;
}
