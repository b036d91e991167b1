/** What the chaos listens with: a subscriber of each kind. */
import { appendFileSync } from 'node:fs';
import { loadBackend, requireOfBackend } from '../../bench/lib/backend.mjs';

const { createBackendModule } = requireOfBackend(
  '@backstage/backend-plugin-api',
);
const { eventsServiceRef } = requireOfBackend('@backstage/plugin-events-node');
const { CHANGES_TOPIC } = requireOfBackend(
  '@callboard/plugin-callboard-common',
);
const { subscribersExtensionPoint } = loadBackend(
  'changes/subscribersExtensionPoint',
);

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
          events: eventsServiceRef,
          subscribers: subscribersExtensionPoint,
        },
        async init({ events, subscribers }) {
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
        },
      }),
  });
