import type {
  Dashboard,
  DashboardSchedule,
} from '@callboard/plugin-callboard-common';
import {
  answerCollection,
  exampleOf,
  stored,
} from '@callboard/plugin-callboard-react/testUtils';
import { FakeDashboards } from './FakeDashboards';

/** Dashboards in memory that are mailed to people. */
export class FakeMails extends FakeDashboards {
  schedules: DashboardSchedule[] = [];

  constructor() {
    super();
    this.answer(
      answerCollection<'schedules', DashboardSchedule>(this, 'schedules', {
        path: '/workspaces/{slug}/dashboards/{id}/schedules',
        kind: 'schedule',
        defaults: { timezone: 'UTC', format: 'pdf', is_enabled: true },
        parents: { id: 'dashboard_id' },
      }),
    );
  }

  addSchedule(
    { id }: Pick<Dashboard, 'id'>,
    values: Partial<DashboardSchedule> = {},
  ): DashboardSchedule {
    const schedule = exampleOf('createDashboardSchedule', {
      ...stored('schedule', this.schedules.length + 1),
      dashboard_id: id,
      recipient_refs: ['user:default/max.member'],
      frequency: 'weekly',
      weekday: 1,
      hour: 8,
      timezone: 'Europe/Berlin',
      format: 'pdf',
      is_enabled: true,
      ...values,
    });
    this.schedules.push(schedule);
    return schedule;
  }
}
