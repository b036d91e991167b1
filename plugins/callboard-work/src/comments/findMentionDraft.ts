/** The text that the user types after an `@`. */
export interface MentionDraft {
  /** The index of the `@`. */
  start: number;
  search: string;
}

const draft = /(?<![\w/\\.@])@([\p{L}\p{M}\p{N}._-]{0,40})$/u;

/** Returns the mention before the caret, if one is being typed. */
export function findMentionDraft(
  text: string,
  caret: number,
): MentionDraft | undefined {
  const match = draft.exec(text.slice(0, caret));
  return match ? { start: match.index, search: match[1] } : undefined;
}
