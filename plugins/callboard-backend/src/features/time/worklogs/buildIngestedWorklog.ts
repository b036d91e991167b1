import { IngestedWorklog } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isNil, isUndefined, omitBy, pick } from 'lodash';
import { WorkspaceRow } from '../../../access/Caller';
import { Change } from '../../../changes/Changes';
import { readDisplayNames } from '../../../core/people/PeopleService';
import {
  DepartmentHistory,
  findDepartmentOn,
  readDepartmentHistories,
} from '../people/departmentHistory';
import { readTimeZones } from '../../../core/people/readTimeZones';
import { findMomentProblem, patchMoment } from '../rules/workMoment';
import { buildWorklog } from './buildWorklog';
import { getProjectRefusalReason, ItemWithRights } from './LoggableItems';
import { WorklogRow } from './WorklogRow';

/** The data that ingested worklogs are built from. */
interface BuildContext {
  workspace: WorkspaceRow;
  getName: (user_ref: string) => string;
  histories: ReadonlyMap<string, DepartmentHistory>;
  getTimeZone: Awaited<ReturnType<typeof readTimeZones>>;
}

/** Reads the data of people that their worklogs are built from. */
export async function readBuildContext(
  knex: Knex,
  workspace: WorkspaceRow,
  user_refs: readonly string[],
): Promise<BuildContext> {
  return {
    workspace,
    getName: await readDisplayNames(knex, user_refs),
    histories: await readDepartmentHistories(knex, workspace.id, user_refs),
    getTimeZone: await readTimeZones(knex, user_refs),
  };
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
  { workspace, getName, histories, getTimeZone }: BuildContext,
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
  const departments = histories.get(logged_by);
  const duration_minutes = values.duration_minutes!;
  if (!before) {
    const row = buildWorklog(
      change,
      {
        workspace,
        item,
        logged_by,
        logged_by_name: getName(logged_by),
        departments,
        source: 'ingest',
      },
      { duration_minutes, description: values.description, ...moment },
    );
    return { row };
  }
  const row: WorklogRow = {
    ...before,
    duration_minutes,
    ...omitBy(pick(values, ['description', 'started_at']), isUndefined),
    ...omitBy(moment, isNil),
    version: before.version + 1,
    updated_at: new Date(change.now).toISOString(),
  };
  if (row.logged_at !== before.logged_at) {
    row.department_id = departments
      ? findDepartmentOn(departments, row.logged_at)
      : null;
  }
  return { row };
}
