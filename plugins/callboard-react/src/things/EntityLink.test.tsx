import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { EntityLink } from './EntityLink';

const render = (id: string) =>
  renderInTestApp(<EntityLink type="page" id={id} label="There" />, {
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef as never,
    },
  });

describe('EntityLink', () => {
  it.each([
    ['component:default/shop', '/catalog/default/component/shop'],
    ['/docs/default/component/shop', '/docs/default/component/shop'],
  ])('leads from %s to where it lives', async (id, href) => {
    render(id);
    expect(await screen.findByRole('link', { name: 'There' })).toHaveAttribute(
      'href',
      href,
    );
  });

  it.each([
    '01900000-0000-7000-8000-000000000001',
    '/\\evil.example',
    '//evil.example',
    '/\t/evil.example',
    'https://evil.example',
    // eslint-disable-next-line no-script-url
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
  ])('shows %j as text', async id => {
    render(id);
    expect(await screen.findByText('There')).toBeVisible();
    expect(screen.queryByRole('link')).toBeNull();
  });
});
