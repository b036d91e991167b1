/**
 * The field of a bar that holds a group's number. It differs from the bar's own fields
 * and from those of all other groups; `groupOfField` is its inverse.
 */
export function fieldOfGroup(key: string): string {
  return /^=*(key|name|count)$/.test(key) ? `=${key}` : key;
}
