import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTime } from '../__testUtils__/FakeTime';
import { sheetOf } from '../__testUtils__/fakeSheet';
import {
  cellOf,
  focusCell,
  MON,
  rowOf,
  SUN,
  TUE,
  WED,
  WEEK,
} from '../__testUtils__/grid';
import { renderTime } from '../__testUtils__/renderTime';

function twoItems(): FakeTime {
  const server = new FakeTime();
  server.add({ title: 'Fix rounding' }, { [MON]: 60 });
  server.add({ title: 'Refund in yen' }, { [MON]: [30, 45] });
  return server;
}

describe('saving a week', () => {
  it('shows what is refused at its cell, and saves the rest', async () => {
    const server = twoItems();
    server.settings.max_minutes_per_day = 600;
    renderTime(WEEK, server);
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('11h{Tab}2h{Tab}');
    await waitFor(() =>
      expect(server.minutesOf(server.items[0], WED)).toBe(120),
    );
    const refused = await cellOf('PAY-1', TUE);
    expect(refused).toHaveTextContent('11h');
    expect(refused).toBeInvalid();
    expect(screen.getByText('1 cell is not saved')).toBeVisible();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(screen.getByRole('alert')).toHaveTextContent(
      'is more than a day can have',
    );
    await userEvent.keyboard('3h{Enter}');
    await waitFor(() =>
      expect(server.minutesOf(server.items[0], TUE)).toBe(180),
    );
    expect(await cellOf('PAY-1', TUE)).not.toBeInvalid();
  });

  it('keeps all while the server is away, and tries again on demand', async () => {
    const server = twoItems();
    server.refuseNext = { method: 'PUT', refusal: new Refusal(503, 'Away') };
    renderTime(WEEK, server);
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('2h{Tab}3h{Tab}');
    expect(await screen.findByText('2 cells are not saved')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => {
      expect(server.minutesOf(server.items[0], TUE)).toBe(120);
      expect(server.minutesOf(server.items[0], WED)).toBe(180);
    });
    await waitFor(() =>
      expect(screen.queryByText('2 cells are not saved')).toBeNull(),
    );
  });

  it('says so where the week was submitted meanwhile, and keeps what was typed', async () => {
    const server = twoItems();
    renderTime(WEEK, server);
    await focusCell('PAY-1', TUE);
    server.decide(MON, {});
    await userEvent.keyboard('2h{Enter}');
    expect(await screen.findByText('1 cell is not saved')).toBeVisible();
    expect(await screen.findByText('Submitted')).toBeVisible();
    expect(await cellOf('PAY-1', TUE)).toHaveTextContent('2h');
  });

  it('saves what waits when the page is left', async () => {
    const server = twoItems();
    renderTime(WEEK, server);
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('2h{Enter}');
    await userEvent.click(screen.getByRole('button', { name: /Day/ }));
    await waitFor(() =>
      expect(server.minutesOf(server.items[0], TUE)).toBe(120),
    );
  });

  it('tells of what was not saved after the page was left, and still has it', async () => {
    const server = twoItems();
    server.refuseNext = { method: 'PUT', refusal: new Refusal(503, 'Away') };
    renderTime(WEEK, server);
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('2h{Enter}');
    await userEvent.click(screen.getByRole('button', { name: /Day/ }));
    expect(
      await screen.findByText('Some of your time was not saved'),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /Week/ }));
    expect(await cellOf('PAY-1', TUE)).toHaveTextContent('2h');
    expect(screen.getByText('1 cell is not saved')).toBeVisible();
  });

  it('tries again what was refused when its cell is left as it was', async () => {
    const server = twoItems();
    server.refuseNext = { method: 'PUT', refusal: new Refusal(503, 'Away') };
    renderTime(WEEK, server);
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('2h{Enter}');
    expect(await screen.findByText('1 cell is not saved')).toBeVisible();
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('{Enter}{Enter}');
    await waitFor(() =>
      expect(server.minutesOf(server.items[0], TUE)).toBe(120),
    );
  });

  it('shows the next week, though the one before is saved while it is read', async () => {
    const server = twoItems();
    server.add({ title: 'Next week' }, { '2026-11-23': 60 });
    let save = () => {};
    server.savesWait = new Promise<void>(resolve => (save = resolve));
    let read = () => {};
    const isRead = new Promise<void>(resolve => (read = resolve));
    server.answer({
      getTimesheet: async ({ query }) => {
        const week = query.get('week')!;
        await (week > SUN ? isRead : undefined);
        return sheetOf(server, week);
      },
    });
    renderTime(WEEK, server);
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('2h{Enter}');
    await waitFor(() => expect(server.saves).toHaveLength(1));
    await userEvent.keyboard(']');
    await waitFor(() =>
      expect(server.queriesOf('/workspaces/default/timesheet')).toHaveLength(3),
    );
    await act(async () => save());
    await waitFor(() =>
      expect(server.minutesOf(server.items[0], TUE)).toBe(120),
    );
    await act(async () => read());
    expect(await cellOf('PAY-3', MON)).toHaveTextContent('1h');
  });

  it('shows what another tab has logged when the person comes back', async () => {
    const server = twoItems();
    renderTime(WEEK, server);
    await cellOf('PAY-1', TUE);
    server.log(server.items[0], TUE, 75);
    await act(async () => {
      window.dispatchEvent(new Event('visibilitychange'));
    });
    await waitFor(async () =>
      expect(await cellOf('PAY-1', TUE)).toHaveTextContent('1h 15m'),
    );
  });

  it('shows what is logged elsewhere at once', async () => {
    const server = twoItems();
    const { signal } = renderTime(WEEK, server);
    await cellOf('PAY-1', TUE);
    server.log(server.items[0], TUE, 75);
    await waitFor(() => expect(server.sent('GET', '/live')).not.toEqual([]));
    await act(async () =>
      signal({
        type: 'change',
        workspace_id: server.me.workspaces[0].id,
        entity_type: 'worklog' as never,
        entity_id: server.worklogs[0].id,
      }),
    );
    await waitFor(async () =>
      expect(await cellOf('PAY-1', TUE)).toHaveTextContent('1h 15m'),
    );
  });

  it('keeps rows where they are when they get their first time', async () => {
    const server = new FakeTime();
    server.add({ title: 'New here', assignees: [server.me.user_ref] });
    server.add({ title: 'Refund in yen' }, { [MON]: 30 });
    renderTime(WEEK, server);
    await rowOf('PAY-2');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add PAY-1 New here' }),
    );
    await userEvent.keyboard('1h{Enter}');
    await waitFor(() =>
      expect(server.minutesOf(server.items[0], WED)).toBe(60),
    );
    const names = screen
      .getAllByRole('rowheader')
      .map(({ textContent }) => textContent);
    expect(names).toEqual(['PAY-2 Refund in yen', 'PAY-1 New here', 'ΣSum']);
  });
});

describe('a cell of several entries', () => {
  it('opens them instead of being edited', async () => {
    const server = twoItems();
    server.worklogs[1].description = 'Read the tax law';
    renderTime(WEEK, server);
    const cell = await cellOf('PAY-2', MON);
    expect(cell).toHaveTextContent('1h 15m');
    expect(cell).toHaveTextContent('2 entries');
    cell.focus();
    await userEvent.keyboard('3');
    const entries = await screen.findByRole('dialog', {
      name: 'PAY-2 · Monday, November 16',
    });
    expect(entries).toHaveTextContent('30m');
    expect(await screen.findByText('Read the tax law')).toBeVisible();
    const [first] = screen.getAllByRole('button', {
      name: 'Delete the entry on PAY-2',
    });
    await userEvent.click(first);
    await waitFor(() =>
      expect(server.minutesOf(server.items[1], MON)).toBe(45),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(server.worklogs.map(({ description }) => description)).toContain(
        'Read the tax law',
      ),
    );
  });

  it('changes one of them in its own window', async () => {
    const server = twoItems();
    renderTime(WEEK, server);
    await focusCell('PAY-2', MON);
    await userEvent.keyboard('{Enter}');
    const [first] = await screen.findAllByRole('button', {
      name: 'Change the entry on PAY-2',
    });
    await userEvent.click(first);
    const time = await screen.findByRole('textbox', { name: 'Time' });
    await userEvent.clear(time);
    await userEvent.type(time, '2h');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(server.worklogs[1].duration_minutes).toBe(120));
    await waitFor(() =>
      expect(screen.queryByRole('textbox', { name: 'Time' })).toBeNull(),
    );
  });

  it('is there for single entries, too, by E', async () => {
    const server = twoItems();
    renderTime(WEEK, server);
    await focusCell('PAY-1', MON);
    await userEvent.keyboard('e');
    expect(
      await screen.findByRole('dialog', { name: /^PAY-1 · Monday/ }),
    ).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await waitFor(async () => expect(await cellOf('PAY-1', MON)).toHaveFocus());
  });
});
