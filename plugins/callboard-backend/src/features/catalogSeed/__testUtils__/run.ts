import { CatalogGroup, CatalogUser } from '../CatalogReader';
import { KnownOrganisation } from '../CatalogSeedStore';
import { CatalogSeedPlan, planCatalogSeed } from '../planCatalogSeed';
import { after, madeByHand, setting } from './organisations';

/** A run, followed by a second one that must be empty. */
export function run(
  groups: CatalogGroup[],
  users: CatalogUser[] = [],
  known: KnownOrganisation = madeByHand(),
  overrides: Partial<typeof setting> = {},
) {
  const options = { ...setting, ...overrides };
  const plan = planCatalogSeed({ groups, users }, known, options);
  const result = after(known, plan);
  const again = planCatalogSeed({ groups, users }, result, options);
  expect(again.departments.counts).toMatchObject({ created: 0, updated: 0 });
  expect(again.staff.counts).toMatchObject({ created: 0, updated: 0 });
  return { ...plan, result };
}

/** The reasons of conflicts, by name. */
export function reasons({
  conflicts,
}: Pick<CatalogSeedPlan, 'conflicts'>): Record<string, string> {
  return Object.fromEntries(
    conflicts.map(({ entity_ref, reason }) => [
      entity_ref.split('/')[1],
      reason,
    ]),
  );
}
