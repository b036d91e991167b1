/** Fields whose value is an identifier that people recognise. */
const knownToPeople: ReadonlySet<string> = new Set(['external_id', 'staff_id']);

/** Whether the value of a field is the id of a row, which means nothing to people. */
export const holdsId = (field: string): boolean =>
  field === 'id' || (/_id$/.test(field) && !knownToPeople.has(field));
