import { NewStaffMember, StaffPatch } from '@callboard/plugin-callboard-common';
import { isEqual, isUndefined, mapValues, omitBy } from 'lodash';
import { WorkspaceRow } from '../../access/Caller';
import { Change } from '../../changes/Changes';
import { createId } from '../../database/ids';
import { getDateInZone } from '../../database/zones';
import { StaffRow } from './StaffRow';
import { toNextVersion } from '../../database/Table';

/** The workspace of staff, and the time zone of their dates. */
export type StaffWorkspace = Pick<WorkspaceRow, 'id' | 'timezone'>;

export interface StaffChangeTime {
  /** Milliseconds since 1970. */
  now: number;
  /** The day in the workspace's zone. */
  today: string;
}

export function getStaffChangeTime(
  { now }: Pick<Change, 'now'>,
  { timezone }: StaffWorkspace,
): StaffChangeTime {
  return { now, today: getDateInZone(now, timezone) };
}

export function buildStaffRow(
  workspace_id: string,
  input: NewStaffMember,
  { now, today }: StaffChangeTime,
): StaffRow {
  const instant = new Date(now).toISOString();
  const { employment_status, is_department_manager } = input;
  return applyLeavingDate(
    null,
    {
      id: createId(now),
      workspace_id,
      staff_id: input.staff_id,
      user_ref: input.user_ref ?? null,
      first_name: input.first_name,
      last_name: toNullIfBlank(input.last_name) ?? null,
      email: input.email,
      department_id: input.department_id ?? null,
      position: toNullIfBlank(input.position) ?? null,
      job_grade: toNullIfBlank(input.job_grade) ?? null,
      phone: toNullIfBlank(input.phone) ?? null,
      date_of_joining: input.date_of_joining ?? null,
      date_of_leaving: input.date_of_leaving ?? null,
      employment_status: employment_status ?? 'active',
      is_department_manager: is_department_manager ?? false,
      notes: toNullIfBlank(input.notes) ?? null,
      version: 1,
      created_at: instant,
      updated_at: instant,
    },
    today,
  );
}

/** Returns the patched row, or the same object if nothing changes. */
export function patchStaff(
  before: StaffRow,
  patch: StaffPatch,
  { now, today }: StaffChangeTime,
): StaffRow {
  const values = mapValues(omitBy(patch, isUndefined), toNullIfBlank);
  const next = applyLeavingDate(
    before,
    applyTransfer(before, patch, values),
    today,
  );
  return isEqual(next, before) ? before : toNextVersion(next, {}, now);
}

/** By default, a transferred manager does not manage the new department. */
function applyTransfer(
  before: StaffRow,
  { is_department_manager }: StaffPatch,
  values: Partial<StaffRow>,
): StaffRow {
  const after = { ...before, ...values };
  const isMoved = after.department_id !== before.department_id;
  return isMoved && is_department_manager === undefined
    ? { ...after, is_department_manager: false }
    : after;
}

/**
 * Adjusts the leaving date to the status. For people who have resigned, sets a missing date to
 * today, or to the joining date if that is later. For people who return, clears the date unless the
 * patch changes it.
 */
function applyLeavingDate(
  before: StaffRow | null,
  after: StaffRow,
  today: string,
): StaffRow {
  const { date_of_joining, date_of_leaving } = after;
  if (after.employment_status === 'resigned' && date_of_leaving === null) {
    const joinsLater = date_of_joining !== null && date_of_joining > today;
    return { ...after, date_of_leaving: joinsLater ? date_of_joining : today };
  }
  const hasReturned =
    before?.employment_status === 'resigned' &&
    after.employment_status !== 'resigned';
  return hasReturned && date_of_leaving === before.date_of_leaving
    ? { ...after, date_of_leaving: null }
    : after;
}

function toNullIfBlank<T>(value: T): T | null {
  return typeof value === 'string' && value.trim() === '' ? null : value;
}
