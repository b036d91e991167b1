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
    backlog: scaled(200_000, 4_000),
    sockets: scaled(2_000, 100),
    exported: scaled(1_000_000),
    auditedRequests: scaled(1_000, 200),
  };
};

/** How long measurements last, and how often they are repeated. */
const repetitions = {
  full: {
    turns: 15,
    fewTurns: 7,
    rounds: 3,
    rates: 200,
    calls: 400,
    loads: 7,
    seconds: 15,
    loadSeconds: 6,
    lagSeconds: 20,
    webhookLagSeconds: 60,
    idleSeconds: 60,
    quietSeconds: 60,
    viewSeconds: 90,
    changes: 200,
    changesInTurn: 300,
    viewers: 200,
  },
  quick: {
    turns: 5,
    fewTurns: 3,
    rounds: 1,
    rates: 40,
    calls: 80,
    loads: 3,
    seconds: 2,
    loadSeconds: 2,
    lagSeconds: 4,
    webhookLagSeconds: 5,
    // What runs once a minute runs once.
    idleSeconds: 60,
    quietSeconds: 5,
    viewSeconds: 6,
    changes: 10,
    changesInTurn: 100,
    viewers: 40,
  },
};

/** Figures of so few rows say nothing: to try a benchmark out. */
repetitions.tiny = {
  ...repetitions.quick,
  turns: 1,
  fewTurns: 1,
  rates: 5,
  calls: 8,
  loads: 1,
  changes: 2,
  seconds: 1,
  lagSeconds: 1,
  webhookLagSeconds: 2,
  idleSeconds: 5,
  changesInTurn: 20,
  viewers: 10,
};

const runOf = (part, repeated) => {
  // Of work, time and the log SQLite has a tenth of what PostgreSQL has.
  const { activity, items, worklogs } = sizesOf(part / 10);
  const sizes = sizesOf(part);
  const tenth = { ...sizes, activity, items, worklogs };
  // The log that the large one is compared with, with hardly any work.
  const few = { activity: Math.max(5_000, sizes.activity / 100) };
  const small = { ...sizes, ...few, items: 300, worklogs: 300 };
  return { ...sizes, ...repetitions[repeated], tenth, small };
};

export const runs = {
  full: runOf(1, 'full'),
  quick: runOf(0.1, 'quick'),
  tiny: runOf(0.005, 'tiny'),
};
