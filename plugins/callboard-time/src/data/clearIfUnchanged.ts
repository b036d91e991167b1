/** Returns an update that clears a saved text, unless the person has typed another one meanwhile. */
export const clearIfUnchanged = (saved: string) => (current: string) =>
  current === saved ? '' : current;
