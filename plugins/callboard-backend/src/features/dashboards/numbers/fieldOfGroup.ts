/**
 * The name of a group's number in a bar, which has fields of its own. No two groups
 * have the same: `groupOfField` has the group.
 */
export function fieldOfGroup(key: string): string {
  return /^=*(key|name|count)$/.test(key) ? `=${key}` : key;
}
