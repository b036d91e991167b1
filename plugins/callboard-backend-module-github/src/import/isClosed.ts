import { IngestionResult } from '@callboard/plugin-callboard-common';

/** The reasons of failures that are about a project, and so about all of a page. */
const OF_PROJECT = /^entity_ref: |: its project is archived$/;

/** Statuses that only what is in a project which takes things comes to. */
const TAKEN = ['created', 'updated', 'unchanged', 'outdated'];

/**
 * Whether the project of a repository took nothing of a page, and may take all of
 * it later: an archived one can be restored. Things can be in another project than
 * their repository's, and that one alone may be archived; so what was taken shows
 * that the repository goes on.
 */
export function isClosed(
  results: readonly Pick<IngestionResult, 'status' | 'reason'>[],
): boolean {
  return (
    results.some(
      ({ status, reason }) =>
        status === 'failed' && OF_PROJECT.test(reason ?? ''),
    ) && !results.some(({ status }) => TAKEN.includes(status))
  );
}
