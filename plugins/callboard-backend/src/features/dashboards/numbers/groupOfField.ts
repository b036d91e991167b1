/** The key of the group that a field of a bar is about, as `fieldOfGroup` names it. */
export function groupOfField(field: string): string {
  return /^=+(key|name|count)$/.test(field) ? field.slice(1) : field;
}
