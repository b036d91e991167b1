import { loadBackend, pluginApi } from '../lib/backend.mjs';
import { openCallboard } from '../lib/callboard.mjs';
import { until } from '../lib/timing.mjs';
import { startWorker } from '../lib/worker.mjs';

const { catalogEntities } = loadBackend(
  'core/projects/__testUtils__/catalogEntities',
);
const { subscribersExtensionPoint } = loadBackend('changes/Subscriber');

export async function startWithReceivers(knex, hosts = ['127.0.0.1']) {
  const receivers = await startWorker('delivery/receivers.mjs');
  const urls = await receivers.call('listen', hosts);
  const extensionPoints = {};
  const deps = { subscribers: subscribersExtensionPoint };
  const init = async injected => Object.assign(extensionPoints, injected);
  const module = pluginApi.createBackendModule({
    pluginId: 'callboard',
    moduleId: 'bench',
    register: env => env.registerInit({ deps, init }),
  });
  const callboard = await openCallboard(knex, {
    config: { webhooks: { allow: hosts } },
    entities: catalogEntities,
    modules: [module],
  });
  const send = callboard.as();
  return {
    ...callboard,
    ...extensionPoints,
    receivers,
    urls,
    async addWebhooks(slug, targets) {
      for (const target of targets) {
        const webhook = { name: 'All', url: target, event_types: ['*'] };
        await send('POST', `/workspaces/${slug}/webhooks`, webhook);
      }
    },
    stop: () => callboard.stop().then(receivers.stop),
  };
}

export function untilDelivered(knex, workspace_id) {
  const pending = knex('webhook_deliveries')
    .join('webhooks', 'webhooks.id', 'webhook_id')
    .where({ workspace_id, status: 'pending' })
    .first('webhook_deliveries.id');
  return until(async () => !(await pending.clone()), 50);
}
