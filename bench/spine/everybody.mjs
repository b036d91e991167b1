import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { startWorker } from '../lib/startWorker.mjs';
import { createSpine } from './spine.mjs';

const { createBackendModule } = requireOfBackend(
  '@backstage/backend-plugin-api',
);
const { jane } = loadBackend('__testUtils__/spine');
const { newId } = loadBackend('database/ids');
const { people, startCallboardOn } = loadBackend(
  '__testUtils__/startCallboard',
);
const { landscape } = loadBackend('core/projects/__testUtils__/landscape');
const { subscribersExtensionPoint } = loadBackend(
  'changes/subscribersExtensionPoint',
);
const { mockServices } = requireOfBackend('@backstage/backend-test-utils');

/** Of how many changes one is told somebody. */
const TOLD_OF = 10;

/**
 * Starts Callboard, and a spine with the subscribers that it has.
 *
 * @param listener - another subscriber, outside the database, told at the same time as those
 */
export async function startEverybody(knex, listener) {
  const receivers = await startWorker(
    new URL('../webhooks/receivers.mjs', import.meta.url),
  );
  let subscribers;
  const callboard = await startCallboardOn(knex, {
    config: { webhooks: { allow: ['127.0.0.1'] } },
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
  subscribers.external.push(listener);
  const boss = callboard.as('superAdmin');
  const base = '/workspaces/default';
  const { body: workspace } = await boss.get(base).expect(200);
  const { body: project } = await boss.put(
    `${base}/projects/by-entity/component/default/payments_api`,
  );
  await boss.post(`${base}/projects/${project.id}/members`, {
    user_ref: people.member,
    role: 'member',
  });
  const [url] = await receivers.call({ ask: 'listen', hosts: ['127.0.0.1'] });
  await boss.post(`${base}/webhooks`, {
    name: 'All of it',
    url: `${url}/quick`,
    event_types: ['*'],
  });
  return {
    ...createSpine(knex, subscribers),
    others: [...subscribers.transactional, ...subscribers.external]
      .map(({ name }) => name)
      .filter(name => name !== listener.name),
    changeItem: (changes, nth) =>
      recordItem(
        changes,
        { workspace_id: workspace.id, project_id: project.id },
        nth,
      ),
    async stop() {
      await callboard.stop();
      await receivers.stop();
    },
  };
}

/** A change of a work item, which is told to whom it is assigned to. */
function recordItem(changes, place, nth) {
  return changes.run(jane, async change => {
    const before = { title: 'Fix rounding', priority: 'low', assignees: [] };
    change.record({
      ...place,
      visibility: 'project',
      entity_type: 'work_item',
      entity_id: newId(Date.now()),
      entity_label: 'PAY-42 Fix rounding',
      before,
      after: {
        ...before,
        priority: 'high',
        assignees: nth % TOLD_OF === 0 ? [people.member] : [],
      },
    });
  });
}
