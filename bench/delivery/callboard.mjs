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

/** Starts a Callboard with receivers of its webhooks on some hosts. */
export async function startWithReceivers(knex, hosts = ['127.0.0.1']) {
  const url = new URL('receivers.mjs', import.meta.url);
  const receivers = await startWorker(url);
  const urls = await receivers.call('listen', hosts);
  let subscribers;
  const module = createBackendModule({
    pluginId: 'callboard',
    moduleId: 'bench',
    register: env =>
      env.registerInit({
        deps: { given: subscribersExtensionPoint },
        async init({ given }) {
          subscribers = given;
        },
      }),
  });
  const callboard = await startCallboardOn(knex, {
    config: { webhooks: { allow: hosts } },
    services: [mockServices.rootLogger.factory({ level: 'none' })],
    entities: landscape,
    modules: [module],
  });
  const admin = callboard.as('superAdmin');
  return {
    admin,
    receivers,
    subscribers,
    urls,
    async addWebhooks(slug, targets) {
      for (const target of targets) {
        const webhook = { name: 'All', url: target, event_types: ['*'] };
        await admin.post(`/workspaces/${slug}/webhooks`, webhook).expect(201);
      }
    },
    stop: () => callboard.stop().then(receivers.stop),
  };
}
