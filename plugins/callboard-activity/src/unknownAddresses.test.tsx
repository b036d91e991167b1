import { ALL_PATHS } from '@callboard/plugin-callboard-react/testUtils';
import { cleanup, screen, within } from '@testing-library/react';
import { FakeActivity } from './__testUtils__/FakeActivity';
import { renderActivity } from './__testUtils__/renderActivity';

jest.setTimeout(60_000);

async function allPaths(): Promise<string[]> {
  renderActivity(ALL_PATHS, new FakeActivity());
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
      '/activity',
      '/activity/workspace',
      '/activity/mine',
    ]),
  );
  for (const path of paths) {
    renderActivity(`${path}/no/such/page`, new FakeActivity());
    const back = await screen.findByRole('link', { name: /^Back to/ });
    expect(screen.getByText('There is no page at this address')).toBeVisible();
    expect(back).toHaveAttribute('href', path);
    cleanup();
  }
});
