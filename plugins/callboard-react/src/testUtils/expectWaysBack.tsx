import type { FrontendFeature } from '@backstage/frontend-plugin-api';
import { cleanup, screen, within } from '@testing-library/react';
import type { FakeServer } from './FakeServer';
import { ALL_PATHS } from './pathsPlugin';
import { renderPage } from './renderPage';

/**
 * Opens an unknown address beneath each page of a portal, and expects it to say so and
 * to lead back to the page.
 *
 * @param known - some of the pages that the portal has
 * @internal
 */
export async function expectWaysBack(
  features: FrontendFeature | readonly FrontendFeature[],
  newServer: () => FakeServer,
  known: readonly string[],
): Promise<void> {
  renderPage(features, ALL_PATHS, newServer());
  const list = await screen.findByRole('list', { name: 'All paths' });
  const paths = within(list)
    .getAllByRole('listitem')
    .map(item => item.textContent!);
  cleanup();
  expect(paths).toEqual(expect.arrayContaining([...known]));
  for (const path of paths) {
    renderPage(features, `${path}/no/such/page`, newServer());
    const back = await screen.findByRole('link', { name: /^Back to/ });
    expect(screen.getByText('There is no page at this address')).toBeVisible();
    expect(back).toHaveAttribute('href', path);
    cleanup();
  }
}
