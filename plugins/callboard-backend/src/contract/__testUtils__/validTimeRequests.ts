import {
  byNewWorkItem,
  byProject,
  bySlug,
  importOf,
  newWorkItem,
  plain,
  RequestMaker,
  ValidRequest,
} from './requestMakers';
import { Place, ContractFixture } from './ContractFixture';
import { UNLOGGED_ON } from './ContractTimeFixture';

const byWorklog = async (fixture: ContractFixture, place: Place) => ({
  params: await fixture.time.newWorklog(place),
});

const byPeriod = async (fixture: ContractFixture, place: Place) => ({
  params: await fixture.time.newPeriod(place),
});

/** For everyone who may have one here. */
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
  createWorklog: async (fixture, place) => ({
    ...(await byNewWorkItem(fixture, place)),
    body: { duration_minutes: 30 },
  }),
  getWorklog: byWorklog,
  replaceWorklog: async (fixture, place) => ({
    ...(await byWorklog(fixture, place)),
    body: { duration_minutes: 20 },
  }),
  updateWorklog: async (fixture, place) => ({
    ...(await byWorklog(fixture, place)),
    body: { duration_minutes: 25 },
  }),
  deleteWorklog: byWorklog,
  getProjectTimeSummary: byProject,
  listWorklogs: bySlug,
  exportWorklogsCsv: bySlug,
  exportWorklogsXlsx: bySlug,
  getTimeSummary: bySlug,
  importWorklogs: async (fixture, place) => ({
    params: { slug: await fixture.slug(place) },
    file: {
      name: 'time.csv',
      content: importOf({
        date: '2020-05-20',
        work_item: 'MAXMEMBER-1',
        minutes: '1',
      }),
    },
  }),

  getTimesheet: bySlug,
  saveTimesheet: async (fixture, place) => {
    const { slug, id } = await newWorkItem(fixture, place);
    const cell = { work_item_id: id, date: '2026-05-05', minutes: 30 };
    return { params: { slug }, body: { week: '2026-05-04', cells: [cell] } };
  },
  listPeriods: bySlug,
  submitPeriod: async (fixture, place) => ({
    ...(await bySlug(fixture, place)),
    body: { week: fixture.time.newWeek() },
  }),
  getPeriod: byPeriod,
  recallPeriod: byPeriod,
  approvePeriod: byPeriod,
  rejectPeriod: async (fixture, place) => ({
    ...(await byPeriod(fixture, place)),
    body: { reason: 'Friday is missing' },
  }),
  reopenPeriod: async (fixture, place) => ({
    ...(await byPeriod(fixture, place)),
    body: { reason: 'As you asked' },
  }),
  getPeriodHistory: byPeriod,
  getPeriodChanges: byPeriod,

  getTimeSettings: bySlug,
  updateTimeSettings: async (fixture, place) => ({
    ...(await bySlug(fixture, place)),
    body: { max_future_days: 2 },
  }),
  listHolidays: bySlug,
  createHoliday: async (fixture, place) => ({
    ...(await bySlug(fixture, place)),
    body: { date: '2026-05-14', name: fixture.newName('Holiday') },
  }),
  deleteHoliday: async (fixture, place) => ({
    params: await fixture.time.newHoliday(place),
  }),
  importHolidays: async (fixture, place) => ({
    ...(await bySlug(fixture, place)),
    body: { country: 'DE', year: 2026 },
  }),
  listTimeOff: bySlug,
  createTimeOff: async (fixture, place) => ({
    ...(await bySlug(fixture, place)),
    body: { date_from: '2026-05-18', date_to: '2026-05-22', kind: 'vacation' },
  }),
  deleteTimeOff: async (fixture, place) => ({
    params: await fixture.time.newTimeOff(place),
  }),
  getCapacity: bySlug,
  getWorkSchedule: bySlug,
  setWorkSchedule: async (fixture, place) => ({
    // The caller's own schedule: only members of the workspace have one.
    params: { slug: await fixture.employAll(place) },
    body: { minutes_per_weekday: [480, 480, 480, 240, 0, 0, 0] },
  }),
  listEstimates: byProject,
  getTimer: plain,
  startTimer: async fixture => ({
    body: { work_item_id: (await newWorkItem(fixture, 'own')).id },
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
    params: await fixture.time.newCalendarFeed(),
  }),
  listTimeSuggestions: plain,
  acceptTimeSuggestions: async fixture => ({
    body: { date: UNLOGGED_ON, items: [await fixture.time.newUnloggedTime()] },
  }),
  dismissTimeSuggestion: async fixture => ({
    params: await fixture.time.newUnloggedTime(),
    query: { date: UNLOGGED_ON },
  }),
};
