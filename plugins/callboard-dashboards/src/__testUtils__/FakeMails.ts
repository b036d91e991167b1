import type {
  Dashboard,
  DashboardSchedule,
} from '@callboard/plugin-callboard-common';
import {
  checkVersion,
  pageOfItems,
  Refusal,
  stored,
} from '@callboard/plugin-callboard-react/testUtils';
import { FakeDashboards } from './FakeDashboards';

/** Dashboards in memory that are mailed to people. */
export class FakeMails extends FakeDashboards {
  schedules: DashboardSchedule[] = [];

  constructor() {
    super();
    this.answer({
      listDashboardSchedules: ({ params, query }) =>
        pageOfItems(
          this.schedules.filter(one => one.dashboard_id === params.id),
          query,
        ),
      createDashboardSchedule: ({ params, body }) =>
        this.addSchedule(
          { id: params.id },
          {
            ...body,
            weekday: body.weekday ?? null,
            day_of_month: body.day_of_month ?? null,
            timezone: body.timezone ?? 'UTC',
            format: body.format ?? 'pdf',
            is_enabled: body.is_enabled ?? true,
          },
        ),
      updateDashboardSchedule: call => {
        const schedule = this.#schedule(call.params.sid);
        checkVersion(schedule, call);
        return Object.assign(schedule, call.body, {
          version: schedule.version + 1,
        });
      },
      deleteDashboardSchedule: call => {
        const gone = this.#schedule(call.params.sid);
        checkVersion(gone, call);
        this.schedules = this.schedules.filter(one => one !== gone);
      },
    });
  }

  addSchedule(
    { id }: Pick<Dashboard, 'id'>,
    values: Partial<DashboardSchedule> = {},
  ): DashboardSchedule {
    const schedule: DashboardSchedule = {
      ...stored('schedule', this.schedules.length + 1),
      dashboard_id: id,
      recipient_refs: ['user:default/max.member'],
      frequency: 'weekly',
      weekday: 1,
      day_of_month: null,
      hour: 8,
      timezone: 'Europe/Berlin',
      format: 'pdf',
      is_enabled: true,
      next_at: null,
      last_sent_at: null,
      ...values,
    };
    this.schedules.push(schedule);
    return schedule;
  }

  #schedule(sid: string): DashboardSchedule {
    const found = this.schedules.find(({ id }) => id === sid);
    if (!found) {
      throw new Refusal(404, 'There is no such schedule');
    }
    return found;
  }
}
