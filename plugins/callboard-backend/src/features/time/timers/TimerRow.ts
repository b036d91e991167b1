import { ProjectAccess, Timer } from '@callboard/plugin-callboard-common';

/** Time of somebody on an item, with what that and its project are called. */
export interface TimedWork {
  id: string;
  user_ref: string;
  workspace_id: string;
  workspace_slug: string;
  project_id: string;
  project_name: string;
  /** Of the project. */
  project_identifier: string;
  project_access: ProjectAccess;
  work_item_id: string;
  identifier: string;
  title: string;
  started_at: string;
  description: string | null;
  is_billable: boolean;
  created_at: string;
}

/** A running timer as it is stored. */
export interface TimerRow extends TimedWork {
  version: number;
  updated_at: string;
}

/** What a timer on something shows that its person no longer sees. */
const visuallyHidden = {
  identifier: '',
  title: 'A work item out of sight',
  project: 'A project out of sight',
};

/**
 * A timer as it looks on the wire to whose it is. It stays theirs when its project
 * is hidden from them, without the names of what they do not see.
 */
export function toTimerResponse(row: TimedWork, isSeen: boolean): Timer {
  const { identifier, title, project } = isSeen
    ? { ...row, project: row.project_name }
    : visuallyHidden;
  return {
    work_item: { id: row.work_item_id, identifier, title },
    project: {
      id: row.project_id,
      name: project,
      identifier: isSeen ? row.project_identifier : '',
    },
    workspace_slug: row.workspace_slug,
    started_at: row.started_at,
    description: row.description,
    is_billable: row.is_billable,
  };
}
