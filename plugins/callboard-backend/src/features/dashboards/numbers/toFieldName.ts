/**
 * The field of a bar that holds a group's number. It is distinct from the bar's own fields and
 * other groups' fields; `parseFieldName` is the inverse.
 */
export function toFieldName(key: string): string {
  return /^=*(key|name|count)$/.test(key) ? `=${key}` : key;
}
