import { InputError, NotFoundError } from '@backstage/errors';

/** Something that a name could mean. */
export interface Candidate<T> {
  value: T;
  /** What it goes by; the first is how others tell it apart. */
  names: readonly (string | null)[];
}

/** How many an error lists. */
const MOST_LISTED = 10;

/**
 * The one that a name means: the only one that goes by it, or else the only one
 * there is.
 *
 * @param field - where the name is from, for the error
 * @param kind - what is looked for, such as `project`
 * @throws NotFoundError when there is none
 * @throws InputError when there are several
 */
export function theOne<T>(
  { field, kind, name }: { field: string; kind: string; name: string },
  candidates: readonly Candidate<T>[],
): T {
  const wanted = name.trim().toLowerCase();
  const called = candidates.filter(({ names }) =>
    names.some(each => each?.toLowerCase() === wanted),
  );
  const meant = called.length > 0 ? called : candidates;
  if (meant.length === 0) {
    throw new NotFoundError(
      `${field}: there is no ${kind} "${name}" that this person can see`,
    );
  }
  if (meant.length > 1) {
    const known = meant
      .slice(0, MOST_LISTED)
      .map(({ names }) => names.filter(Boolean).join(' = '));
    throw new InputError(
      `${field}: "${name}" can mean more than one ${kind}; say which: ${known.join(
        '; ',
      )}${meant.length > MOST_LISTED ? '; …' : ''}`,
    );
  }
  return meant[0].value;
}
