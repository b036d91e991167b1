const KEY = 'callboard.demo.person';

/**
 * Who this browser chose to be; undefined before a choice and after signing
 * out. Storage may be forbidden: then a choice lasts until the next reload.
 */
export function readChosenPerson(): string | undefined {
  try {
    return window.localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers the choice over reloads; undefined forgets it. */
export function keepChosenPerson(name: string | undefined): void {
  try {
    if (name === undefined) {
      window.localStorage.removeItem(KEY);
    } else {
      window.localStorage.setItem(KEY, name);
    }
  } catch {
    // The session itself works without.
  }
}
