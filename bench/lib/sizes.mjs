/** How much data the suites work on. */

const PROJECTS = 300;

/** @param part - of the sizes of a full run */
const sizesOf = part => {
  const scaled = (count, least = 0) =>
    Math.max(least, Math.round(count * part));
  return {
    activity: scaled(10_000_000),
    /** The log that the large one is compared with. */
    smallActivity: scaled(100_000, 5_000),
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
const full = {
  turns: 15,
  fewTurns: 7,
  seconds: 15,
  loadSeconds: 6,
  lagSeconds: 20,
  webhookLagSeconds: 60,
  idleSeconds: 60,
  quietSeconds: 60,
  changes: 200,
  viewers: 200,
  viewSeconds: 90,
  calls: 400,
  loads: 7,
};

const quick = {
  turns: 7,
  fewTurns: 3,
  seconds: 2,
  loadSeconds: 2,
  lagSeconds: 5,
  webhookLagSeconds: 8,
  idleSeconds: 20,
  quietSeconds: 8,
  changes: 20,
  viewers: 40,
  viewSeconds: 6,
  calls: 150,
  loads: 4,
};

/** Of work, time and the log SQLite has a tenth of what PostgreSQL has. */
const tenthOf = part => {
  const { activity, items, worklogs } = sizesOf(part / 10);
  return { ...sizesOf(part), activity, items, worklogs };
};

const runOf = (name, part, repeated) => ({
  ...{ name, ...sizesOf(part), ...repeated },
  tenth: tenthOf(part),
});

export const runs = {
  full: runOf('full', 1, full),
  quick: runOf('quick', 0.1, quick),
  // To try a benchmark out: figures of so few rows say nothing.
  tiny: runOf('tiny', 0.005, quick),
};
