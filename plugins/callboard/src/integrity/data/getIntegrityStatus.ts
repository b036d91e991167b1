import type { VerificationJob } from '@callboard/plugin-callboard-common';

/** The integrity status of the log: the result of a verification, or `unchecked`. */
export type Verdict =
  | { is: 'unchecked' }
  | { is: 'intact' | 'tampered' | 'unknownHead'; check: VerificationJob };

/**
 * The result of a completed verification.
 *
 * @returns undefined if it did not complete
 */
export function getVerificationResult({
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
 * Derives the status of the whole log from verifications, newest first, back to the last one that
 * read the whole log and found it intact. An unknown head ranks below a changed row, because a
 * person may have mistyped it.
 */
export function getIntegrityStatus(
  checks: readonly VerificationJob[],
): Verdict {
  let verdict: Verdict = { is: 'unchecked' };
  for (const check of checks) {
    const is = getVerificationResult(check);
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
