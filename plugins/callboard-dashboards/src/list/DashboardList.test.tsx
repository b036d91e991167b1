import { screen } from '@testing-library/react';
import { FakeDashboards } from '../__testUtils__/FakeDashboards';
import { renderDashboards } from '../__testUtils__/renderDashboards';

describe('the page Dashboards', () => {
  it('leads to each of them', async () => {
    const server = new FakeDashboards();
    const { id } = server.add('Delivery');
    renderDashboards('/dashboards', server);
    expect(
      await screen.findByRole('link', { name: 'Delivery' }),
    ).toHaveAttribute('href', `/dashboards/${id}?workspace=default`);
  });
});
