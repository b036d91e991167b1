import { endpoints } from '@callboard/plugin-callboard-common';
import { ParkedDeliveries } from '../../changes/ParkedDeliveries';
import { RelayStatus } from '../../changes/RelayStatus';
import { ContractRouter } from '../../http/ContractRouter';
import { openApiDocument } from '../../http/openApiDocument';

/** Binds the endpoints about the API itself, and how it is doing. */
export function bindSystem(
  router: ContractRouter,
  relayStatus: RelayStatus,
  deliveries: ParkedDeliveries,
): void {
  router.handlePublic(endpoints.getHealth, async () => ({
    status: 'ok' as const,
    relay: await relayStatus.read(),
  }));
  router.handlePublic(endpoints.getOpenApi, async () => openApiDocument());
  router.handle(endpoints.listParkedDeliveries, ({ query }) =>
    deliveries.list(query),
  );
  router.handle(endpoints.retryParkedDelivery, async ({ caller, params }) => ({
    retried: await deliveries.retry(params, caller.user_ref),
  }));
  router.handle(endpoints.retryParkedDeliveries, async ({ caller, body }) => ({
    retried: await deliveries.retryAll(body?.subscriber, caller.user_ref),
  }));
}
