import {
  WorklogPatch,
  WorklogSource,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isNil, omitBy } from 'lodash';
import { readDisplayNames } from '../../../core/people/PeopleService';
import { readTimeZones } from '../../../core/people/readTimeZones';
import { projectSettings } from '../../../core/projects/projectQueries';
import { WorkspaceRow } from '../../../access/Caller';
import { Change } from '../../../changes/Changes';
import { createId } from '../../../database/ids';
import { toNextVersion } from '../../../database/Table';
import { getDateInZone } from '../../../database/zones';
import {
  DepartmentHistory,
  findDepartmentOn,
  readDepartmentHistories,
} from '../people/departmentHistory';
import { createFieldError } from '../../../http/errors';
import { findMomentProblem, patchMoment } from '../rules/workMoment';
import { ItemWithRights } from './LoggableItems';
import { WorklogRow } from './WorklogRow';

/** The input for a worklog. Omitted fields get defaults. */
interface WorklogValues {
  duration_minutes: number;
  description?: string | null;
  logged_at?: string | null;
  started_at?: string | null;
  is_billable?: boolean | null;
  activity_type?: string | null;
}

interface WorklogOrigin {
  workspace: WorkspaceRow;
  item: Pick<ItemWithRights, 'id' | 'identifier' | 'title' | 'project'>;
  logged_by: string;
  logged_by_name: string;
  /** Undefined for a person who is not on the staff. */
  departments: DepartmentHistory | undefined;
  source: WorklogSource;
  external_digest?: string | null;
}

export function buildWorklog(
  change: Pick<Change, 'now'>,
  origin: WorklogOrigin,
  values: WorklogValues,
): WorklogRow {
  const { workspace, item, departments } = origin;
  const now = new Date(change.now).toISOString();
  const inputFields = applyWorklogDefaults(change, origin, values);
  return {
    id: createId(change.now),
    workspace_id: workspace.id,
    project_id: item.project.id,
    work_item_id: item.id,
    identifier: item.identifier,
    title: item.title,
    logged_by: origin.logged_by,
    logged_by_name: origin.logged_by_name,
    department_id: findDepartmentOn(departments, inputFields.logged_at),
    ...inputFields,
    source: origin.source,
    external_digest: origin.external_digest ?? null,
    period_status: 'open',
    version: 1,
    created_at: now,
    updated_at: now,
  };
}

export function applyWorklogDefaults(
  { now }: Pick<Change, 'now'>,
  { workspace, item }: Pick<WorklogOrigin, 'workspace' | 'item'>,
  values: WorklogValues,
) {
  const { is_billable_by_default } = projectSettings.parseValues(
    item.project.settings,
  );
  return {
    duration_minutes: values.duration_minutes,
    description: values.description ?? null,
    logged_at: values.logged_at ?? getDateInZone(now, workspace.timezone),
    started_at: values.started_at ?? null,
    is_billable: values.is_billable ?? is_billable_by_default,
    activity_type: values.activity_type ?? null,
  };
}

/** The fields of a worklog that depend only on the person it belongs to. */
type WorklogOwner = Pick<
  WorklogOrigin,
  'logged_by' | 'logged_by_name' | 'departments'
>;

/** Reads the fields that all new worklogs of a person share, for several people. */
export async function readWorklogOwners(
  knex: Knex,
  workspace_id: string,
  user_refs: readonly string[],
): Promise<(logged_by: string) => WorklogOwner> {
  const getName = await readDisplayNames(knex, user_refs);
  const histories = await readDepartmentHistories(
    knex,
    workspace_id,
    user_refs,
  );
  return logged_by => ({
    logged_by,
    logged_by_name: getName(logged_by),
    departments: histories.get(logged_by),
  });
}

/** Reads the fields that all new worklogs of one person share. */
export async function readWorklogOwner(
  knex: Knex,
  workspace_id: string,
  logged_by: string,
): Promise<WorklogOwner> {
  const getOwner = await readWorklogOwners(knex, workspace_id, [logged_by]);
  return getOwner(logged_by);
}

/**
 * Applies a patch to a worklog, and moves the worklog to an item. If its day changes, also sets the
 * department that the person belonged to on the new day.
 */
export async function patchWorklog(
  { tx, now }: Change,
  before: WorklogRow,
  { logged_at = before.logged_at, ...patch }: WorklogPatch,
  item: ItemWithRights,
): Promise<WorklogRow> {
  const { workspace_id, logged_by } = before;
  let { department_id } = before;
  if (logged_at !== before.logged_at) {
    const histories = await readDepartmentHistories(tx, workspace_id, [
      logged_by,
    ]);
    department_id = findDepartmentOn(histories.get(logged_by), logged_at);
  }
  const values = {
    ...patch,
    logged_at,
    department_id,
    project_id: item.project.id,
    work_item_id: item.id,
    identifier: item.identifier,
    title: item.title,
  };
  return toNextVersion(before, values, now);
}

/**
 * Resolves the day and start of a request in the time zone of the worklog's person.
 *
 * @param before - the worklog before the change; for a new worklog, only `logged_by`
 * @returns the fields to set; empty if neither day nor start changes, or the worklog has no start
 * @throws InvalidRequestError when the request sets both a day and a start on another day
 */
export async function resolveMoment(
  { tx }: Change,
  workspace: WorkspaceRow,
  values: Pick<WorklogValues, 'logged_at' | 'started_at'>,
  before: Pick<WorklogRow, 'logged_by'> & Partial<WorklogRow>,
): Promise<Pick<WorklogPatch, 'logged_at' | 'started_at'>> {
  const { logged_at = before.logged_at, started_at = before.started_at } =
    values;
  const isUnchanged =
    logged_at === before.logged_at && started_at === before.started_at;
  if (isUnchanged || !started_at) return {};
  const { logged_by } = before;
  const zone = (await readTimeZones(tx, [logged_by]))(logged_by, workspace);
  const moment = patchMoment(values, before, zone);
  const reason = findMomentProblem(moment, zone);
  if (reason) {
    throw createFieldError('body.started_at', reason);
  }
  return omitBy(moment, isNil);
}
