import { screen, within } from '@testing-library/react';
import { FakeWork } from '../__testUtils__/FakeWork';
import { renderWork } from '../__testUtils__/renderWork';
import { EntityWorkCard } from './EntityWorkCard';

describe('the card on projects', () => {
  it('counts the items by what their states mean, and leads to them', async () => {
    const server = new FakeWork();
    server.add({ state: 'Todo' });
    server.add({ state: 'Done' });
    server.add({ state: 'Done' });
    renderWork(server, { element: <EntityWorkCard /> });
    const parts = await screen.findByRole('list', {
      name: 'Items by state group',
    });
    expect(
      within(parts)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['Not started 1', 'Completed 2']);
    expect(
      within(parts).getByRole('link', { name: 'Completed 2' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/payments-api/work?group=completed',
    );
    expect(screen.getByText('3 items')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Open the work items' }),
    ).toHaveAttribute('href', '/catalog/default/component/payments-api/work');
  });

  it('says so where there are none', async () => {
    renderWork(new FakeWork(), { element: <EntityWorkCard /> });
    expect(await screen.findByText('No work items yet')).toBeVisible();
  });

  it('says so where there is no project', async () => {
    const server = new FakeWork();
    server.project = undefined;
    renderWork(server, { element: <EntityWorkCard /> });
    expect(
      await screen.findByText('No project that you can see'),
    ).toBeVisible();
  });
});
