import type {
  MemberCapacity,
  Period,
  PeriodChanges,
} from '@callboard/plugin-callboard-common';
import {
  checkVersion,
  type FakeHandlers,
  idOf,
  pageOfItems,
  Refusal,
  stored,
} from '@callboard/plugin-callboard-react/testUtils';
import { addDays } from '../data/addDays';
import { summaryOf } from './fakeProject';
import type { FakeTime } from './FakeTime';

/** The week from the 16th of somebody that waits to be approved. */
export function newPeriod(
  number: number,
  values: Partial<Period> = {},
): Period {
  return {
    ...stored('period', number),
    member_id: `user:default/person-${number}`,
    display_name: `Person ${number}`,
    week_start: '2026-11-16',
    week_end: '2026-11-22',
    status: 'submitted',
    total_minutes: 2_400,
    expected_minutes: 2_400,
    submitted_at: '2026-11-20T16:00:00.000Z',
    decided_by: null,
    decided_by_name: null,
    decided_at: null,
    reason: null,
    can_decide: true,
    ...values,
  };
}

/** Somebody with so many minutes on each day from the 1st. */
export function newCapacity(
  number: number,
  minutes: readonly number[],
  values: Partial<MemberCapacity> = {},
): MemberCapacity {
  const days = minutes.map((logged_minutes, at) => ({
    date: addDays('2026-11-01', at),
    expected_minutes: 480,
    logged_minutes,
  }));
  const expected_minutes = days.length * 480;
  const logged_minutes = minutes.reduce((sum, each) => sum + each, 0);
  return {
    member_id: `user:default/person-${number}`,
    display_name: `Person ${number}`,
    department_id: idOf('project', 7),
    expected_minutes,
    logged_minutes,
    ratio: logged_minutes / expected_minutes,
    band: 'on',
    days,
    ...values,
  };
}

const noChanges: PeriodChanges = { since: null, items: [] };

/** Answers the pages of somebody who approves, and sees the capacity of people. */
export function answerTeam(
  server: FakeTime,
  team: {
    people?: readonly MemberCapacity[];
    changes?: PeriodChanges;
  } = {},
): FakeHandlers {
  const { people = [], changes = noChanges } = team;
  const decide = (
    call: { params: { id: string }; ifMatch: string | null },
    values: Partial<Period>,
  ) => {
    const period = server.periods.find(({ id }) => id === call.params.id);
    if (!period) {
      throw new Refusal(404, 'There is no such period');
    }
    checkVersion(period, call as never);
    return Object.assign(period, values, { version: period.version + 1 });
  };
  return {
    listPeriods: ({ query }) => {
      const statuses = query.get('to_approve')
        ? ['submitted']
        : query.get('status')!.split(',');
      return pageOfItems(
        server.periods.filter(({ status }) => statuses.includes(status)),
        query,
      );
    },
    getPeriodChanges: () => changes,
    getTimeSummary: () => summaryOf(server.worklogs),
    getPeriodHistory: () => pageOfItems([]),
    approvePeriod: call => decide(call, { status: 'approved' }),
    rejectPeriod: call =>
      decide(call, { status: 'rejected', reason: call.body.reason }),
    reopenPeriod: call =>
      decide(call, { status: 'open', reason: call.body.reason }),
    getDepartmentTree: () => ({ items: [] }),
    listStaff: () => pageOfItems([]),
    getCapacity: () => ({
      items: [...people],
      departments:
        people.length > 0
          ? [
              {
                department_id: idOf('project', 7),
                name: 'Payments',
                people: people.length,
                expected_minutes: 4_800,
                logged_minutes: 4_320,
                ratio: 0.9,
                band: 'on' as const,
              },
            ]
          : [],
    }),
  };
}
