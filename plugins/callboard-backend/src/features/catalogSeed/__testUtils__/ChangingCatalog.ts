import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { testEntities } from '../../../__testUtils__/startCallboard';

/** A catalog whose entities change while a test runs. */
export class ChangingCatalog {
  #current?: ReturnType<typeof catalogServiceMock> = catalogServiceMock({
    entities: testEntities,
  });

  /** The service factory. */
  readonly factory = catalogServiceMock.mock({
    getEntityByRef: (...args) => this.getCurrent().getEntityByRef(...args),
    getEntitiesByRefs: (...args) =>
      this.getCurrent().getEntitiesByRefs(...args),
    streamEntities: (...args) => this.getCurrent().streamEntities(...args),
  }).factory;

  /** Replaces the entities, or makes the catalog unavailable. */
  replaceEntities(entities: Entity[] | 'unavailable'): void {
    this.#current =
      entities === 'unavailable' ? undefined : catalogServiceMock({ entities });
  }

  private getCurrent() {
    if (!this.#current) {
      throw new Error('The catalog is unavailable');
    }
    return this.#current;
  }
}

/** Creates a catalog Group. */
export function groupEntity(
  name: string,
  parent?: string,
  options: { displayName?: string; annotations?: Record<string, string> } = {},
): Entity {
  const { displayName = name, annotations = {} } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default', annotations },
    spec: {
      type: 'team',
      profile: { displayName },
      children: [],
      ...(parent && { parent }),
    },
  };
}

/** Creates a catalog User. */
export function userEntity(
  name: string,
  memberOf: string[] = [],
  options: {
    profile?: Record<string, string>;
    annotations?: Record<string, string>;
  } = {},
): Entity {
  const { annotations = {} } = options;
  const email = `${name}@example.org`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default', annotations },
    spec: {
      profile: { displayName: `${name} Last`, email, ...options.profile },
      memberOf,
    },
  };
}
