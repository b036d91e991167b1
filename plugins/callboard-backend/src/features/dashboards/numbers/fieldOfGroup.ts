/**
 * The field of a bar that holds a group's number. It is distinct from the bar's own fields and
 * other groups' fields; `groupOfField` is the inverse.
 */
export function fieldOfGroup(key: string): string {
  return /^=*(key|name|count)$/.test(key) ? `=${key}` : key;
}
