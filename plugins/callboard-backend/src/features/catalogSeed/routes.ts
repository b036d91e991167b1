import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../http/ContractRouter';
import { CatalogSeeder } from './CatalogSeeder';

/** Binds the endpoint that imports departments and staff from the catalog. */
export function bindCatalogSeed(
  router: ContractRouter,
  seeder: CatalogSeeder,
): void {
  router.handle(endpoints.seedFromCatalog, ({ caller, workspace, body }) =>
    seeder.seed(caller, workspace, { dry_run: body?.dry_run ?? true }),
  );
}
