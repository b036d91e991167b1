import { mapValues } from './backend.mjs';

const PROJECTS = 300;

/** @param share - the share of a full run's sizes */
const scaleSizes = share => {
  const scale = (count, least = 0) =>
    Math.max(least, Math.round(count * share));
  return {
    activity: scale(10_000_000),
    projects: PROJECTS,
    // The same number for each project.
    items: Math.ceil(scale(1_000_000) / PROJECTS) * PROJECTS,
    worklogs: scale(3_000_000),
    departments: scale(2_000, 100),
    staff: scale(50_000, 3_000),
    people: scale(50_000, 5_000),
    /** The small workspace for comparison with the large lists. */
    fewWorklogs: scale(10_000, 500),
    notifications: scale(1_000_000),
    /** The recipients of `notifications`, scaled so that each has the same number. */
    notified: scale(5_000, 50),
    recipients: scale(10_000, 2_000),
    jobs: scale(1_000_000),
    sockets: scale(2_000, 100),
  };
};

/** The durations and repetitions of measurements in a full, a quick and a tiny run. */
const repetitions = {
  rounds: [15, 5, 1],
  fewRounds: [7, 3, 1],
  passes: [3, 1, 1],
  rates: [200, 30, 5],
  calls: [400, 40, 8],
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
  changes: [200, 5, 2],
  changesInTurn: [300, 100, 20],
  viewers: [200, 40, 10],
  removedDays: [11, 2, 2],
  deliveries: [30_000, 1_500, 1_000],
  backlog: [200_000, 3_000, 3_000],
  auditedRequests: [10_000, 500, 100],
  ingestedBatches: [10, 2, 1],
  createdEach: [20, 6, 4],
  // Measures only every n-th query.
  everyNth: [1, 5, 9],
  isFull: [true, false, false],
  run: ['full', 'quick', 'tiny'],
};

const buildRunSizes = (share, runIndex) => {
  const sizes = {
    ...scaleSizes(share),
    ...mapValues(repetitions, values => values[runIndex]),
  };
  // SQLite has a tenth of the work, time and log that PostgreSQL has.
  const { activity, items, worklogs } = scaleSizes(share / 10);
  const tenth = { ...sizes, activity, items, worklogs, isSealed: true };
  // The small log for comparison with the large one, with hardly any work.
  const few = Math.max(5_000, sizes.activity / 100);
  const small = { ...sizes, activity: few, items: 300, worklogs: 300 };
  return { ...sizes, tenth, small };
};

/** Returns the users of `all` who send the nth query. Except in a full run, they take turns. */
export const selectUsers = ({ isFull }, all, nth) =>
  isFull ? all : [all[nth % all.length]];

export const runs = {
  full: buildRunSizes(1, 0),
  quick: buildRunSizes(0.1, 1),
  tiny: buildRunSizes(0.005, 2),
};
