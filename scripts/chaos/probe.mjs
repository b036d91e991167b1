/** What the chaos listens with: a subscriber of each kind, and a schedule. */
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend, requireOfBackend } from '../../bench/lib/backend.mjs';

const { coreServices, createBackendModule } = requireOfBackend(
  '@backstage/backend-plugin-api',
);
const { eventsServiceRef } = requireOfBackend('@backstage/plugin-events-node');
const { CHANGES_TOPIC } = requireOfBackend(
  '@callboard/plugin-callboard-common',
);
const { subscribersExtensionPoint } = loadBackend(
  'changes/subscribersExtensionPoint',
);

/** How often the schedule of the chaos runs, on whichever replica. */
const TICK_SECONDS = 1;

/** How long it takes. */
const TICK_MS = 200;

const keyOf = ({ entity_type, entity_id }) => `${entity_type}:${entity_id}`;

/**
 * Writes down what subscribers are told: inside the database in `chaos_seen`,
 * outside it in a file that a killed process leaves behind whole.
 */
export const createProbe = ({ name, told }) =>
  createBackendModule({
    pluginId: 'callboard',
    moduleId: 'chaos',
    register: env =>
      env.registerInit({
        deps: {
          database: coreServices.database,
          events: eventsServiceRef,
          scheduler: coreServices.scheduler,
          subscribers: subscribersExtensionPoint,
        },
        async init({ database, events, scheduler, subscribers }) {
          subscribers.transactional.push({
            name: 'chaos',
            handle: (changes, tx) =>
              tx.batchInsert(
                'chaos_seen',
                changes.map(change => ({
                  change_id: change.id,
                  entity_key: keyOf(change),
                  changes: JSON.stringify(change.changes),
                  replica: name,
                })),
              ),
          });
          await events.subscribe({
            id: 'chaos',
            topics: [CHANGES_TOPIC],
            onEvent: async ({ eventPayload: change }) => {
              appendFileSync(told, `${Date.now()} ${change.id}\n`);
            },
          });
          const knex = await database.getClient();
          await scheduler.scheduleTask({
            id: 'chaos-tick',
            frequency: { seconds: TICK_SECONDS },
            timeout: { seconds: 30 },
            fn: async () => {
              const [{ id }] = await knex('chaos_ticks')
                .insert({ replica: name })
                .returning('id');
              await sleep(TICK_MS);
              await knex('chaos_ticks')
                .where({ id })
                .update({ ended_at: knex.raw('clock_timestamp()') });
            },
          });
        },
      }),
  });
