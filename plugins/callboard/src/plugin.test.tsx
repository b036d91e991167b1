import { resolveAsyncFeatures } from '@backstage/frontend-defaults';
import { mockApis } from '@backstage/frontend-test-utils';
import {
  ALL_PATHS,
  FakeServer,
  renderPage,
} from '@callboard/plugin-callboard-react/testUtils';
import { cleanup, screen, within } from '@testing-library/react';
import plugin from '.';

/** Lists the paths of the portal's pages while some features are on or off. */
async function listPaths(features: Record<string, boolean>) {
  const resolved = await resolveAsyncFeatures({
    config: mockApis.config({ data: { callboard: { features } } }),
    features: [plugin],
  });
  renderPage(resolved.features, ALL_PATHS, new FakeServer());
  const list = await screen.findByRole('list', { name: 'All paths' });
  return within(list)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
}

describe('plugin with some features off', () => {
  it('adds the pages of the organisation by default', async () => {
    const paths = await listPaths({});
    expect(paths).toContain('/callboard');
    expect(paths).toContain('/organisation/people');
  });

  it('adds only the admin page if the organisation feature is off', async () => {
    const paths = await listPaths({ organisation: false });
    expect(paths).toContain('/callboard');
    expect(paths.join()).not.toContain('organisation');
  });

  it.each([
    ['announcements', 'notifications'],
    ['webhooks', 'webhooks'],
    ['mail', 'mail'],
    ['assistants', 'assistants'],
  ])('adds the admin tab %s only if %s is on', async (path, feature) => {
    expect(await listPaths({})).toContain(`/callboard/${path}`);
    cleanup();
    expect(await listPaths({ [feature]: false })).not.toContain(
      `/callboard/${path}`,
    );
  });
});
