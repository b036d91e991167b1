import { MAX_DEPARTMENT_LEVEL } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { cyclesIn, levelsIn } from '../departments/tree/ParentIds';
import {
  after,
  group,
  madeByHand,
  setting,
} from './__testUtils__/organisations';
import { CatalogGroup } from './CatalogOrganisation';
import { KnownOrganisation } from './KnownOrganisation';
import { planCatalogSeed } from './planCatalogSeed';

const names = Array.from({ length: 12 }, (_, index) => `g${index}`);

/** Groups in any relation to each other, also in circles. */
const groups = fc
  .uniqueArray(fc.constantFrom(...names), { maxLength: names.length })
  .chain(chosen =>
    fc.tuple(
      ...chosen.map(name =>
        fc
          .tuple(
            fc.option(fc.constantFrom(...names), { nil: undefined }),
            fc.constantFrom('team', 'team', 'team', 'guild'),
          )
          .map(([parent, type]) => group(name, parent, { type })),
      ),
    ),
  ) as fc.Arbitrary<CatalogGroup[]>;

function seed(found: CatalogGroup[], known: KnownOrganisation) {
  const catalog = { groups: found, users: [] };
  const options = { ...setting, groupTypes: ['team'] };
  const plan = planCatalogSeed(catalog, known, options);
  return { plan, result: after(known, plan) };
}

it('makes a tree of whatever the catalog has, and has nothing to do then', () => {
  fc.assert(
    fc.property(fc.array(groups, { minLength: 1, maxLength: 4 }), history => {
      let known = madeByHand([{ name: 'g0' }]);
      for (const found of history) {
        known = seed(found, known).result;
        const parents = new Map(
          known.departments.map(row => [row.id, row.parent_id]),
        );
        expect(cyclesIn(parents)).toEqual([]);
        const levels = levelsIn(parents);
        for (const { id, level } of known.departments) {
          expect(level).toBe(levels.get(id));
          expect(level).toBeLessThanOrEqual(MAX_DEPARTMENT_LEVEL);
        }
        const { plan } = seed(found, known);
        expect(plan.departments.counts).toMatchObject({
          created: 0,
          updated: 0,
        });
      }
    }),
    { numRuns: 500 },
  );
});
