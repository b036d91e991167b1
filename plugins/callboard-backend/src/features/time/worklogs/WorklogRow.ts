import { Worklog } from '@callboard/plugin-callboard-common';

/** A stored worklog with the names of its item and person. */
export type WorklogRow = Omit<Worklog, 'work_item' | 'overlaps'> & {
  workspace_id: string;
  identifier: string;
  title: string;
  /** The person's department on that day. */
  department_id: string | null;
  /** The digest of the imported row. */
  external_digest: string | null;
};

/** A worklog before and after a change: null if it does not exist. */
export interface WorklogPair {
  before: WorklogRow | null;
  after: WorklogRow | null;
}

/**
 * The API response of a worklog.
 *
 * @param overlapping - the ids of overlapping worklogs, where the response includes them
 */
export function toWorklogResponse(
  row: WorklogRow,
  overlapping?: ReadonlySet<string>,
): Worklog {
  const {
    workspace_id: _workspace,
    identifier,
    title,
    department_id: _department,
    external_digest: _digest,
    ...worklog
  } = row;
  return {
    ...worklog,
    work_item: { id: worklog.work_item_id, identifier, title },
    ...(overlapping?.has(worklog.id) && { overlaps: true }),
  };
}
