import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../http/ContractRouter';
import { Things } from './Things';

/** Binds the endpoint that tells where things are. */
export function bindThings(router: ContractRouter, things: Things): void {
  router.handle(endpoints.listThings, ({ caller, query }) =>
    things.find(caller, query),
  );
}
