import { Entity } from '@backstage/catalog-model';
import { people, testEntities } from '../../../__testUtils__/startCallboard';

/** A catalog entity. */
export function resource(
  kind: string,
  name: string,
  rest: Partial<Entity> & { title?: string } = {},
): Entity {
  const { title, ...entity } = rest;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', ...(title && { title }) },
    spec: {},
    ...entity,
  };
}

/** A catalog with entities that can have projects, and a team that owns one. */
export const landscape: Entity[] = [
  ...testEntities,
  resource('Component', 'payments-api', {
    title: 'Payments API',
    spec: { owner: 'team-a' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/team-a' }],
  }),
  resource('System', 'shop', {
    relations: [{ type: 'ownedBy', targetRef: people.member }],
  }),
  resource('Component', 'payments_api'),
  resource('API', 'payments'),
  resource('Group', 'team-a', {
    relations: [{ type: 'hasMember', targetRef: people.stranger }],
  }),
];
