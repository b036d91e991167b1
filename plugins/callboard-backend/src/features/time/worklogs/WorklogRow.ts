import { Worklog } from '@callboard/plugin-callboard-common';

/** An entry as it is stored, with what its item and its person are called. */
export type WorklogRow = Omit<Worklog, 'work_item' | 'overlaps'> & {
  workspace_id: string;
  identifier: string;
  title: string;
  /** The department its person was in on the day. */
  department_id: string | null;
  /** A digest of the row of a file that it was read from. */
  external_digest: string | null;
};

/** An entry before and after a change: null where there was or is none. */
export interface WorklogPair {
  before: WorklogRow | null;
  after: WorklogRow | null;
}

/**
 * An entry as it looks on the wire.
 *
 * @param overlapping - the ids of those that overlap with others, where that is shown
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
