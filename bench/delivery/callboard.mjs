import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { startWorker } from '../lib/worker.mjs';

const { createBackendModule } = requireOfBackend(
  '@backstage/backend-plugin-api',
);
const { mockServices } = requireOfBackend('@backstage/backend-test-utils');
const { startCallboardOn } = loadBackend('__testUtils__/startCallboard');
const { landscape } = loadBackend('core/projects/__testUtils__/landscape');
const { subscribersExtensionPoint } = loadBackend(
  'changes/subscribersExtensionPoint',
);

/**
 * Starts a Callboard with receivers of its webhooks.
 *
 * @param hosts - of the receivers
 * @returns its `subscribers`, and the `urls` of the receivers
 */
export async function startWithReceivers(knex, hosts = ['127.0.0.1']) {
  const receivers = await startWorker(
    new URL('receivers.mjs', import.meta.url),
  );
  const urls = await receivers.call({ ask: 'listen', hosts });
  let subscribers;
  const callboard = await startCallboardOn(knex, {
    config: { webhooks: { allow: hosts } },
    services: [mockServices.rootLogger.factory({ level: 'none' })],
    entities: landscape,
    modules: [
      createBackendModule({
        pluginId: 'callboard',
        moduleId: 'bench',
        register: env =>
          env.registerInit({
            deps: { given: subscribersExtensionPoint },
            async init({ given }) {
              subscribers = given;
            },
          }),
      }),
    ],
  });
  const admin = callboard.as('superAdmin');
  return {
    ...{ admin, receivers, subscribers, urls },
    async addWebhooks(slug, targets) {
      for (const url of targets) {
        await admin
          .post(`/workspaces/${slug}/webhooks`, {
            ...{ name: 'Everything', url, event_types: ['*'] },
          })
          .expect(201);
      }
    },
    async stop() {
      await callboard.stop();
      await receivers.stop();
    },
  };
}
