import { endpoints } from '@callboard/plugin-callboard-common';
import { Clock } from '../../kernel/clock';
import { ContractRouter } from '../../http/ContractRouter';
import { DeliveryReadModel } from './deliveries/DeliveryReadModel';
import { Replays } from './deliveries/Replays';
import { buildExampleEvents } from './events/buildExampleEvents';
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

function bindWebhook(router: ContractRouter, { webhooks }: Services) {
  router.handle(endpoints.listWebhooks, ({ workspace, query }) =>
    webhooks.list(workspace.id, query),
  );
  router.handle(endpoints.createWebhook, ({ caller, workspace, body }) =>
    webhooks.create(caller, workspace.id, body),
  );
  router.handle(endpoints.getWebhook, ({ workspace, params }) =>
    webhooks.get(workspace.id, params.id),
  );
  router.handle(endpoints.updateWebhook, context =>
    webhooks.update(
      context.caller,
      context.workspace.id,
      context.params.id,
      context.body,
      context.precondition,
    ),
  );
  router.handle(endpoints.deleteWebhook, async context => {
    await webhooks.delete(
      context.caller,
      context.workspace.id,
      context.params.id,
      context.precondition,
    );
    return undefined;
  });
  router.handle(endpoints.rotateWebhookSecret, context =>
    webhooks.rotateSecret(
      context.caller,
      context.workspace.id,
      context.params.id,
      context.body.overlap_hours,
      context.precondition,
    ),
  );
}

function bindDeliveries(
  router: ContractRouter,
  { clock, webhooks, readModel, replays }: Services,
) {
  router.handle(endpoints.testWebhook, async ({ caller, workspace, params }) =>
    readModel.pseudonymiseFor(
      caller,
      await replays.test(caller, workspace.id, params.id),
    ),
  );
  router.handle(endpoints.getWebhookHealth, async ({ workspace, params }) => {
    await webhooks.get(workspace.id, params.id);
    return readModel.readHealth(params.id, clock.now());
  });
  router.handle(endpoints.listWebhookDeliveries, async context => {
    const { id } = await webhooks.get(context.workspace.id, context.params.id);
    return readModel.list(id, context.query, context.caller);
  });
  router.handle(endpoints.getWebhookDelivery, async context => {
    const { id } = await webhooks.get(context.workspace.id, context.params.id);
    return readModel.getDetail(id, context.params.did, context.caller);
  });
  router.handle(endpoints.replayWebhookDelivery, async context =>
    readModel.pseudonymiseFor(
      context.caller,
      await replays.replay(
        context.caller,
        context.workspace.id,
        context.params.id,
        context.params.did,
      ),
    ),
  );
  router.handle(endpoints.replayWebhookDeliveries, context =>
    replays.replayRange(
      context.caller,
      context.workspace.id,
      context.params.id,
      context.body,
    ),
  );
}
