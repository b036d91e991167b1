import { Entity } from '@backstage/catalog-model';
import { isEqual } from 'lodash';

/** The changes from one set of entities, by reference, to another. */
export function diffEntities(
  before: ReadonlyMap<string, Entity>,
  after: ReadonlyMap<string, Entity>,
): { added: Entity[]; removed: string[] } {
  return {
    added: [...after]
      .filter(([ref, entity]) => !isEqual(before.get(ref), entity))
      .map(([, entity]) => entity),
    removed: [...before.keys()].filter(ref => !after.has(ref)),
  };
}
