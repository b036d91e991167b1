import { DashboardSchedule } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { without } from 'lodash';
import { Page, PageQuery, readOldestPage } from '../../../database/paging';
import { countRows } from '../../../database/statements';
import { Table } from '../../../database/Table';

export class ScheduleStore extends Table<DashboardSchedule> {
  constructor() {
    super('dashboard_schedules', {
      id: 'text',
      dashboard_id: 'text',
      recipient_refs: 'json',
      frequency: 'text',
      weekday: 'number',
      day_of_month: 'number',
      hour: 'number',
      timezone: 'text',
      format: 'text',
      is_enabled: 'boolean',
      next_at: 'instant',
      last_sent_at: 'instant',
      version: 'number',
      created_at: 'instant',
      updated_at: 'instant',
    });
  }

  /** Overwrites a schedule, but not `last_sent_at`, which `recordSent` sets. */
  async update(tx: Knex, row: DashboardSchedule): Promise<void> {
    const fields = without(Object.keys(row), 'last_sent_at');
    await super.update(tx, row, fields as Array<keyof DashboardSchedule>);
  }

  /** Lists the schedules of a dashboard, the oldest first. */
  async listSchedules(
    knex: Knex,
    dashboard_id: string,
    query: PageQuery,
  ): Promise<Page<DashboardSchedule>> {
    const rows = this.select(knex).where({ dashboard_id });
    return readOldestPage(query, rows, this.read);
  }

  /** Counts the schedules that a person created, on dashboards that still exist. */
  async countForPerson(knex: Knex, created_by: string): Promise<number> {
    return countRows(
      this.selectOnExistingDashboards(knex).where({ created_by }),
    );
  }

  /**
   * Finds an enabled schedule of a dashboard that still exists, with the dashboard's workspace and
   * the schedule's creator.
   */
  async findEnabled(
    knex: Knex,
    id: string,
  ): Promise<
    | { schedule: DashboardSchedule; workspace_id: string; created_by: string }
    | undefined
  > {
    const row = await this.selectOnExistingDashboards(knex)
      .where('dashboard_schedules.id', id)
      .where('dashboard_schedules.is_enabled', true)
      .first('dashboard_schedules.*', 'dashboards.workspace_id');
    const { workspace_id, created_by } = row ?? {};
    return row && { schedule: this.read(row), workspace_id, created_by };
  }

  async recordSent(knex: Knex, id: string, now: number): Promise<void> {
    await knex('dashboard_schedules')
      .where({ id })
      .update({ last_sent_at: new Date(now) });
  }

  selectOnExistingDashboards(knex: Knex): Knex.QueryBuilder {
    return this.select(knex)
      .join('dashboards', 'dashboards.id', 'dashboard_schedules.dashboard_id')
      .whereNull('dashboards.deleted_at');
  }
}
