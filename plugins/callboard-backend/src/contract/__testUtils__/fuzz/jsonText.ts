/** JSON text that is inserted as it is, such as `1e400`, which `JSON.stringify` cannot write. */
export class JsonText {
  constructor(readonly text: string) {}
}

/** Serialises JSON, with every `JsonText` in it unchanged. */
export function writeJsonText(value: unknown): string {
  if (value instanceof JsonText) {
    return value.text;
  }
  if (Array.isArray(value)) {
    return `[${value.map(writeJsonText).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([name, member]) => `${JSON.stringify(name)}:${writeJsonText(member)}`,
    );
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
