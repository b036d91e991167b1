/** Returns a state update that clears a saved text, unless the text has changed since the save. */
export const clearIfUnchanged = (saved: string) => (current: string) =>
  current === saved ? '' : current;
