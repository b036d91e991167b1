const KEY = 'callboard.demo.person';

/**
 * Reads the person that this browser signed in as; undefined before a choice and after signing out.
 * Where storage is forbidden, a choice lasts until the next reload.
 */
export function readChosenPerson(): string | undefined {
  try {
    return window.localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Stores the choice over reloads; undefined deletes it. */
export function keepChosenPerson(name: string | undefined): void {
  try {
    if (name === undefined) {
      window.localStorage.removeItem(KEY);
    } else {
      window.localStorage.setItem(KEY, name);
    }
  } catch {
    // The session itself works without storage.
  }
}
