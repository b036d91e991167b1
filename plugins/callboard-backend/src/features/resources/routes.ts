import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../http/ContractRouter';
import { Resources } from './Resources';

/** Binds the endpoint that resolves resources. */
export function bindResources(
  router: ContractRouter,
  resources: Resources,
): void {
  router.handle(endpoints.listResources, ({ caller, query }) =>
    resources.find(caller, query),
  );
}
