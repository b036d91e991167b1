import { WorkItem } from '@callboard/plugin-callboard-common';

/** A work item as it is stored. */
export type WorkItemRow = WorkItem & {
  workspace_id: string;
  /** Its number in the project. */
  number: number;
  /** When it first entered a started state; null if it never did, or did before this was recorded. */
  started_at: string | null;
  /** The time of the newest known state at its source, if it has one. */
  external_updated_at: string | null;
  /** A digest of that state. */
  external_digest: string | null;
};

/** A work item before and after a change; null before creation and after deletion. */
export interface WorkItemPair {
  before: WorkItemRow | null;
  after: WorkItemRow | null;
  /** Its states in between, oldest first, where it changed more than once. */
  between?: readonly WorkItemRow[];
}

/** A work item as the API returns it. */
export function toWorkItemResponse({
  workspace_id: _workspace,
  number: _number,
  started_at: _started,
  external_updated_at: _updated,
  external_digest: _digest,
  ...item
}: WorkItemRow): WorkItem {
  return item;
}
