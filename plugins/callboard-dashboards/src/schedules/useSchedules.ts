import {
  endpoints,
  MAX_SCHEDULES_PER_DASHBOARD,
  type DashboardSchedule,
  type DashboardSchedulePatch,
  type NewDashboardSchedule,
} from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  getQueryKey,
  useCallboardClient,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';

const HOUR_MS = 3_600_000;

/** Formats an hour of the day in the reader's locale: "08:00", "8:00 AM". */
export function formatHour(hour: number): string {
  return new Intl.DateTimeFormat(undefined, {
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(hour * HOUR_MS);
}

/** Loads the schedules of a dashboard, with their actions. */
export function useSchedules(slug: string, id: string) {
  const client = useCallboardClient();
  const queries = useQueryClient();
  const params = { slug, id };
  const query = useCallboardQuery(endpoints.listDashboardSchedules, {
    params,
    query: { limit: MAX_SCHEDULES_PER_DASHBOARD },
  });
  return {
    query,
    refresh: () =>
      queries.invalidateQueries({
        queryKey: getQueryKey(endpoints.listDashboardSchedules),
      }),
    create: (body: NewDashboardSchedule) =>
      client.call(endpoints.createDashboardSchedule, { params, body }),
    update: (schedule: DashboardSchedule, body: DashboardSchedulePatch) =>
      client.call(endpoints.updateDashboardSchedule, {
        params: { ...params, sid: schedule.id },
        body,
        headers: toIfMatchHeader(schedule),
      }),
    remove: (schedule: DashboardSchedule) =>
      client.call(endpoints.deleteDashboardSchedule, {
        params: { ...params, sid: schedule.id },
        headers: toIfMatchHeader(schedule),
      }),
  };
}

/** The schedules of a dashboard, with their actions. */
export type Schedules = ReturnType<typeof useSchedules>;
