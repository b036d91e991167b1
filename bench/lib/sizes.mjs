import { mapValues } from './backend.mjs';

const PROJECTS = 300;
/** Rounds a number of items up, so that each project has equally many. */
const roundItems = count => Math.ceil(count / PROJECTS) * PROJECTS;

/** The volumes, durations and repetitions of a full, a quick and a tiny run. */
const sizesByRun = {
  activity: [10_000_000, 1_000_000, 50_000],
  projects: [PROJECTS, PROJECTS, PROJECTS],
  items: [1_000_000, 100_000, 5_000].map(roundItems),
  worklogs: [3_000_000, 300_000, 15_000],
  departments: [2_000, 200, 100],
  staff: [50_000, 5_000, 3_000],
  people: [50_000, 5_000, 5_000],
  /** The worklogs of a small workspace, whose list is compared with that of a large workspace. */
  fewWorklogs: [10_000, 1_000, 500],
  notifications: [1_000_000, 100_000, 5_000],
  /** The number of people who receive `notifications`: each has 200, in tiny runs 100. */
  notified: [5_000, 500, 50],
  recipients: [10_000, 2_000, 2_000],
  jobs: [1_000_000, 100_000, 5_000],
  sockets: [2_000, 200, 100],
  rounds: [15, 5, 1],
  fewRounds: [7, 3, 1],
  passes: [3, 1, 1],
  rates: [200, 30, 5],
  calls: [400, 40, 8],
  seconds: [15, 0.6, 0.5],
  loadSeconds: [6, 0.6, 0.6],
  lagSeconds: [20, 2, 1],
  // Tasks start up to a minute after the replica, and some of them run once an hour.
  settlingSeconds: [75, 75, 1],
  // Long enough for one run of each per-minute task.
  idleSeconds: [60, 60, 5],
  steadySeconds: [60, 5, 5],
  viewSeconds: [90, 3, 3],
  mixedLoadSeconds: [30, 4, 2],
  savedWeeks: [5, 1, 1],
  changes: [200, 5, 2],
  changesInTurn: [300, 100, 20],
  viewers: [200, 40, 10],
  removedDays: [11, 2, 2],
  deliveries: [30_000, 1_500, 1_000],
  backlog: [200_000, 3_000, 3_000],
  auditedRequests: [10_000, 500, 100],
  ingestedBatches: [10, 2, 1],
  sourceIssues: [100_000, 2_000, 300],
  createdEach: [20, 6, 4],
  // Measures only every n-th query.
  everyNth: [1, 5, 9],
  isFull: [true, false, false],
  isSealed: [true, false, false],
  run: ['full', 'quick', 'tiny'],
};

function getRunSizes(nth) {
  const sizes = mapValues(sizesByRun, values => values[nth]);
  // SQLite has a tenth of the work, time and log that PostgreSQL has.
  const [activity, worklogs] = [sizes.activity / 10, sizes.worklogs / 10];
  const items = roundItems(sizes.items / 10);
  const tenth = { ...sizes, activity, items, worklogs, isSealed: true };
  // A small log, to compare with the large one. It has hardly any work items and worklogs.
  const few = Math.max(5_000, sizes.activity / 100);
  const small = { ...sizes, activity: few, items: 300, worklogs: 300 };
  return { ...sizes, tenth, small };
}

/** Returns the values of `all` for the nth case: all of them in a full run, else one in turn. */
export const selectForCase = ({ isFull }, all, nth) =>
  isFull ? all : [all[nth % all.length]];

export const runs = mapValues({ full: 0, quick: 1, tiny: 2 }, getRunSizes);
