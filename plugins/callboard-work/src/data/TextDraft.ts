/** An unsaved text, and the version of the item or comment that it was based on. */
export interface TextDraft {
  text: string;
  version: number;
}

/** Whether a value is a text draft. */
export function isTextDraft(value: unknown): value is TextDraft {
  const draft = value as Partial<TextDraft> | null | undefined;
  return typeof draft?.text === 'string' && Number.isInteger(draft.version);
}
