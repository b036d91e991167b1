import { CatalogGroup, CatalogUser } from '../readCatalogOrganisation';
import { KnownOrganisation } from '../SeedRun';
import { CatalogSeedPlan, planCatalogSeed } from '../planCatalogSeed';
import {
  applyPlan,
  createManualOrganisation,
  seedOptions,
} from './organisations';

/** Plans a run, and checks that a second run would change nothing. */
export async function planRun(
  groups: CatalogGroup[],
  users: CatalogUser[] = [],
  known: KnownOrganisation = createManualOrganisation(),
  overrides: Partial<typeof seedOptions> = {},
) {
  const options = { ...seedOptions, ...overrides };
  const plan = await planCatalogSeed({ groups, users }, known, options);
  const result = applyPlan(known, plan);
  const secondPlan = await planCatalogSeed({ groups, users }, result, options);
  expect(secondPlan.departments.counts).toMatchObject({
    created: 0,
    updated: 0,
  });
  expect(secondPlan.staff.counts).toMatchObject({ created: 0, updated: 0 });
  return { ...plan, result };
}

/** Returns the reasons of conflicts, by entity name. */
export function getConflictReasons({
  conflicts,
}: Pick<CatalogSeedPlan, 'conflicts'>): Record<string, string> {
  return Object.fromEntries(
    conflicts.map(({ entity_ref, reason }) => [
      entity_ref.split('/')[1],
      reason,
    ]),
  );
}
