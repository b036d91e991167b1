import { endpoints } from '@callboard/plugin-callboard-common';
import { RelayStatus } from '../../changes/RelayStatus';
import { ContractRouter } from '../../http/ContractRouter';
import { openApiDocument } from '../../http/openApiDocument';

/** Binds the endpoints about the API itself. */
export function bindSystem(
  router: ContractRouter,
  relayStatus: RelayStatus,
): void {
  router.handlePublic(endpoints.getHealth, async () => ({
    status: 'ok' as const,
    relay: await relayStatus.read(),
  }));
  router.handlePublic(endpoints.getOpenApi, async () => openApiDocument());
}
