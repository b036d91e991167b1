import { InputError, NotFoundError } from '@backstage/errors';
import { Matching } from './Matching';

/** Something that a name could mean. */
export interface Candidate<T> {
  value: T;
  /** What it goes by; the first is how others tell it apart. */
  names: readonly (string | null)[];
}

/** How many an error lists. */
const MOST_LISTED = 10;

/** A name that somebody used. */
interface UsedName {
  /** Where it is from, for the error. */
  field: string;
  /** What is looked for, such as `project`. */
  kind: string;
  name: string;
  matching: Matching;
}

/**
 * The one that a name means: the only one that goes by it, or else, where parts of
 * names are taken, the only one there is.
 *
 * @param candidates - what has the name as a part of its own
 * @throws NotFoundError when there is none
 * @throws InputError when there are several, or only some that have more in their
 *   names than whoever acts said
 */
export function theOne<T>(
  { field, kind, name, matching }: UsedName,
  candidates: readonly Candidate<T>[],
): T {
  const normalisedName = name.trim().toLowerCase();
  const called = candidates.filter(({ names }) =>
    names.some(each => each?.toLowerCase() === normalisedName),
  );
  const meant = called.length > 0 ? called : candidates;
  if (meant.length === 0) {
    throw new NotFoundError(
      `${field}: there is no ${kind} "${name}" that this person can see`,
    );
  }
  if (called.length === 0 && matching === 'whole') {
    throw new InputError(
      `${field}: no ${kind} is called exactly "${name}"; say which: ${listed(
        meant,
      )}`,
    );
  }
  if (meant.length > 1) {
    throw new InputError(
      `${field}: "${name}" can mean more than one ${kind}; say which: ${listed(
        meant,
      )}`,
    );
  }
  return meant[0].value;
}

function listed(candidates: readonly Candidate<unknown>[]): string {
  const known = candidates
    .slice(0, MOST_LISTED)
    .map(({ names }) => names.filter(Boolean).join(' = '));
  return [...known, ...(candidates.length > MOST_LISTED ? ['…'] : [])].join(
    '; ',
  );
}
