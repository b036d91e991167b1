import { DashboardSchedule } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { countRows } from '../../../database/statements';
import {
  readInstant,
  readJson,
  readOptionalInstant,
  writeJson,
} from '../../../database/dialect';
import { lockForUpdate } from '../../../database/locks';

/** The table of dashboard schedules; hides deleted ones. */
export class ScheduleStore {
  /** Lists the schedules of a dashboard, the oldest first. */
  async listSchedules(
    knex: Knex,
    dashboard_id: string,
    { after, limit }: { after?: string; limit: number },
  ): Promise<DashboardSchedule[]> {
    const query = selectLiveSchedules(knex)
      .where({ dashboard_id })
      .orderBy('id')
      .limit(limit);
    if (after) {
      query.where('id', '>', after);
    }
    return (await query).map(readSchedule);
  }

  /** Finds a schedule of a dashboard and locks it until the transaction ends. */
  async lock(
    tx: Knex.Transaction,
    dashboard_id: string,
    id: string,
  ): Promise<DashboardSchedule | undefined> {
    const [row] = await lockForUpdate(
      selectLiveSchedules(tx).where({ dashboard_id, id }),
    );
    return row && readSchedule(row);
  }

  /** Counts a person's schedules on dashboards that still exist. */
  async countForPerson(knex: Knex, created_by: string): Promise<number> {
    return countRows(
      knex('dashboard_schedules')
        .join('dashboards', 'dashboards.id', 'dashboard_schedules.dashboard_id')
        .where({ created_by })
        .whereNull('dashboard_schedules.deleted_at')
        .whereNull('dashboards.deleted_at'),
    );
  }

  /** Finds an enabled schedule of a dashboard that still exists, with its workspace and creator. */
  async findEnabled(
    knex: Knex,
    id: string,
  ): Promise<
    | { schedule: DashboardSchedule; workspace_id: string; created_by: string }
    | undefined
  > {
    const row = await knex('dashboard_schedules')
      .join('dashboards', 'dashboards.id', 'dashboard_schedules.dashboard_id')
      .where('dashboard_schedules.id', id)
      .where('dashboard_schedules.is_enabled', true)
      .whereNull('dashboard_schedules.deleted_at')
      .whereNull('dashboards.deleted_at')
      .first('dashboard_schedules.*', 'dashboards.workspace_id');
    return (
      row && {
        schedule: readSchedule(row),
        workspace_id: row.workspace_id,
        created_by: row.created_by,
      }
    );
  }

  async insert(
    tx: Knex.Transaction,
    row: DashboardSchedule,
    created_by: string,
  ): Promise<void> {
    await tx('dashboard_schedules').insert({ ...toColumns(row), created_by });
  }

  /** Stores all fields but `last_sent_at`, which `noteSent` sets. */
  async update(tx: Knex.Transaction, row: DashboardSchedule): Promise<void> {
    const { last_sent_at: _, ...columns } = toColumns(row);
    await tx('dashboard_schedules').where({ id: row.id }).update(columns);
  }

  /** Records that an email was sent. */
  async noteSent(knex: Knex, id: string, now: number): Promise<void> {
    await knex('dashboard_schedules')
      .where({ id })
      .update({ last_sent_at: new Date(now) });
  }

  async softDelete(
    tx: Knex.Transaction,
    id: string,
    now: number,
  ): Promise<void> {
    await tx('dashboard_schedules')
      .where({ id })
      .update({ deleted_at: new Date(now) });
  }
}

function selectLiveSchedules(knex: Knex): Knex.QueryBuilder {
  return knex('dashboard_schedules').whereNull('deleted_at');
}

/** Converts a database row. */
export function readSchedule(row: any): DashboardSchedule {
  return {
    id: row.id,
    dashboard_id: row.dashboard_id,
    recipient_refs: readJson<string[]>(row.recipient_refs),
    frequency: row.frequency,
    weekday: row.weekday,
    day_of_month: row.day_of_month,
    hour: row.hour,
    timezone: row.timezone,
    format: row.format,
    is_enabled: Boolean(row.is_enabled),
    next_at: readOptionalInstant(row.next_at),
    last_sent_at: readOptionalInstant(row.last_sent_at),
    version: row.version,
    created_at: readInstant(row.created_at),
    updated_at: readInstant(row.updated_at),
  };
}

function toColumns(row: DashboardSchedule) {
  const toOptionalDate = (value: string | null) =>
    value ? new Date(value) : null;
  return {
    ...row,
    recipient_refs: writeJson(row.recipient_refs),
    next_at: toOptionalDate(row.next_at),
    last_sent_at: toOptionalDate(row.last_sent_at),
    created_at: new Date(row.created_at),
    updated_at: new Date(row.updated_at),
  };
}
