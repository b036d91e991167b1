import { ALL_PATHS } from '@callboard/plugin-callboard-react/testUtils';
import { cleanup, screen, within } from '@testing-library/react';
import { FakeTime } from './__testUtils__/FakeTime';
import { renderTime } from './__testUtils__/renderTime';

async function allPaths(): Promise<string[]> {
  renderTime(ALL_PATHS, new FakeTime());
  const list = await screen.findByRole('list', { name: 'All paths' });
  const paths = within(list)
    .getAllByRole('listitem')
    .map(item => item.textContent!);
  cleanup();
  return paths;
}

it('says of every unknown address beneath a page that nothing is there', async () => {
  const paths = await allPaths();
  expect(paths).toEqual(['/my-time', '/team-time']);
  for (const path of paths) {
    renderTime(`${path}/no/such/page`, new FakeTime());
    const back = await screen.findByRole('link', { name: /^Back to/ });
    expect(screen.getByText('There is no page at this address')).toBeVisible();
    expect(back).toHaveAttribute('href', path);
    cleanup();
  }
});
