import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../http/ContractRouter';
import { Search } from './Search';

/** Binds the endpoint that searches. */
export function bindSearch(router: ContractRouter, search: Search): void {
  router.handle(endpoints.search, async ({ caller, query }) => ({
    items: await search.find(caller, query),
  }));
}
