import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { idOf, Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { answerAdmin } from '../../__testUtils__/fakeAdmin';
import { answerTeam, newCapacity } from '../../__testUtils__/fakeTeam';
import { FakeTime } from '../../__testUtils__/FakeTime';
import { renderTime } from '../../__testUtils__/renderTime';

/** The day on which the tests are. */
const TODAY = '2026-11-18';

function serverWith(team: Parameters<typeof answerTeam>[1] = {}): FakeTime {
  const server = new FakeTime();
  server.answer(answerTeam(server, team));
  server.answer(answerAdmin(server));
  return server;
}

describe('the map of capacity', () => {
  it('says of each day how much is logged, in a mark and in words', async () => {
    const server = serverWith({
      people: [newCapacity(1, [0, 480, 600], { ratio: 0.75, band: 'under' })],
    });
    renderTime('/team-time?view=capacity', server);
    const row = await screen.findByRole('row', { name: /Person 1/ });
    expect(row).toHaveTextContent('75 % under');
    const cells = within(row).getAllByRole('cell').slice(1);
    expect(cells.map(({ title }) => title)).toEqual([
      'Sun, Nov 1: 0m of 8h, under',
      'Mon, Nov 2: 8h of 8h, on',
      'Tue, Nov 3: 10h of 8h, over',
    ]);
    expect(cells.map(cell => cell.textContent![0])).toEqual(['▽', '●', '▲']);
    expect(screen.getByRole('row', { name: /^Payments/ })).toHaveTextContent(
      '1 person',
    );
  });

  it('does not call days under that are not over', async () => {
    const days = [
      { date: '2099-11-02', expected_minutes: 480, logged_minutes: 0 },
    ];
    const server = serverWith({ people: [newCapacity(1, [0], { days })] });
    renderTime('/team-time?view=capacity', server);
    const row = await screen.findByRole('row', { name: /Person 1/ });
    const [, day] = within(row).getAllByRole('cell');
    expect(day.title).toMatch(/0m of 8h, not over yet$/);
  });

  it('does not call people under for a day that is not over', async () => {
    const yesterdayAndToday = (logged_minutes: number) => [
      { date: '2026-11-17', expected_minutes: 480, logged_minutes },
      { date: TODAY, expected_minutes: 480, logged_minutes: 0 },
    ];
    const people = [
      newCapacity(1, [480, 0], { days: yesterdayAndToday(480) }),
      // Yesterday alone is too little, whatever comes today.
      newCapacity(2, [60, 0], { days: yesterdayAndToday(60) }),
    ];
    renderTime('/team-time?view=capacity', serverWith({ people }));
    const sumOf = async (name: RegExp) =>
      within(await screen.findByRole('row', { name })).getAllByRole('cell')[0];
    expect(await sumOf(/^Person 1/)).toHaveTextContent('not over yet');
    expect(await sumOf(/^Person 2/)).toHaveTextContent('under');
  });

  it('leads to the week of a person', async () => {
    const server = serverWith({ people: [newCapacity(1, [480])] });
    renderTime('/team-time?view=capacity', server);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Person 1' }),
    );
    const drawer = within(
      await screen.findByRole('dialog', { name: 'Person 1' }),
    );
    expect(await drawer.findByRole('table')).toBeVisible();
    expect(
      server
        .queriesOf('/workspaces/default/timesheet')
        .at(-1)!
        .get('member_id'),
    ).toBe('user:default/person-1');
  });

  const openPerson = async (server: FakeTime) => {
    renderTime('/team-time?view=capacity', server);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Person 1' }),
    );
    return within(await screen.findByRole('dialog', { name: 'Person 1' }));
  };

  it('lets managers say when somebody works and is off', async () => {
    const server = serverWith({ people: [newCapacity(1, [480])] });
    const drawer = await openPerson(server);
    const friday = await drawer.findByRole('textbox', { name: 'Friday' });
    await userEvent.clear(friday);
    await userEvent.type(friday, '4h{Enter}');
    await waitFor(() =>
      expect(server.schedule.minutes_per_weekday).toEqual([
        480, 480, 480, 480, 240, 0, 0,
      ]),
    );
    const form = within(drawer.getByRole('form', { name: 'Note time off' }));
    fireEvent.change(form.getByLabelText('From'), {
      target: { value: '2026-12-21' },
    });
    fireEvent.change(form.getByLabelText('To'), {
      target: { value: '2026-12-23' },
    });
    await userEvent.click(form.getByRole('button', { name: 'Note time off' }));
    expect(
      await drawer.findByRole('list', { name: 'Time off' }),
    ).toHaveTextContent('Dec 21');
    expect(server.sent('POST', '/time-off')[0].body).toMatchObject({
      member_id: 'user:default/person-1',
    });
  });

  it('lets nobody else change that', async () => {
    const server = serverWith({ people: [newCapacity(1, [480])] });
    server.answer({
      getWorkSchedule: () => {
        throw new Refusal(403, 'Only their managers read this');
      },
      listTimeOff: () => {
        throw new Refusal(403, 'Only their managers read this');
      },
    });
    const drawer = await openPerson(server);
    expect(await drawer.findByRole('table')).toBeVisible();
    expect(drawer.queryByRole('form', { name: 'Note time off' })).toBeNull();
    expect(drawer.queryByRole('textbox')).toBeNull();
  });

  it('shows the range that is asked for, by the day of the workspace', async () => {
    const server = serverWith({ people: [newCapacity(1, [480])] });
    // It is tomorrow there.
    server.me.workspaces[0].timezone = 'Pacific/Kiritimati';
    renderTime('/team-time?view=capacity', server);
    const range = await screen.findByRole('button', { name: /^Last 30 days/ });
    expect(range).toHaveTextContent('Nov 19');
    expect(
      server.queriesOf('/workspaces/default/capacity').at(-1)!.get('date_to'),
    ).toBe('2026-11-19');
    await userEvent.click(range);
    await screen.findByRole('menuitem', { name: /^Last 3 months/ });
    expect(screen.queryByRole('menuitem', { name: /^All time/ })).toBeNull();
  });

  it('has words, not an id, for a department that the reader does not see', async () => {
    const id = idOf('department', 9);
    const server = serverWith({ people: [newCapacity(1, [480])] });
    renderTime(`/team-time?view=capacity&department=${id}`, server);
    const field = await screen.findByRole('combobox', { name: 'Department' });
    await waitFor(() => expect(field).toHaveValue('Unknown department'));
  });

  it('says where there is nobody to show why', async () => {
    renderTime('/team-time?view=capacity', serverWith());
    expect(await screen.findByText('Nobody to show')).toBeVisible();
  });
});
