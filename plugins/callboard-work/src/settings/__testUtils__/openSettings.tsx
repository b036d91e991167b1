import type { Entity } from '@backstage/catalog-model';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { useLocation } from 'react-router-dom';
import {
  toFakeId,
  type PageOptions,
} from '@callboard/plugin-callboard-react/testUtils';
import { FakeWork } from '../../__testUtils__/FakeWork';
import { renderWork } from '../../__testUtils__/renderWork';
import { WorkTab } from '../../entity/WorkTab';

const createUser = (user_ref: string) => ({
  metadata: {
    annotations: user_ref.includes('max')
      ? { 'github.com/user-login': 'max-member' }
      : {},
  },
});

/** The id of the only department, Payments. */
export const DEPARTMENT = toFakeId('department', 1);

/** Creates a project without members, in which the user has a role. */
export function createProject(role: 'admin' | 'member' = 'admin'): FakeWork {
  const server = new FakeWork();
  server.project!.role = role;
  server.members.splice(0);
  server.insert('departments', { id: DEPARTMENT, name: 'Payments' });
  return server;
}

/** Opens the settings of a project. */
export function openSettings(
  server: FakeWork,
  options: Pick<PageOptions, 'denied'> & {
    /** The annotations of the project's entity. */
    annotations?: Record<string, string>;
    /** The other entities that name the same repository. */
    others?: Entity[];
    /** The query and hash of the address. */
    address?: string;
  } = {},
): { address: () => string } {
  let search = '';
  function Address() {
    search = useLocation().search;
    return null;
  }
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'payments-api', annotations: options.annotations },
  };
  const catalog = {
    queryEntities: async ({ filter }: { filter: { kind: string[] } }) => ({
      items: (options.others ?? []).filter(({ kind }) =>
        filter.kind.includes(kind.toLocaleLowerCase('en-US')),
      ),
    }),
    getEntitiesByRefs: async (request: { entityRefs: string[] }) => ({
      items: request.entityRefs.map(createUser),
    }),
  };
  renderWork(server, {
    denied: options.denied,
    path: `/entity${options.address ?? '?view=settings'}`,
    element: (
      <TestApiProvider apis={[[catalogApiRef, catalog]] as never}>
        <EntityProvider entity={entity}>
          <WorkTab />
          <Address />
        </EntityProvider>
      </TestApiProvider>
    ),
  });
  return { address: () => search };
}
