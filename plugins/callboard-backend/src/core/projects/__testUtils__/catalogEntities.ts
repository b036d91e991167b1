import { Entity } from '@backstage/catalog-model';
import { people, testEntities } from '../../../__testUtils__/startCallboard';

/** A catalog entity. */
export function createEntity(
  kind: string,
  name: string,
  overrides: Partial<Entity> & { title?: string } = {},
): Entity {
  const { title, ...entity } = overrides;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', ...(title && { title }) },
    spec: {},
    ...entity,
  };
}

/** A catalog with entities that can have projects, and a team that owns one. */
export const catalogEntities: Entity[] = [
  ...testEntities,
  createEntity('Component', 'payments-api', {
    title: 'Payments API',
    spec: { owner: 'team-a' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/team-a' }],
  }),
  createEntity('System', 'shop', {
    relations: [{ type: 'ownedBy', targetRef: people.member }],
  }),
  createEntity('Component', 'payments_api'),
  createEntity('API', 'payments'),
  createEntity('Group', 'team-a', {
    relations: [{ type: 'hasMember', targetRef: people.stranger }],
  }),
];
