import { endpoints } from '@callboard/plugin-callboard-common';
import { Clock } from '../../kernel/clock';
import { ContractRouter } from '../../http/ContractRouter';
import { DeliveryReadModel } from './deliveries/DeliveryReadModel';
import { Replays } from './deliveries/Replays';
import { buildExampleEvents } from './events/buildExampleEvents';
import { WebhookKey } from './WebhookRow';
import { WebhookService } from './WebhookService';

interface Services {
  clock: Clock;
  webhooks: WebhookService;
  readModel: DeliveryReadModel;
  replays: Replays;
}

export function bindWebhooks(router: ContractRouter, services: Services): void {
  bindWebhook(router, services);
  bindDeliveries(router, services);
  router.handle(endpoints.listWebhookEvents, async ({ workspace }) => ({
    items: buildExampleEvents(workspace.id),
  }));
}

const toKey = (context: {
  workspace: { id: string };
  params: { id: string };
}): WebhookKey => ({
  workspace_id: context.workspace.id,
  id: context.params.id,
});

function bindWebhook(router: ContractRouter, { webhooks }: Services) {
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
  router.handle(endpoints.deleteWebhook, async context => {
    const { caller, precondition } = context;
    await webhooks.delete(caller, toKey(context), precondition);
    return undefined;
  });
  router.handle(endpoints.rotateWebhookSecret, context => {
    const { caller, body, precondition } = context;
    const { overlap_hours } = body;
    return webhooks.rotateSecret(
      caller,
      toKey(context),
      overlap_hours,
      precondition,
    );
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
