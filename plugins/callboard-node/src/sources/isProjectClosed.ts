import { IngestionResult } from '@callboard/plugin-callboard-common';

/** Matches the reasons of failures that affect the whole project. */
const PROJECT_FAILURE = /^entity_ref: |: its project is archived$/;

/** The statuses that only occur if the project accepts changes. */
const ACCEPTED_STATUSES = ['created', 'updated', 'unchanged', 'outdated'];

/**
 * Whether the Callboard project of a source's items rejects everything for now, for example because
 * the project is archived. A single success shows that the source can continue: a failed item may
 * be stored in another Callboard project, and only that project may be archived.
 *
 * @public
 */
export function isProjectClosed(
  results: readonly Pick<IngestionResult, 'status' | 'reason'>[],
): boolean {
  return (
    results.some(
      ({ status, reason }) =>
        status === 'failed' && PROJECT_FAILURE.test(reason ?? ''),
    ) && !results.some(({ status }) => ACCEPTED_STATUSES.includes(status))
  );
}
