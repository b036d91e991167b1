import { ALL_PATHS } from '@callboard/plugin-callboard-react/testUtils';
import { cleanup, screen, within } from '@testing-library/react';
import { FakeWork } from './__testUtils__/FakeWork';
import { renderWork } from './__testUtils__/renderWork';

jest.setTimeout(60_000);

async function allPaths(): Promise<string[]> {
  renderWork(new FakeWork(), { path: ALL_PATHS });
  const list = await screen.findByRole('list', { name: 'All paths' });
  const paths = within(list)
    .getAllByRole('listitem')
    .map(item => item.textContent!);
  cleanup();
  return paths;
}

it('says of every unknown address beneath a page that nothing is there', async () => {
  const paths = (await allPaths()).filter(path => path !== '/entity');
  expect(paths).toEqual(expect.arrayContaining(['/my-work', '/projects']));
  for (const path of paths) {
    renderWork(new FakeWork(), { path: `${path}/no/such/page` });
    const back = await screen.findByRole('link', { name: /^Back to/ });
    expect(screen.getByText('There is no page at this address')).toBeVisible();
    expect(back).toHaveAttribute('href', path);
    cleanup();
  }
});
