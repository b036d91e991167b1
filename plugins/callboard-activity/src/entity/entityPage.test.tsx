import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import plugin from '..';
import { FakeActivity } from '../__testUtils__/FakeActivity';

jest.setTimeout(60_000);

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'payments-api', namespace: 'default' },
};
const entityPath = '/catalog/default/component/payments-api';

describe('the page of an entity', () => {
  it.each([
    ['/activity', []],
    [
      '/history',
      [
        {
          'entity-content:callboard-activity': { config: { path: '/history' } },
        },
      ],
    ],
  ])('has a card that leads to the tab at %s', async (tab, extensions) => {
    const server = new FakeActivity();
    server.add({ created_at: new Date().toISOString() });
    renderTestApp({
      features: [catalogPlugin, plugin],
      config: { app: { extensions } },
      initialRouteEntries: [entityPath],
      apis: [
        mockApis.fetch({ baseImplementation: server.fetch }),
        mockApis.discovery({ baseUrl: 'http://portal' }),
        catalogApiMock({ entities: [entity] }),
      ],
    });
    expect(
      await screen.findByRole('link', { name: 'See all activity' }),
    ).toHaveAttribute('href', `${entityPath}${tab}`);
  });
});
