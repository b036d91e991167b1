import {
  click,
  renderLegacyPage,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import { FakeTime } from '../__testUtils__/FakeTime';
import { focusCell, MON, TUE, untilLogged, WEEK } from '../__testUtils__/grid';
import { Sidebar } from '@backstage/core-components';
import { callboardTimeRoutes, CallboardTimerItem, MyTimePage } from '.';

const routes = callboardTimeRoutes();

function aWeek(): FakeTime {
  const server = new FakeTime();
  server.add({ title: 'Fix rounding' }, { [MON]: 60 });
  return server;
}

describe('the plugin in a portal on the legacy frontend system', () => {
  it('has the page My time, where a week can be filled', async () => {
    const server = aWeek();
    await renderLegacyPage(WEEK, server, { routes });
    expect(
      await screen.findByRole('heading', { name: 'My time' }),
    ).toBeVisible();
    expect(screen.getAllByRole('main')).toHaveLength(1);
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('2h{Enter}');
    await untilLogged(server, 'PAY-1', TUE, 120);
  });

  it('has it at another path, too @full', async () => {
    await renderLegacyPage('/hours?week=2026-11-16', aWeek(), {
      routes: <Route path="/hours" element={<MyTimePage />} />,
    });
    expect(await screen.findByText('Fix rounding')).toBeVisible();
  });

  it('says of addresses beneath it that nothing is there', async () => {
    await renderLegacyPage('/my-time/no-such-page', new FakeTime(), { routes });
    const back = await screen.findByRole('link', { name: /^Back to/ });
    expect(back).toHaveAttribute('href', '/my-time');
  });

  /** Opens a portal with a running timer in the sidebar. */
  async function openWithTimer(): Promise<FakeTime> {
    const server = aWeek();
    server.run(server.items[0]);
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

  it('has the timer in the sidebar, which opens its details', async () => {
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

  it('says why a timer keeps running, and forgets it once the details are closed @full', async () => {
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

  it('has the page Team time', async () => {
    await renderLegacyPage('/team-time', new FakeTime(), { routes });
    expect(
      await screen.findByRole('heading', { name: 'Team time' }),
    ).toBeVisible();
    expect(await screen.findByText('No timesheets to approve')).toBeVisible();
  });
});
