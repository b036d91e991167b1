import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aDashboard } from '../__testUtils__/aDashboard';
import { renderDashboards } from '../__testUtils__/renderDashboards';

describe('the link of a dashboard', () => {
  const copied = jest.fn();

  // jsdom has no clipboard.
  beforeEach(() => {
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: copied },
    });
  });
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'clipboard');
    window.history.replaceState(null, '', '/');
    copied.mockReset();
  });

  it('leaves out of its link what only the viewer has open', async () => {
    const { path, server, dashboard } = aDashboard({ access: 'shared' });
    window.history.replaceState(
      null,
      '',
      `${path}?range=this_week&mode=wall&widget=new&rows=${dashboard.id}&key=urgent&group=started`,
    );
    renderDashboards(path, server);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Copy the link' }),
    );
    expect(copied).toHaveBeenCalledWith(
      `${window.location.origin}${path}?range=this_week&workspace=default`,
    );
  });

  it('tells who shares a private one that nobody else can open it', async () => {
    const { server, dashboard, path } = aDashboard();
    renderDashboards(path, server);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Copy the link' }),
    );
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Share it and copy the link',
      }),
    );
    await waitFor(() => expect(dashboard.access).toBe('shared'));
    await waitFor(() => expect(copied).toHaveBeenCalledTimes(1));
  });
});
