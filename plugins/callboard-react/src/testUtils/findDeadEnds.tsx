import type { FrontendFeature } from '@backstage/frontend-plugin-api';
import { cleanup, screen, within } from '@testing-library/react';
import type { FakeServer } from './FakeServer';
import { ALL_PATHS } from './pathsPlugin';
import { renderPage } from './renderPage';

/**
 * Opens an unknown address below each page of a portal.
 *
 * @param known - some of the pages that the portal has
 * @returns the pages whose unknown addresses do not show an error with a link back, and known pages
 * that are missing
 * @internal
 */
export async function findDeadEnds(
  features: FrontendFeature | readonly FrontendFeature[],
  newServer: () => FakeServer,
  known: readonly string[],
): Promise<string[]> {
  renderPage(features, ALL_PATHS, newServer());
  const list = await screen.findByRole('list', { name: 'All paths' });
  const paths = within(list)
    .getAllByRole('listitem')
    .map(item => item.textContent!);
  cleanup();
  const deadEnds = known.filter(path => !paths.includes(path));
  for (const path of paths) {
    renderPage(features, `${path}/no/such/page`, newServer());
    const back = await screen.findByRole('link', { name: /^Back to/ });
    const text = screen.queryByText('Page not found');
    if (!text || back.getAttribute('href') !== path) deadEnds.push(path);
    cleanup();
  }
  return deadEnds;
}
