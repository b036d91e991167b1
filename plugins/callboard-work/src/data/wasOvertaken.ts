interface Versioned {
  version: number;
}

/**
 * Whether an item was changed, by whomever, between the version that was read and
 * an own change of it, which makes one version. What it had just before the
 * own change is not known then.
 */
export const wasOvertaken = (before: Versioned, after: Versioned): boolean =>
  after.version > before.version + 1;
