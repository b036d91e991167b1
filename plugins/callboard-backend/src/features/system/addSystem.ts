import { endpoints } from '@callboard/plugin-callboard-common';
import { DeadLetters } from '../../changes/relay/DeadLetters';
import { readRelayStatus } from '../../changes/relay/readRelayStatus';
import { SubscriberAdmin } from '../../changes/relay/SubscriberAdmin';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { readSealLag } from '../integrity/seals/readSealLag';
import { getOpenApiDocument } from '../../http/openApiDocument';

export function addSystem(core: Core): Feature {
  const { router, clock, knex, queueAdmin: queues } = core;
  const deadLetters = new DeadLetters(core);
  const subscribers = new SubscriberAdmin(core);
  router.handlePublic(endpoints.getHealth, async () => ({
    status: 'ok' as const,
    relay: await readRelayStatus(knex, clock.now()),
    jobs: await queues.readHealth(),
    seals: { lag_ms: await readSealLag(core) },
  }));
  router.handleConstant(endpoints.getOpenApi, getOpenApiDocument);
  router.handle(endpoints.listDeadLetters, ({ query }) =>
    deadLetters.list(query),
  );
  router.handle(endpoints.retryDeadLetter, async ({ caller, params }) => ({
    retried: await deadLetters.retry(params, caller.user_ref),
  }));
  router.handle(endpoints.retryDeadLetters, async ({ caller, body }) => ({
    retried: await deadLetters.retryAll(body?.subscriber, caller.user_ref),
  }));
  router.handle(endpoints.listSubscribers, () => subscribers.list());
  router.handle(endpoints.forgetSubscriber, ({ caller, params }) =>
    subscribers.deleteSubscriber(params.subscriber, caller.user_ref),
  );
  router.handle(endpoints.listQueues, () => queues.list());
  router.handle(endpoints.retryDeadJobs, async ({ caller, body }) => ({
    retried: await queues.retry(body.queue, caller.user_ref),
  }));
  return { services: {} };
}
