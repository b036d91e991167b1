/**
 * Runs one replica: Callboard on the platform's own services and the shared PostgreSQL, without the
 * rest of a portal, so that it starts quickly. The replica accepts any identity that a caller
 * claims.
 *
 * The argument is JSON: `{name, port, connection, eventsFile, receivers, smtp, taskTimeoutMs}`. The
 * replica records events of the event bus in `eventsFile`. It sends webhooks to the host
 * `receivers` and emails to the port `smtp`.
 */
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import * as loaders from '../../bench/lib/backend.mjs';
import { SECRET_WORD } from './fixture.mjs';

const { common, loadBackend, pluginApi, range } = loaders;
const { requireOfBackend, requireOfPortal } = loaders;
const { mockServices } = requireOfBackend('@backstage/backend-test-utils');
const { people, testEntities } = loadBackend('__testUtils__/startCallboard');
const { createEntity } = loadBackend(
  'core/projects/__testUtils__/catalogEntities',
);

const settings = JSON.parse(process.argv[2]);
const { name, port, eventsFile, taskTimeoutMs } = settings;

const baseUrl = `http://127.0.0.1:${port}`;
const config = {
  app: { baseUrl },
  backend: {
    baseUrl,
    listen: { host: '127.0.0.1', port },
    database: { client: 'pg', connection: settings.connection },
  },
  // The event bus carries signals from one replica to the sockets of the other. On shutdown, a
  // server waits until pending reads of the event bus time out.
  events: { useEventBus: 'always', notifyTimeoutMs: 2_000 },
  callboard: {
    superAdmins: [people.superAdmin],
    activity: { eventsPerMinute: 1_000_000 },
    // Receivers fail at times, and retries must succeed within the minutes of a run.
    webhooks: { allow: [settings.receivers], retrySeconds: Array(20).fill(1) },
    mail: {
      // Identifies the replica to the mail server.
      from: `Callboard <${name}@example.org>`,
      smtp: { host: '127.0.0.1', port: settings.smtp, security: 'none' },
      perMinute: 1_000_000,
    },
  },
};

// Adds a header that identifies the replica to the receivers of webhooks.
subscribe('undici:request:create', ({ request }) =>
  request.addHeader('x-chaos-replica', name),
);

const components = [0, 1, 2, 3, SECRET_WORD].map(id =>
  createEntity('Component', `chaos-${id}`),
);
const users = range(100).map(id => {
  const profile = { email: `chaos-${id}@example.org` };
  const spec = { profile, memberOf: [] };
  return createEntity('User', `chaos-${id}`, { spec });
});

/** Adds a transactional and an external subscriber, and records the changes they receive. */
const probe = pluginApi.createBackendModule({
  pluginId: 'callboard',
  moduleId: 'chaos',
  register: env =>
    env.registerInit({
      deps: {
        events: requireOfBackend('@backstage/plugin-events-node')
          .eventsServiceRef,
        subscribers:
          loadBackend('changes/Subscriber').subscribersExtensionPoint,
      },
      async init({ events, subscribers }) {
        subscribers.transactional.push({
          name: 'chaos',
          handle: (changes, tx) =>
            tx('chaos_seen').insert(
              changes.map(change => ({
                change_id: change.id,
                entity_key: `${change.entity_type}:${change.entity_id}`,
                changes: JSON.stringify(change.changes),
              })),
            ),
        });
        await events.subscribe({
          id: 'chaos',
          topics: [common.CHANGES_TOPIC],
          // Writes at once, so that a killed process loses no line.
          onEvent: async ({ eventPayload: { id } }) =>
            appendFileSync(eventsFile, `${Date.now()} ${id}\n`),
        });
      },
    }),
});

const { schedulerServiceFactory } = requireOfBackend(
  '@backstage/backend-defaults/scheduler',
);

/**
 * Wraps the platform's scheduler: Callboard's global tasks run every two seconds, and `chaos_runs`
 * records each run.
 */
const recordingScheduler = {
  ...schedulerServiceFactory,
  async factory(deps, ...context) {
    const scheduler = await schedulerServiceFactory.factory(deps, ...context);
    if (deps.pluginMetadata.getId() === 'callboard') {
      const knex = await deps.database.getClient();
      const scheduleTask = scheduler.scheduleTask.bind(scheduler);
      const often = {
        frequency: { seconds: 2 },
        initialDelay: { seconds: 1 },
        timeout: { milliseconds: taskTimeoutMs },
      };
      scheduler.scheduleTask = task => {
        const fn = signal => runRecorded(knex, task, signal);
        const isLocal = task.scope === 'local';
        return scheduleTask(isLocal ? task : { ...task, ...often, fn });
      };
    }
    return scheduler;
  },
};

async function runRecorded(knex, task, signal) {
  const run = { task: task.id, replica: name };
  const [{ id }] = await knex('chaos_runs').insert(run).returning('id');
  let error = null;
  try {
    if (!(await knex('chaos_paused').where({ task: task.id }).first())) {
      await task.fn(signal);
    }
  } catch (cause) {
    error = String(cause);
    throw cause;
  } finally {
    const ended_at = knex.raw('clock_timestamp()');
    await knex('chaos_runs').where({ id }).update({ ended_at, error });
  }
}

const { createBackend } = requireOfBackend('@backstage/backend-defaults');
const { catalogServiceMock } = requireOfBackend(
  '@backstage/plugin-catalog-node/testUtils',
);
const backend = createBackend();
[
  mockServices.rootConfig.factory({ data: config }),
  mockServices.auth.factory(),
  mockServices.httpAuth.factory(),
  mockServices.userInfo.factory(),
  catalogServiceMock.factory({
    entities: [...testEntities, ...components, ...users],
  }),
  requireOfPortal('@backstage/plugin-events-backend').default,
  requireOfPortal('@backstage/plugin-signals-backend').default,
  recordingScheduler,
  loadBackend('plugin').callboardPlugin,
  probe,
].forEach(feature => backend.add(feature));
await backend.start();
