/** The group whose number a field of a bar holds: the inverse of `fieldOfGroup`. */
export function groupOfField(field: string): string {
  return /^=+(key|name|count)$/.test(field) ? field.slice(1) : field;
}
