/**
 * Upgrades the databases of released versions. On PostgreSQL, a backend of the release runs before,
 * during and after the upgrade, as in a rolling deployment.
 */
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createPostgresSettings,
  createSqliteSettings,
  startDataPortal,
  waitForSealedLog,
  withDataPortal,
} from '../lib/dataPortal.mjs';
import { backendFolder, root } from '../lib/paths.mjs';
import {
  countPostgresRows,
  countSqliteRows,
  getDatabaseUrl,
  queryPostgres,
} from '../lib/queryDatabases.mjs';
import { waitFor } from '../lib/waitFor.mjs';
import {
  ADMIN,
  listDifferences,
  MEMBER,
  readResources,
  readUnchanging,
} from './readResources.mjs';
import {
  listReleases,
  restorePostgres,
  restoreSqlite,
  unpackRelease,
} from './releases.mjs';
import { listSchemaDifferences, readSchema } from './schemas.mjs';

const require = createRequire(join(backendFolder, 'package.json'));
const { startPostgres } = createRequire(import.meta.url)(
  '../testing/postgres.cjs',
);

const migrations = {
  directory: join(root, 'plugins/callboard-backend/migrations'),
};

/** The initial delay of tasks that run every few minutes. */
const TASK_DELAY = 'PT1M';

/** Longer than the delay and one run of a task take together on a slow machine. */
const TASKS_STALL_MS = 5 * 60_000;

/** Runs the tasks with `TASK_DELAY` now, so that they do not change data between compared reads. */
async function runDelayedTasks(client) {
  const token = await client.requestToken(ADMIN);
  const path = '/api/callboard/.backstage/scheduler/v1/tasks';
  const listTasks = async () =>
    (await client.request(token, 'GET', path)).tasks.filter(
      ({ scope, settings }) =>
        scope === 'global' && settings.initialDelayDuration === TASK_DELAY,
    );
  const tasks = await listTasks();
  const endTimes = new Map(
    tasks.map(({ taskId, taskState }) => [taskId, taskState?.lastRunEndedAt]),
  );
  for (const { taskId } of tasks) {
    await client
      .request(token, 'POST', `${path}/${taskId}/trigger`)
      .catch(error => {
        // The task is already running.
        if (error.status !== 409) throw error;
      });
  }
  await waitFor(
    'A run of each delayed task',
    async () =>
      (await listTasks())
        .filter(
          ({ taskId, taskState }) =>
            taskState?.lastRunEndedAt === endTimes.get(taskId),
        )
        .map(({ taskId }) => taskId),
    pending => pending.length === 0,
    { stallMs: TASKS_STALL_MS, pollMs: 1_000 },
  );
}

/** Reads the released version; returns a function that compares a portal with it. */
async function readReleased({ client }) {
  await runDelayedTasks(client);
  const { resources, responses } = await readUnchanging(client);
  return {
    count: responses.size,
    compare: async portal =>
      listDifferences(await readResources(portal.client, resources), responses),
  };
}

/** Returns functions that change and read data of the first project of the first workspace. */
async function createActor({ client }, person) {
  const token = await client.requestToken(person);
  const request = (method, path, body) =>
    client.request(token, method, `/api/callboard${path}`, body);
  const [{ slug }] = (await request('GET', '/workspaces')).items;
  const { items } = await request('GET', `/workspaces/${slug}/projects`);
  const itemsPath = `/workspaces/${slug}/projects/${items[0].id}/work-items`;
  return {
    createItem: title =>
      request('POST', itemsPath, {
        title,
        assignees: [`user:default/${MEMBER}`],
      }),
    update: (id, patch) => request('PATCH', `${itemsPath}/${id}`, patch),
    logTime: (id, minutes) =>
      request('POST', `${itemsPath}/${id}/worklogs`, {
        duration_minutes: minutes,
      }),
    readItem: id => request('GET', `${itemsPath}/${id}`),
    readWorklogs: async id =>
      (await request('GET', `${itemsPath}/${id}/worklogs`)).items,
    readNotifications: async () =>
      JSON.stringify((await request('GET', '/notifications')).items),
  };
}

/** Changes data through each of two portals, and lists the changes that the other does not show. */
async function changeThroughBoth(released, current) {
  const problems = [];
  const expect = (condition, problem) => condition || problems.push(problem);
  const versions = [
    ['the release', released, current],
    ['the new version', current, released],
  ];
  for (const [name, writer, reader] of versions) {
    const [admin, member] = [
      await createActor(writer, ADMIN),
      await createActor(reader, MEMBER),
    ];
    const title = `Written by ${name}`;
    const { id } = await admin.createItem(title);
    expect(
      (await member.readItem(id)).title === title,
      `The other version does not show an item of ${name}`,
    );
    await member.update(id, { priority: 'high' });
    expect(
      (await admin.readItem(id)).priority === 'high',
      `${name} does not show a change by the other version`,
    );
    await member.logTime(id, 30);
    expect(
      (await admin.readWorklogs(id)).length === 1,
      `${name} does not show time that was logged through the other version`,
    );
    await waitFor(`A notification of what ${name} wrote`, async () =>
      (await member.readNotifications()).includes(title),
    );
  }
  return problems;
}

/** Compares the schema of an upgraded database with the schema of a new database. */
async function compareSchemas(config, upgraded, created) {
  const knex = require('knex');
  const [old, fresh] = [upgraded, created].map(connection =>
    knex({ ...config, connection, useNullAsDefault: true }),
  );
  try {
    await fresh.migrate.latest(migrations);
    return listSchemaDifferences(
      await readSchema(old),
      await readSchema(fresh),
    );
  } finally {
    await old.destroy();
    await fresh.destroy();
  }
}

/** Waits until the log is intact. */
async function checkLog({ client }, countRows) {
  await waitForSealedLog(client, { countRows });
  return [];
}

async function upgradePostgres({ version, packages, folder, check }) {
  const postgres = await startPostgres();
  const settings = createPostgresSettings(postgres);
  const portals = [];
  const start = async (name, extra) => {
    const portal = await startDataPortal({
      folder,
      name: `postgres-${name}`,
      settings: { ...settings, ...extra },
    });
    portals.push(portal);
    return portal;
  };
  try {
    await restorePostgres(version, postgres);
    const released = await start('released', packages);
    const before = await readReleased(released);
    const current = await start('current');
    await check(`responds as before, ${before.count} requests`, () =>
      before.compare(current),
    );
    await check('lets a running backend of the release respond as before', () =>
      before.compare(released),
    );
    await check('shares changes with a backend of the release', () =>
      changeThroughBoth(released, current),
    );
    await released.stop();
    portals.shift();
    await check('continues the log', () =>
      checkLog(current, () => countPostgresRows(postgres)),
    );
    await check('has the schema of a new database', async () => {
      await queryPostgres(postgres, 'postgres', 'CREATE DATABASE created');
      return compareSchemas(
        { client: 'pg' },
        getDatabaseUrl(postgres),
        getDatabaseUrl(postgres, 'created'),
      );
    });
  } finally {
    await Promise.all(portals.map(portal => portal.stop()));
    await postgres.stop();
  }
}

async function upgradeSqlite({ version, packages, folder, check }) {
  const data = join(folder, 'sqlite');
  mkdirSync(data);
  const filename = join(data, 'callboard.sqlite');
  const config = { client: 'better-sqlite3' };
  const withPortal = (name, extra, work) => {
    const settings = { ...createSqliteSettings(data), ...extra };
    return withDataPortal({ folder, name: `sqlite-${name}`, settings }, work);
  };
  restoreSqlite(version, filename);
  const before = await withPortal('released', packages, readReleased);
  await withPortal('current', {}, async current => {
    await check(`responds as before, ${before.count} requests`, () =>
      before.compare(current),
    );
    await check('accepts changes', () => changeThroughBoth(current, current));
    await check('continues the log', () =>
      checkLog(current, () => countSqliteRows(filename)),
    );
  });
  await check('has the schema of a new database', () =>
    compareSchemas(config, { filename }, { filename: join(data, 'created') }),
  );
}

/** Counts and prints the results of checks. */
class Results {
  passed = 0;
  failed = 0;

  /**
   * Runs a check.
   *
   * @param list returns the problems; an error that it throws counts as a problem
   */
  async check(title, list) {
    const problems = await list().catch(error => [error.stack]);
    const hasPassed = problems.length === 0;
    this.passed += hasPassed ? 1 : 0;
    this.failed += hasPassed ? 0 : 1;
    const lines = problems.map(problem => `  ${problem}\n`);
    process.stdout.write(
      `${hasPassed ? 'PASS' : 'FAIL'} ${title}\n${lines.join('')}`,
    );
  }
}

/**
 * Upgrades each released version's databases to the version of the repository.
 *
 * @returns `{ passed, failed, notes, files }`
 */
export async function runUpgradeTests() {
  const results = new Results();
  for (const version of listReleases()) {
    const folder = mkdtempSync(join(tmpdir(), 'callboard-upgrade-'));
    const packages = await unpackRelease(version);
    for (const [database, upgrade] of [
      ['PostgreSQL', upgradePostgres],
      ['SQLite', upgradeSqlite],
    ]) {
      const check = (title, list) =>
        results.check(`${version} on ${database} ${title}`, list);
      await upgrade({ version, packages, folder, check }).catch(error =>
        check('runs to the end', () => Promise.reject(error)),
      );
    }
    if (results.failed === 0) rmSync(folder, { recursive: true });
    else process.stdout.write(`Logs: ${folder}\n`);
  }
  const { passed, failed } = results;
  return { passed, failed, notes: [], files: [] };
}
