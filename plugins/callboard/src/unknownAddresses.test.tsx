import {
  ALL_PATHS,
  pathsPlugin,
} from '@callboard/plugin-callboard-react/testUtils';
import { cleanup, screen, within } from '@testing-library/react';
import { renderAdmin } from './__testUtils__/renderAdmin';
import { smallOrganisation } from './__testUtils__/smallOrganisation';

/** Every page is open to a super admin. */
function backend() {
  const { backend: all } = smallOrganisation();
  all.me = { ...all.me, is_super_admin: true };
  return all;
}

jest.setTimeout(60_000);

async function allPaths(): Promise<string[]> {
  renderAdmin(ALL_PATHS, backend(), [pathsPlugin]);
  const list = await screen.findByRole('list', { name: 'All paths' });
  const paths = within(list)
    .getAllByRole('listitem')
    .map(item => item.textContent!);
  cleanup();
  return paths;
}

it('says of every unknown address beneath a page that nothing is there', async () => {
  const paths = await allPaths();
  expect(paths).toEqual(
    expect.arrayContaining([
      '/callboard/overview',
      '/callboard/workspaces',
      '/organisation/people',
    ]),
  );
  for (const path of paths) {
    renderAdmin(`${path}/no/such/page`, backend(), [pathsPlugin]);
    const back = await screen.findByRole('link', { name: /^Back to/ });
    expect(screen.getByText('There is no page at this address')).toBeVisible();
    expect(back).toHaveAttribute('href', path);
    cleanup();
  }
});
