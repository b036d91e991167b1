import {
  click,
  renderLegacyPage,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import { FakeTime } from '../__testUtils__/FakeTime';
import {
  focusCell,
  MON,
  TUE,
  waitUntilLogged,
  WEEK,
} from '../__testUtils__/grid';
import { Sidebar } from '@backstage/core-components';
import { callboardTimeRoutes, CallboardTimerItem, MyTimePage } from '.';

const routes = callboardTimeRoutes();

function createServerWithWeek(): FakeTime {
  const server = new FakeTime();
  server.addItem({ title: 'Fix rounding' }, { [MON]: 60 });
  return server;
}

describe('time plugin in the legacy frontend system', () => {
  it('renders the My time page and saves time typed into a week cell', async () => {
    const server = createServerWithWeek();
    await renderLegacyPage(WEEK, server, { routes });
    expect(
      await screen.findByRole('heading', { name: 'My time' }),
    ).toBeVisible();
    expect(screen.getAllByRole('main')).toHaveLength(1);
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('2h{Enter}');
    await waitUntilLogged(server, 'PAY-1', TUE, 120);
  });

  it('renders the My time page at a custom path @full', async () => {
    await renderLegacyPage('/hours?week=2026-11-16', createServerWithWeek(), {
      routes: <Route path="/hours" element={<MyTimePage />} />,
    });
    expect(await screen.findByText('Fix rounding')).toBeVisible();
  });

  it('shows a link back to My time at an unknown path below it', async () => {
    await renderLegacyPage('/my-time/no-such-page', new FakeTime(), { routes });
    const back = await screen.findByRole('link', { name: /^Back to/ });
    expect(back).toHaveAttribute('href', '/my-time');
  });

  /** Opens a portal with a running timer in the sidebar. */
  async function openWithTimer(): Promise<FakeTime> {
    const server = createServerWithWeek();
    server.runTimer(server.items[0]);
    await renderLegacyPage('/my-time', server, {
      routes,
      sidebar: (
        <Sidebar>
          <CallboardTimerItem />
        </Sidebar>
      ),
    });
    return server;
  }

  it('shows the running timer in the sidebar and stops it from its details', async () => {
    const server = await openWithTimer();
    expect(await screen.findByText('00:42')).toBeVisible();
    await userEvent.click(screen.getByText('00:42'));
    await click('button', 'Stop and log');
    await waitFor(() => expect(server.timer).toBeNull());
  });

  it('stops the timer with one click @full', async () => {
    const server = await openWithTimer();
    await click('button', 'Stop timer');
    await waitFor(() => expect(server.timer).toBeNull());
    expect(server.worklogs).toHaveLength(2);
  });

  it('shows an error when the timer cannot stop and clears it once the details close @full', async () => {
    const server = await openWithTimer();
    await userEvent.click(await screen.findByText('00:42'));
    server.refuse('POST', 409, 'The week of 16 November is submitted');
    await click('button', 'Stop and log');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The timer is still running',
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.click(screen.getByText('00:42'));
    await screen.findByRole('button', { name: 'Stop and log' });
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('renders the Team time page', async () => {
    await renderLegacyPage('/team-time', new FakeTime(), { routes });
    expect(
      await screen.findByRole('heading', { name: 'Team time' }),
    ).toBeVisible();
    expect(await screen.findByText('No timesheets to approve')).toBeVisible();
  });
});
