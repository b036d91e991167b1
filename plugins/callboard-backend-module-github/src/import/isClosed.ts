import { IngestionResult } from '@callboard/plugin-callboard-common';

/** Matches the reasons of failures that concern the project, and so the whole page. */
const PROJECT_FAILURE = /^entity_ref: |: its project is archived$/;

/** The statuses that only occur if the project accepts changes. */
const ACCEPTED_STATUSES = ['created', 'updated', 'unchanged', 'outdated'];

/**
 * Whether the repository's project rejects everything for now, as an archived one does until it is
 * restored. An item may be in a different project than its repository's, and only that one may be
 * archived. So a single success shows that the import can continue.
 */
export function isClosed(
  results: readonly Pick<IngestionResult, 'status' | 'reason'>[],
): boolean {
  return (
    results.some(
      ({ status, reason }) =>
        status === 'failed' && PROJECT_FAILURE.test(reason ?? ''),
    ) && !results.some(({ status }) => ACCEPTED_STATUSES.includes(status))
  );
}
