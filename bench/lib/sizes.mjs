import { mapValues } from './backend.mjs';

const PROJECTS = 300;

/** @param part - of the sizes of a full run */
const sizesOf = part => {
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
    /** The small workspace that lists are compared with. */
    fewWorklogs: scaled(10_000, 500),
    notifications: scaled(1_000_000),
    /** As many for each person whatever the size. */
    notified: scaled(5_000, 50),
    recipients: scaled(10_000, 2_000),
    jobs: scaled(1_000_000),
    deliveries: scaled(30_000, 2_000),
    sockets: scaled(2_000, 100),
    auditedRequests: scaled(10_000, 200),
  };
};

/** How long measurements last, and how often they are repeated: full, quick and tiny. */
const repetitions = {
  turns: [15, 5, 1],
  fewTurns: [7, 3, 1],
  rounds: [3, 1, 1],
  rates: [200, 40, 5],
  calls: [400, 80, 8],
  loads: [7, 3, 1],
  seconds: [15, 1, 1],
  loadSeconds: [6, 1, 1],
  lagSeconds: [20, 4, 1],
  webhookLagSeconds: [60, 5, 2],
  // What runs once a minute runs once.
  idleSeconds: [60, 60, 5],
  quietSeconds: [60, 5, 5],
  viewSeconds: [90, 4, 4],
  savedWeeks: [5, 2, 1],
  kills: [2, 1, 1],
  changes: [200, 10, 2],
  changesInTurn: [300, 100, 20],
  viewers: [200, 40, 10],
  removedDays: [11, 2, 2],
  backlog: [200_000, 5_000, 4_000],
  ingestedBatches: [10, 3, 1],
  createdEach: [20, 10, 4],
  // Whether everybody asks each question, or one person after another.
  areAllAsking: [true, false, false],
  removedFrom: ['data', 'tenth', 'tenth'],
};

const runOf = (part, nth) => {
  const sizes = { ...sizesOf(part), ...mapValues(repetitions, it => it[nth]) };
  // Of work, time and the log SQLite has a tenth of what PostgreSQL has.
  const { activity, items, worklogs } = sizesOf(part / 10);
  const tenth = { ...sizes, activity, items, worklogs };
  // The log that the large one is compared with, with hardly any work.
  const few = Math.max(5_000, sizes.activity / 100);
  const small = { ...sizes, activity: few, items: 300, worklogs: 300 };
  return { ...sizes, tenth, small };
};

/** Those of `all` who ask the nth question. */
export const askersOf = ({ areAllAsking }, all, nth) =>
  areAllAsking ? all : [all[nth % all.length]];

/** Figures of a tiny run say nothing: it tries benchmarks out. */
export const runs = {
  full: runOf(1, 0),
  quick: runOf(0.1, 1),
  tiny: runOf(0.005, 2),
};
