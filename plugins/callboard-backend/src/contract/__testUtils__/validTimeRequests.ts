import { people } from '../../__testUtils__/startCallboard';
import {
  byNewWorkItem,
  byProject,
  bySlug,
  createImportFile,
  createWorkItem,
  plain,
  RequestMaker,
  ValidRequest,
} from './requestMakers';
import { TargetWorkspace, ContractFixture } from './ContractFixture';
import { UNLOGGED_ON } from './ContractTimeFixture';

const byWorklog = async (
  fixture: ContractFixture,
  target: TargetWorkspace,
) => ({
  params: await fixture.time.createWorklog(target),
});

const byPeriod = async (fixture: ContractFixture, target: TargetWorkspace) => ({
  params: await fixture.time.createPeriod(target),
});

/** Starts the timers of all callers who may have one. */
const startTimers = async (fixture: ContractFixture): Promise<ValidRequest> => {
  await fixture.time.startTimers(
    'member',
    'admin',
    'projectAdmin',
    'superAdmin',
  );
  return {};
};

/** A valid request to each endpoint of time, by operation id. */
export const validTimeRequests: Record<string, RequestMaker> = {
  listWorklogsOfItem: byNewWorkItem,
  createWorklog: async (fixture, target) => ({
    ...(await byNewWorkItem(fixture, target)),
    body: { duration_minutes: 30 },
  }),
  getWorklog: byWorklog,
  replaceWorklog: async (fixture, target) => ({
    ...(await byWorklog(fixture, target)),
    body: { duration_minutes: 20 },
  }),
  updateWorklog: async (fixture, target) => ({
    ...(await byWorklog(fixture, target)),
    body: { duration_minutes: 25 },
  }),
  deleteWorklog: byWorklog,
  getProjectTimeSummary: byProject,
  listWorklogs: bySlug,
  exportWorklogsCsv: bySlug,
  exportWorklogsXlsx: bySlug,
  getTimeSummary: bySlug,
  importWorklogs: async (fixture, target) => ({
    params: { slug: await fixture.getSlug(target) },
    body: { mapping: { people: { Max: people.member } } },
    file: {
      name: 'time.csv',
      content: createImportFile({
        date: '2020-05-20',
        work_item: 'MAXMEMBER-1',
        minutes: '1',
      }),
    },
  }),

  getTimesheet: bySlug,
  saveTimesheet: async (fixture, target) => {
    const { slug, id } = await createWorkItem(fixture, target);
    const cell = { work_item_id: id, date: '2026-05-05', minutes: 30 };
    return { params: { slug }, body: { week: '2026-05-04', cells: [cell] } };
  },
  listPeriods: bySlug,
  submitPeriod: async (fixture, target) => ({
    ...(await bySlug(fixture, target)),
    body: { week: fixture.time.getUnusedWeek() },
  }),
  getPeriod: byPeriod,
  recallPeriod: byPeriod,
  approvePeriod: byPeriod,
  rejectPeriod: async (fixture, target) => ({
    ...(await byPeriod(fixture, target)),
    body: { reason: 'Friday is missing' },
  }),
  reopenPeriod: async (fixture, target) => ({
    ...(await byPeriod(fixture, target)),
    body: { reason: 'As you asked' },
  }),
  getPeriodHistory: byPeriod,
  getPeriodChanges: byPeriod,

  getTimeSettings: bySlug,
  updateTimeSettings: async (fixture, target) => ({
    ...(await bySlug(fixture, target)),
    body: { max_future_days: 2 },
  }),
  listHolidays: bySlug,
  createHoliday: async (fixture, target) => ({
    ...(await bySlug(fixture, target)),
    body: { date: '2026-05-14', name: fixture.createName('Holiday') },
  }),
  deleteHoliday: async (fixture, target) => ({
    params: await fixture.time.createHoliday(target),
  }),
  importHolidays: async (fixture, target) => ({
    ...(await bySlug(fixture, target)),
    body: { country: 'DE', year: 2026 },
  }),
  listTimeOff: bySlug,
  createTimeOff: async (fixture, target) => ({
    ...(await bySlug(fixture, target)),
    body: { date_from: '2026-05-18', date_to: '2026-05-22', kind: 'vacation' },
  }),
  deleteTimeOff: async (fixture, target) => ({
    params: await fixture.time.createTimeOff(target),
  }),
  getCapacity: bySlug,
  getWorkSchedule: bySlug,
  setWorkSchedule: async (fixture, target) => ({
    // The caller's own schedule: only members of the workspace have one.
    params: { slug: await fixture.employAll(target) },
    body: { minutes_per_weekday: [480, 480, 480, 240, 0, 0, 0] },
  }),
  getTimeBalance: bySlug,
  listTimeBalances: bySlug,
  listTimeAdjustments: bySlug,
  createTimeAdjustment: async (fixture, target) => ({
    params: { slug: await fixture.employAll(target) },
    body: {
      member_id: people.projectAdmin,
      date: '2026-05-18',
      minutes: -60,
      reason: 'Overtime paid',
    },
  }),
  listLeaveEntitlements: bySlug,
  setLeaveEntitlement: async (fixture, target) => ({
    params: { slug: await fixture.employAll(target) },
    body: {
      member_id: people.projectAdmin,
      kind: 'vacation',
      year: 2026,
      days: 30,
    },
  }),
  listEstimates: byProject,
  getTimer: plain,
  startTimer: async fixture => ({
    body: { work_item_id: (await createWorkItem(fixture, 'own')).id },
  }),
  updateTimer: async fixture => {
    await startTimers(fixture);
    return { body: { description: 'Fixing' } };
  },
  stopTimer: startTimers,
  discardTimer: startTimers,
  getCalendarFeed: plain,
  createCalendarFeed: () => ({ body: {} }),
  deleteCalendarFeed: plain,
  readCalendar: async fixture => ({
    params: await fixture.time.createCalendarFeed(),
  }),
  listTimeSuggestions: plain,
  acceptTimeSuggestions: async fixture => ({
    body: {
      date: UNLOGGED_ON,
      items: [await fixture.time.createUnloggedTime()],
    },
  }),
  dismissTimeSuggestion: async fixture => ({
    params: await fixture.time.createUnloggedTime(),
    query: { date: UNLOGGED_ON },
  }),
};
