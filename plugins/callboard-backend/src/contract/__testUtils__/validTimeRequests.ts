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
import { Place, World } from './World';
import { UNLOGGED_ON } from './WorldTime';

const byWorklog = async (world: World, place: Place) => ({
  params: await world.time.newWorklog(place),
});

const byPeriod = async (world: World, place: Place) => ({
  params: await world.time.newPeriod(place),
});

/** For everyone who may have one here. */
const startTimers = async (world: World): Promise<ValidRequest> => {
  await world.time.startTimers('member', 'admin', 'projectAdmin', 'superAdmin');
  return {};
};

/** A valid request to each endpoint of time, by operation id. */
export const validTimeRequests: Record<string, RequestMaker> = {
  listWorklogsOfItem: byNewWorkItem,
  createWorklog: async (world, place) => ({
    ...(await byNewWorkItem(world, place)),
    body: { duration_minutes: 30 },
  }),
  getWorklog: byWorklog,
  replaceWorklog: async (world, place) => ({
    ...(await byWorklog(world, place)),
    body: { duration_minutes: 20 },
  }),
  updateWorklog: async (world, place) => ({
    ...(await byWorklog(world, place)),
    body: { duration_minutes: 25 },
  }),
  deleteWorklog: byWorklog,
  getProjectTimeSummary: byProject,
  listWorklogs: bySlug,
  exportWorklogsCsv: bySlug,
  exportWorklogsXlsx: bySlug,
  getTimeSummary: bySlug,
  importWorklogs: async (world, place) => ({
    params: { slug: await world.slug(place) },
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
  saveTimesheet: async (world, place) => {
    const { slug, id } = await newWorkItem(world, place);
    const cell = { work_item_id: id, date: '2026-05-05', minutes: 30 };
    return { params: { slug }, body: { week: '2026-05-04', cells: [cell] } };
  },
  listPeriods: bySlug,
  submitPeriod: async (world, place) => ({
    ...(await bySlug(world, place)),
    body: { week: world.time.newWeek() },
  }),
  getPeriod: byPeriod,
  recallPeriod: byPeriod,
  approvePeriod: byPeriod,
  rejectPeriod: async (world, place) => ({
    ...(await byPeriod(world, place)),
    body: { reason: 'Friday is missing' },
  }),
  reopenPeriod: async (world, place) => ({
    ...(await byPeriod(world, place)),
    body: { reason: 'As you asked' },
  }),
  getPeriodHistory: byPeriod,
  getPeriodChanges: byPeriod,

  getTimeSettings: bySlug,
  updateTimeSettings: async (world, place) => ({
    ...(await bySlug(world, place)),
    body: { max_future_days: 2 },
  }),
  listHolidays: bySlug,
  createHoliday: async (world, place) => ({
    ...(await bySlug(world, place)),
    body: { date: '2026-05-14', name: world.newName('Holiday') },
  }),
  deleteHoliday: async (world, place) => ({
    params: await world.time.newHoliday(place),
  }),
  importHolidays: async (world, place) => ({
    ...(await bySlug(world, place)),
    body: { country: 'DE', year: 2026 },
  }),
  listTimeOff: bySlug,
  createTimeOff: async (world, place) => ({
    ...(await bySlug(world, place)),
    body: { date_from: '2026-05-18', date_to: '2026-05-22', kind: 'vacation' },
  }),
  deleteTimeOff: async (world, place) => ({
    params: await world.time.newTimeOff(place),
  }),
  getCapacity: bySlug,
  getWorkSchedule: bySlug,
  setWorkSchedule: async (world, place) => ({
    // The caller's own schedule: only members of the workspace have one.
    params: { slug: await world.employAll(place) },
    body: { minutes_per_weekday: [480, 480, 480, 240, 0, 0, 0] },
  }),
  listEstimates: byProject,
  getTimer: plain,
  startTimer: async world => ({
    body: { work_item_id: (await newWorkItem(world, 'own')).id },
  }),
  updateTimer: async world => {
    await startTimers(world);
    return { body: { description: 'Fixing' } };
  },
  stopTimer: startTimers,
  discardTimer: startTimers,
  getCalendarFeed: plain,
  createCalendarFeed: () => ({ body: {} }),
  deleteCalendarFeed: plain,
  readCalendar: async world => ({ params: await world.time.newCalendarFeed() }),
  listTimeSuggestions: plain,
  acceptTimeSuggestions: async world => ({
    body: { date: UNLOGGED_ON, items: [await world.time.newUnloggedTime()] },
  }),
  dismissTimeSuggestion: async world => ({
    params: await world.time.newUnloggedTime(),
    query: { date: UNLOGGED_ON },
  }),
};
