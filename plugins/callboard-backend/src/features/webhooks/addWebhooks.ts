import {
  WebhookDisabledReason,
  buildWebhookPath,
  endpoints,
} from '@callboard/plugin-callboard-common';
import {
  NotificationDeclarations,
  NotificationRule,
} from '@callboard/plugin-callboard-node';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { createWorkspaceResolver } from '../../core/resources/ResourceResolver';
import { createWebhookSeeding } from './createWebhookSeeding';
import { Cancellation } from './deliveries/Cancellation';
import { DeliveryQueue } from './deliveries/DeliveryQueue';
import { DeliveryReadModel } from './deliveries/DeliveryReadModel';
import { DeliveryRun } from './deliveries/DeliveryRun';
import { pruneDeliveries } from './deliveries/DeliveryStore';
import { RangeReplays } from './deliveries/RangeReplays';
import { Replays } from './deliveries/Replays';
import { SealDeliveries } from './deliveries/SealDeliveries';
import { AttemptResults } from './deliveries/AttemptResults';
import { Signing, createSecretBox } from './SecretBox';
import { createWebhookSubscriber } from './deliveries/createWebhookSubscriber';
import { ReceiverRules } from './receivers/ReceiverRules';
import { Sender } from './receivers/Sender';
import { WebhookService } from './WebhookService';
import { webhookStore } from './WebhookStore';
import { webhookData } from './webhookData';
import { Clock } from '../../kernel/clock';
import { ContractRouter } from '../../http/ContractRouter';
import { buildExampleEvents } from './events/buildExampleEvents';
import { WebhookKey } from './WebhookRow';

interface Services {
  clock: Clock;
  webhooks: WebhookService;
  readModel: DeliveryReadModel;
  replays: Replays;
}

const toKey = (context: {
  workspace: { id: string };
  params: { id: string };
}): WebhookKey => ({
  workspace_id: context.workspace.id,
  id: context.params.id,
});

function bindWebhooks(router: ContractRouter, { webhooks }: Services) {
  router.handle(endpoints.listWebhookEvents, async ({ workspace }) => ({
    items: buildExampleEvents(workspace.id),
  }));
  router.handle(endpoints.listWebhooks, ({ workspace, query }) =>
    webhooks.list(workspace.id, query),
  );
  router.handle(endpoints.createWebhook, ({ caller, workspace, body }) =>
    webhooks.create(caller, workspace.id, body),
  );
  router.handle(endpoints.getWebhook, context => webhooks.get(toKey(context)));
  router.handle(endpoints.updateWebhook, context => {
    const { caller, body, precondition } = context;
    return webhooks.update(caller, toKey(context), body, precondition);
  });
  router.handle(endpoints.deleteWebhook, context => {
    const { caller, precondition } = context;
    return webhooks.delete(caller, toKey(context), precondition);
  });
  router.handle(endpoints.rotateWebhookSecret, context => {
    const { caller, body, precondition } = context;
    const { overlap_hours: hours } = body;
    return webhooks.rotateSecret(caller, toKey(context), hours, precondition);
  });
}

function bindDeliveries(
  router: ContractRouter,
  { clock, webhooks, readModel, replays }: Services,
) {
  router.handle(endpoints.testWebhook, async context => {
    const delivery = await replays.test(context.caller, toKey(context));
    return readModel.pseudonymiseFor(context.caller, delivery);
  });
  router.handle(endpoints.getWebhookHealth, async context => {
    const { id } = await webhooks.get(toKey(context));
    return readModel.readHealth(id, clock.now());
  });
  router.handle(endpoints.listWebhookDeliveries, async context => {
    const { id } = await webhooks.get(toKey(context));
    return readModel.list(id, context.query, context.caller);
  });
  router.handle(endpoints.getWebhookDelivery, async context => {
    const { id } = await webhooks.get(toKey(context));
    return readModel.getDetail(id, context.params.did, context.caller);
  });
  router.handle(endpoints.replayWebhookDelivery, async context => {
    const { caller, params } = context;
    const delivery = await replays.replay(caller, toKey(context), params.did);
    return readModel.pseudonymiseFor(caller, delivery);
  });
  router.handle(endpoints.replayWebhookDeliveries, context =>
    replays.replayRange(context.caller, toKey(context), context.body),
  );
}

const disabledReasonTexts: Record<WebhookDisabledReason, string> = {
  endpoint_removed: 'The receiver returned 410 Gone.',
  failing:
    'All attempts of a delivery failed, and no other delivery succeeded in that time.',
};

const deactivatedRule: NotificationRule = {
  name: 'webhook.deactivated',
  on: ['webhook.deactivate'],
  toEvent({ entity_label, changes, entity_id }, { workspace }) {
    const reason = changes.find(({ field }) => field === 'disabled_reason')
      ?.new_value as WebhookDisabledReason;
    return {
      type: 'webhook.deactivated',
      to: { admins: true },
      title: `Webhook deactivated: ${entity_label}`,
      body: `${disabledReasonTexts[reason]} Fix the receiver, reactivate the webhook, and replay missed deliveries.`,
      target_url: buildWebhookPath(workspace.slug, entity_id),
      reason: 'You are an admin of this workspace.',
      severity: 'high',
      meta: { webhook_id: entity_id },
    };
  },
};

export const webhookNotifications: NotificationDeclarations = {
  types: [
    {
      type: 'webhook.deactivated',
      label: 'Webhook deactivated',
      is_for_admins: true,
      description:
        'Sent to workspace admins when Callboard deactivates a webhook.',
    },
  ],
  rules: [deactivatedRule],
};

const webhookResolver = createWorkspaceResolver({
  type: 'webhook',
  table: 'webhooks',
  columns: ['name'],
  getTitle: ({ name }) => name,
  buildUrl: buildWebhookPath,
  isForAdmins: true,
});

const RETENTION_MS = 30 * 24 * 60 * 60 * 1_000;

interface WebhookServices {
  seals: SealDeliveries;
}

export async function addWebhooks(
  core: Core,
): Promise<Feature<WebhookServices>> {
  const { knex, platform, clock } = core;
  const secrets = await createSecretBox(core);
  const rules = new ReceiverRules(core.config.webhooks);
  const queue = new DeliveryQueue(core.queue);
  const deliveryDeps = { ...core, queue };
  const cancellation = new Cancellation(deliveryDeps);
  const webhooks = new WebhookService({
    ...core,
    cancellation,
    rules,
    secrets,
  });
  const readModel = new DeliveryReadModel(core);
  const signing = new Signing(secrets);
  const run = new DeliveryRun({
    ...deliveryDeps,
    cancellation,
    results: new AttemptResults({ ...core, cancellation }),
    sender: new Sender(rules),
    signing,
  });
  queue.registerWorker((webhook, signal) => run.send(webhook, signal));
  const ranges = new RangeReplays({ ...deliveryDeps, jobs: core.queue });
  ranges.registerWorker();
  core.subscribers.transactional.push(createWebhookSubscriber(deliveryDeps));
  await platform.scheduler.scheduleTask({
    id: 'callboard-webhooks-upkeep',
    frequency: { hours: 1 },
    timeout: { minutes: 30 },
    fn: async () => {
      await webhookStore.deleteExpiredSecrets(knex, clock.now());
      await pruneDeliveries(knex, clock.now() - RETENTION_MS);
    },
  });
  const replays = new Replays({ ...deliveryDeps, readModel, ranges });
  const services = { clock, webhooks, readModel, replays };
  bindWebhooks(core.router, services);
  bindDeliveries(core.router, services);
  return {
    data: webhookData,
    services: { seals: new SealDeliveries(queue) },
    notifications: webhookNotifications,
    resolvers: [webhookResolver],
    seeding: createWebhookSeeding(core, {
      webhooks,
      signing,
      cancellation,
    }),
    start: () => webhooks.reencryptSecrets(),
  };
}
