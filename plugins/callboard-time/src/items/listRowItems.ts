import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import type { LoggedItem } from './LoggedItem';

/** The work items of rows, without those that the viewer may no longer see. */
export function listRowItems(rows: readonly TimesheetRow[]): LoggedItem[] {
  return rows.flatMap(({ issue_id, identifier, issue_name, project_id }) =>
    issue_id && project_id
      ? [
          {
            id: issue_id,
            project_id,
            identifier: identifier ?? '',
            title: issue_name ?? '',
          },
        ]
      : [],
  );
}
