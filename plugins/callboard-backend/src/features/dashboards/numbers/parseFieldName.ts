/** The group whose number a field of a bar holds: the inverse of `toFieldName`. */
export function parseFieldName(field: string): string {
  return /^=+(key|name|count)$/.test(field) ? field.slice(1) : field;
}
