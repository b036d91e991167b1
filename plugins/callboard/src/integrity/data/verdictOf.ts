import type { VerificationJob } from '@callboard/plugin-callboard-common';

/** What is known of the log: what a check found, or that none was made. */
export type Verdict =
  | { is: 'unchecked' }
  | { is: 'intact' | 'tampered' | 'unknownHead'; check: VerificationJob };

/**
 * What a check found that ran to its end.
 *
 * @returns undefined where it did not
 */
export function findingOf({
  status,
  result,
}: VerificationJob): Exclude<Verdict['is'], 'unchecked'> | undefined {
  if (status !== 'done') {
    return undefined;
  }
  if (!result.first_bad) {
    return 'intact';
  }
  return result.first_bad.segment === null ? 'unknownHead' : 'tampered';
}

/**
 * What the checks say of the whole log, newest first: what was found since all of it was
 * read and found intact. A head that is unknown says less than a row that was changed:
 * somebody may have mistyped it.
 */
export function verdictOf(checks: readonly VerificationJob[]): Verdict {
  let verdict: Verdict = { is: 'unchecked' };
  for (const check of checks) {
    const is = findingOf(check);
    if (is === 'tampered') {
      return { is, check };
    }
    if (is === 'unknownHead' && verdict.is === 'unchecked') {
      verdict = { is, check };
    }
    if (is === 'intact' && check.from === null && check.to === null) {
      return verdict.is === 'unchecked' ? { is, check } : verdict;
    }
  }
  return verdict;
}
