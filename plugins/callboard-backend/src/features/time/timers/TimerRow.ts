import { ProjectAccess, Timer } from '@callboard/plugin-callboard-common';

/** A person's timed work on an item, with the names of the item and its project. */
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

/** A stored running timer. */
export interface TimerRow extends TimedWork {
  version: number;
  updated_at: string;
}

/** Placeholders for an item that the person no longer has access to. */
const hiddenTexts = {
  identifier: '',
  title: 'A work item you no longer have access to',
  project: 'A project you no longer have access to',
};

/**
 * The API response of a timer for its person. They keep the timer after losing access to its
 * project, but names are hidden.
 */
export function toTimerResponse(row: TimedWork, isSeen: boolean): Timer {
  const { identifier, title, project } = isSeen
    ? { ...row, project: row.project_name }
    : hiddenTexts;
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
