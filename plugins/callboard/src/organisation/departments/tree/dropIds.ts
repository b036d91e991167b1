/** The drop target for the top level. */
export const TOP_LEVEL = 'top-level';

/** The parent that a drop target represents; null for the top level. */
export function toParentId(targetId: string): string | null {
  return targetId === TOP_LEVEL ? null : targetId;
}
