import { mapValues } from './backend.mjs';

const PROJECTS = 300;

/** @param part - of the sizes of a full run */
const scaleSizes = part => {
  const scaled = (count, least = 0) =>
    Math.max(least, Math.round(count * part));
  return {
    activity: scaled(10_000_000),
    projects: PROJECTS,
    // The same number for each project.
    items: Math.ceil(scaled(1_000_000) / PROJECTS) * PROJECTS,
    worklogs: scaled(3_000_000),
    departments: scaled(2_000, 100),
    staff: scaled(50_000, 3_000),
    people: scaled(50_000, 5_000),
    /** The small workspace for comparison with the large lists. */
    fewWorklogs: scaled(10_000, 500),
    notifications: scaled(1_000_000),
    /** The same number per person at every size. */
    notified: scaled(5_000, 50),
    recipients: scaled(10_000, 2_000),
    jobs: scaled(1_000_000),
    sockets: scaled(2_000, 100),
  };
};

/** The durations of measurements, and their repetitions: full, quick and tiny. */
const repetitions = {
  rounds: [15, 5, 1],
  fewRounds: [7, 3, 1],
  passes: [3, 1, 1],
  rates: [200, 30, 5],
  calls: [400, 40, 8],
  loads: [7, 3, 1],
  loadsBefore: [3, 1, 1],
  seconds: [15, 0.6, 0.5],
  loadSeconds: [6, 0.6, 0.6],
  lagSeconds: [20, 2, 1],
  webhookLagSeconds: [60, 5, 2],
  // Tasks start up to a minute after the replica, and some of them run once an hour.
  settlingSeconds: [75, 75, 1],
  // Long enough for one run of each per-minute task.
  idleSeconds: [60, 60, 5],
  quietSeconds: [60, 5, 5],
  viewSeconds: [90, 3, 3],
  usedSeconds: [30, 4, 2],
  savedWeeks: [5, 1, 1],
  kills: [2, 1, 1],
  changes: [200, 5, 2],
  changesInTurn: [300, 100, 20],
  viewers: [200, 40, 10],
  removedDays: [11, 2, 2],
  deliveries: [30_000, 1_500, 1_000],
  backlog: [200_000, 3_000, 3_000],
  auditedRequests: [10_000, 500, 100],
  ingestedBatches: [10, 2, 1],
  createdEach: [20, 6, 4],
  // Whether all users send each query, or one user in turn; and every how many queries are sent.
  areAllAsking: [true, false, false],
  everyNth: [1, 5, 9],
  sharings: [4, 3, 3],
  removedFrom: ['data', 'tenth', 'tenth'],
  // Seals the template `tenth` in every run, and the database that rows are removed from.
  isSealed: [true, false, false],
  isPersistent: [false, true, true],
  run: ['full', 'quick', 'tiny'],
};

const buildRunSizes = (part, nth) => {
  const sizes = {
    ...scaleSizes(part),
    ...mapValues(repetitions, it => it[nth]),
  };
  // Of work, time and the log SQLite has a tenth of what PostgreSQL has.
  const { activity, items, worklogs } = scaleSizes(part / 10);
  const tenth = { ...sizes, activity, items, worklogs, isSealed: true };
  // The small log for comparison with the large one, with hardly any work.
  const few = Math.max(5_000, sizes.activity / 100);
  const small = { ...sizes, activity: few, items: 300, worklogs: 300 };
  return { ...sizes, tenth, small };
};

/** Returns the users of `all` who send the nth query. */
export const selectUsers = ({ areAllAsking }, all, nth) =>
  areAllAsking ? all : [all[nth % all.length]];

/** A tiny run only tests the benchmarks: its figures mean nothing. */
export const runs = {
  full: buildRunSizes(1, 0),
  quick: buildRunSizes(0.1, 1),
  tiny: buildRunSizes(0.005, 2),
};
