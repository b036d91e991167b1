import { IngestedWorklog } from '@callboard/plugin-callboard-common';
import { isNil, omitBy, pick } from 'lodash';
import { WorkspaceRow } from '../../../access/Caller';
import { Change } from '../../../changes/Changes';
import { toNextVersion } from '../../../database/Table';
import { findDepartmentOn } from '../people/departmentHistory';
import { readTimeZones } from '../../../core/people/readTimeZones';
import { findMomentProblem, patchMoment } from '../rules/workMoment';
import { buildWorklog, readWorklogOwners } from './buildWorklog';
import { getProjectRefusalReason, ItemWithRights } from './LoggableItems';
import { WorklogRow } from './WorklogRow';

interface BuildContext {
  workspace: WorkspaceRow;
  getOwner: Awaited<ReturnType<typeof readWorklogOwners>>;
  getTimeZone: Awaited<ReturnType<typeof readTimeZones>>;
}

/** Builds the worklog of a snapshot, or explains why it cannot be logged. */
export function buildIngestedWorklog(
  change: Change,
  {
    values,
    before,
    item,
  }: {
    values: IngestedWorklog;
    before: WorklogRow | null;
    item: ItemWithRights | undefined;
  },
  { workspace, getOwner, getTimeZone }: BuildContext,
): { row: WorklogRow } | { reason: string } {
  const reason =
    item && !item.isDeleted
      ? getProjectRefusalReason(item.project)
      : 'work_item_external_id: is not a work item of this source';
  if (!item || reason !== undefined) {
    return { reason: reason! };
  }
  const logged_by = before?.logged_by ?? values.logged_by!;
  const zone = getTimeZone(logged_by, workspace);
  const moment = patchMoment(values, before ?? {}, zone);
  const problem = findMomentProblem(moment, zone);
  if (problem) {
    return { reason: `started_at: ${problem}` };
  }
  const owner = getOwner(logged_by);
  const duration_minutes = values.duration_minutes!;
  if (!before) {
    const row = buildWorklog(
      change,
      { workspace, item, ...owner, source: 'ingest' },
      { duration_minutes, description: values.description, ...moment },
    );
    return { row };
  }
  const patch = {
    duration_minutes,
    ...pick(values, ['description', 'started_at']),
    ...omitBy(moment, isNil),
  };
  const row = toNextVersion(before, patch, change.now);
  if (row.logged_at !== before.logged_at) {
    row.department_id = findDepartmentOn(owner.departments, row.logged_at);
  }
  return { row };
}
