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
 * What the checks say of the whole log, newest first: the last that found something,
 * or that read all of it.
 */
export function verdictOf(checks: readonly VerificationJob[]): Verdict {
  for (const check of checks) {
    const is = findingOf(check);
    const isWhole = check.from === null && check.to === null;
    if (is && (is !== 'intact' || isWhole)) {
      return { is, check };
    }
  }
  return { is: 'unchecked' };
}
