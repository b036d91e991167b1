import type { Entity } from '@backstage/catalog-model';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { useLocation } from 'react-router-dom';
import { renderWork } from '../../__testUtils__/renderWork';
import { EntityWorkContent } from '../../entity/EntityWorkContent';
import type { FakeProject } from './FakeProject';

const user = (user_ref: string) => ({
  metadata: {
    annotations: user_ref.includes('max')
      ? { 'github.com/user-login': 'max-member' }
      : {},
  },
});

/** Opens the settings of a project, whose entity may have annotations. */
export function openSettings(
  { server }: FakeProject,
  options: {
    annotations?: Record<string, string>;
    /** Other entities that the catalog finds by their annotation. */
    others?: Entity[];
    /** The part of the address after the path. */
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
      items: request.entityRefs.map(user),
    }),
  };
  renderWork(server, {
    path: `/entity${options.address ?? '?view=settings'}`,
    element: (
      <TestApiProvider apis={[[catalogApiRef, catalog]] as never}>
        <EntityProvider entity={entity}>
          <EntityWorkContent />
          <Address />
        </EntityProvider>
      </TestApiProvider>
    ),
  });
  return { address: () => search };
}
