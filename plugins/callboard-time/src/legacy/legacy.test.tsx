import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import { FakeTime } from '../__testUtils__/FakeTime';
import { focusCell, MON, TUE, WEEK } from '../__testUtils__/grid';
import { renderLegacyTime } from '../__testUtils__/renderLegacyTime';
import { Sidebar } from '@backstage/core-components';
import { answerTeam } from '../__testUtils__/fakeTeam';
import { newTimer } from '../__testUtils__/fakeTimer';
import { callboardTimeRoutes, CallboardTimerItem, MyTimePage } from '.';

function aWeek(): FakeTime {
  const server = new FakeTime();
  server.add({ title: 'Fix rounding' }, { [MON]: 60 });
  return server;
}

describe('the plugin in a portal on the legacy frontend system', () => {
  it('has the page My time, where a week can be filled', async () => {
    const server = aWeek();
    renderLegacyTime(WEEK, server, callboardTimeRoutes());
    expect(
      await screen.findByRole('heading', { name: 'My time' }),
    ).toBeVisible();
    expect(screen.getAllByRole('main')).toHaveLength(1);
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('2h{Enter}');
    await waitFor(() =>
      expect(server.minutesOf(server.items[0], TUE)).toBe(120),
    );
  });

  it('has it at another path, too', async () => {
    renderLegacyTime(
      '/hours?week=2026-11-16',
      aWeek(),
      <Route path="/hours" element={<MyTimePage />} />,
    );
    expect(await screen.findByText('Fix rounding')).toBeVisible();
  });

  it('says of addresses beneath it that nothing is there', async () => {
    renderLegacyTime(
      '/my-time/no-such-page',
      new FakeTime(),
      callboardTimeRoutes(),
    );
    const back = await screen.findByRole('link', { name: /^Back to/ });
    expect(back).toHaveAttribute('href', '/my-time');
  });

  it('has the timer in the sidebar, which opens its details', async () => {
    const server = aWeek();
    server.timer = newTimer(server.items[0]);
    renderLegacyTime('/my-time', server, callboardTimeRoutes(), {
      sidebar: (
        <Sidebar>
          <CallboardTimerItem />
        </Sidebar>
      ),
    });
    expect(await screen.findByText('00:42')).toBeVisible();
    await userEvent.click(screen.getByText('00:42'));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Stop and log' }),
    );
    await waitFor(() => expect(server.timer).toBeNull());
  });

  const withTimer = (server: FakeTime) =>
    renderLegacyTime('/my-time', server, callboardTimeRoutes(), {
      sidebar: (
        <Sidebar>
          <CallboardTimerItem />
        </Sidebar>
      ),
    });

  it('stops the timer with one click', async () => {
    const server = aWeek();
    server.timer = newTimer(server.items[0]);
    withTimer(server);
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Stop the timer',
      }),
    );
    await waitFor(() => expect(server.timer).toBeNull());
    expect(server.worklogs).toHaveLength(2);
  });

  it('says why a timer keeps running, and forgets it once the details are closed', async () => {
    const server = aWeek();
    server.timer = newTimer(server.items[0]);
    withTimer(server);
    await userEvent.click(await screen.findByText('00:42'));
    server.refuseNext = {
      method: 'POST',
      refusal: new Refusal(409, 'The week of 16 November is submitted'),
    };
    await userEvent.click(
      await screen.findByRole('button', { name: 'Stop and log' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The timer keeps running',
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.click(screen.getByText('00:42'));
    await screen.findByRole('button', { name: 'Stop and log' });
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('has the page Team time', async () => {
    const server = new FakeTime();
    server.answer(answerTeam(server));
    renderLegacyTime('/team-time', server, callboardTimeRoutes());
    expect(
      await screen.findByRole('heading', { name: 'Team time' }),
    ).toBeVisible();
    expect(await screen.findByText('Nothing waits for you')).toBeVisible();
  });
});
