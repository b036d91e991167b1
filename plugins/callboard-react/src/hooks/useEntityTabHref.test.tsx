import {
  createRouteRef,
  routeResolutionApiRef,
} from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { useEntityTabHref } from './useEntityTabHref';

const tab = createRouteRef();

/** Where the tab of an entity is said to be in a portal that mounts it so. */
function hrefIn(mounted: () => string | undefined, name = 'Shop'): string {
  const resolve = (ref: unknown) => {
    if (ref === entityRouteRef) {
      return (params: { name: string }) =>
        `/catalog/default/component/${params.name}`;
    }
    const path = mounted();
    return path && (() => path);
  };
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default' },
  };
  return renderHook(() => useEntityTabHref(tab, '/history'), {
    wrapper: (props: { children: ReactNode }) => (
      <TestApiProvider
        apis={[[routeResolutionApiRef, { resolve: resolve as never }]]}
      >
        <MemoryRouter>
          <EntityProvider entity={entity}>{props.children}</EntityProvider>
        </MemoryRouter>
      </TestApiProvider>
    ),
  }).result.current;
}

describe('useEntityTabHref', () => {
  it('is where the portal has the tab, however the address is written', () => {
    expect(hrefIn(() => '/catalog/default/component/shop/past')).toBe(
      '/catalog/default/component/shop/past',
    );
  });

  it('is its usual place where the portal does not have it', () => {
    expect(hrefIn(() => undefined)).toBe(
      '/catalog/default/component/Shop/history',
    );
  });

  it('is its usual place outside the pages of entities', () => {
    expect(
      hrefIn(() => {
        throw new Error('The parent has parameters');
      }),
    ).toBe('/catalog/default/component/Shop/history');
  });

  it('is never the tab of another entity', () => {
    expect(hrefIn(() => '/catalog/default/component/shop-ui/past')).toBe(
      '/catalog/default/component/Shop/history',
    );
  });
});
