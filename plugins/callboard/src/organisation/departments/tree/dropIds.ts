/** The drop target that makes a department one of the top level. */
export const TOP_LEVEL = 'top-level';

/** The parent that dropping on a target means; null for the top level. */
export function parentIdOf(targetId: string): string | null {
  return targetId === TOP_LEVEL ? null : targetId;
}
