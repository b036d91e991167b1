/** A text that is not saved yet, and the version of what it was begun on. */
export interface TextDraft {
  text: string;
  version: number;
}

/** Whether a value is such a draft. */
export function isTextDraft(value: any): value is TextDraft {
  return typeof value?.text === 'string' && Number.isInteger(value.version);
}
