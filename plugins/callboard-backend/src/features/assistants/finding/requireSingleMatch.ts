import { InputError, NotFoundError } from '@backstage/errors';
import { Matching } from './Matching';

/** A resource that a name could mean. */
export interface Candidate<T> {
  value: T;
  /** Its names; the first one identifies it in errors. */
  names: readonly (string | null)[];
}

/** The maximum number of candidates in an error. */
const MAX_LISTED = 10;

/** A name in an action's input. */
interface UsedName {
  /** The input field, for the error. */
  field: string;
  /** The kind of resource, such as `project`. */
  kind: string;
  name: string;
  matching: Matching;
}

/**
 * Resolves a name: the only candidate with exactly this name, or, if partial names are allowed, the
 * only candidate.
 *
 * @param candidates - the resources whose names contain the name
 * @throws NotFoundError if none matches
 * @throws InputError if several match, or if only partial matches exist and they are not allowed
 */
export function requireSingleMatch<T>(
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
      `${field}: no ${kind} named "${name}" was found, or the person has no access to it`,
    );
  }
  if (called.length === 0 && matching === 'whole') {
    throw new InputError(
      `${field}: no ${kind} is named exactly "${name}". Use one of: ${formatCandidates(
        meant,
      )}`,
    );
  }
  if (meant.length > 1) {
    throw new InputError(
      `${field}: "${name}" matches more than one ${kind}. Use one of: ${formatCandidates(
        meant,
      )}`,
    );
  }
  return meant[0].value;
}

function formatCandidates(candidates: readonly Candidate<unknown>[]): string {
  const known = candidates
    .slice(0, MAX_LISTED)
    .map(({ names }) => names.filter(Boolean).join(' = '));
  return [...known, ...(candidates.length > MAX_LISTED ? ['…'] : [])].join(
    '; ',
  );
}
