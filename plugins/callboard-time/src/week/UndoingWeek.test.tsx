import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTime } from '../__testUtils__/FakeTime';
import { cellOf, focusCell, MON, TUE, WEEK } from '../__testUtils__/grid';
import { renderTime } from '../__testUtils__/renderTime';

const WORDS = 'The third decimal';

const undo = () => userEvent.keyboard('{Control>}z{/Control}');

/** A week with an hour that is described. */
function described(): FakeTime {
  const server = new FakeTime();
  const item = server.add({ title: 'Fix rounding' });
  server.log(item, MON, 60, { description: WORDS });
  return server;
}

/** What is logged in the cell of that hour. */
const logged = (server: FakeTime) =>
  server.worklogs
    .filter(({ logged_at }) => logged_at === MON)
    .map(({ duration_minutes, description }) => [
      duration_minutes,
      description,
    ]);

/** What is logged there once all is saved. */
async function saved(server: FakeTime) {
  await waitFor(() => expect(screen.queryByText('Saving…')).toBeNull());
  return logged(server);
}

/** Fills the cell of that hour. */
async function fill(keys: string) {
  await focusCell('PAY-1', MON);
  await userEvent.keyboard(keys);
}

describe('taking back what emptied a cell', () => {
  it('logs nothing twice where the cell was filled anew', async () => {
    const server = described();
    renderTime(WEEK, server);
    await fill('{Delete}');
    expect(await saved(server)).toEqual([]);
    await fill('1h{Enter}');
    expect(await saved(server)).toEqual([[60, null]]);
    await fill('1h 30m{Enter}');
    expect(await saved(server)).toEqual([[90, null]]);
    await undo();
    expect(await saved(server)).toEqual([[60, null]]);
    expect(await cellOf('PAY-1', MON)).toHaveTextContent('1h');
    expect(screen.queryByText('1 cell is not saved')).toBeNull();
    // Further back is the entry that was emptied first, with all it had.
    await undo();
    expect(await saved(server)).toEqual([]);
    await undo();
    expect(await saved(server)).toEqual([[60, WORDS]]);
    expect(server.sent('POST', '/worklogs')).toHaveLength(1);
  });

  it('logs nothing twice where the cell could not be emptied', async () => {
    const server = described();
    let refuse = (_: Refusal) => {};
    server.savesWait = new Promise((_, reject) => (refuse = reject));
    renderTime(WEEK, server);
    await fill('{Delete}');
    await waitFor(() => expect(server.saves).toHaveLength(1));
    await undo();
    server.savesWait = Promise.resolve();
    refuse(new Refusal(503, 'Away'));
    await waitFor(() => expect(server.saves).toHaveLength(2));
    expect(await saved(server)).toEqual([[60, WORDS]]);
    expect(server.sent('POST', '/worklogs')).toEqual([]);
  });

  it('brings the description back, whatever was typed in between', async () => {
    const server = described();
    renderTime(WEEK, server);
    await fill('{Delete}');
    expect(await saved(server)).toEqual([]);
    await fill('30m{Enter}');
    expect(await saved(server)).toEqual([[30, null]]);
    await undo();
    expect(await saved(server)).toEqual([]);
    await undo();
    expect(await saved(server)).toEqual([[60, WORDS]]);
  });

  it('brings it back in one go, too', async () => {
    const server = described();
    renderTime(WEEK, server);
    await fill('{Delete}');
    expect(await saved(server)).toEqual([]);
    await fill('30m{Enter}');
    expect(await saved(server)).toEqual([[30, null]]);
    await undo();
    await undo();
    expect(await saved(server)).toEqual([[60, WORDS]]);
  });

  it('brings it back though emptying and filling were saved as one', async () => {
    const server = described();
    renderTime(WEEK, server);
    await fill('{Delete}30m{Enter}');
    expect(await saved(server)).toEqual([[30, WORDS]]);
    await undo();
    expect(await saved(server)).toEqual([]);
    await undo();
    expect(await saved(server)).toEqual([[60, WORDS]]);
  });

  it('keeps what a timer has logged there since', async () => {
    const server = described();
    renderTime(WEEK, server);
    await fill('{Delete}');
    expect(await saved(server)).toEqual([]);
    server.log(server.items[0], MON, 42, {
      source: 'timer',
      description: 'Ran for a while',
    });
    await undo();
    expect(await saved(server)).toEqual([[60, 'Ran for a while']]);
  });
});

describe('Ctrl+Z in a week', () => {
  async function deleteEntry(day: string) {
    await focusCell('PAY-1', day);
    await userEvent.keyboard('e');
    const entries = await screen.findByRole('dialog', { name: /^PAY-1/ });
    await userEvent.click(
      await within(entries).findByRole('button', {
        name: 'Delete the entry on PAY-1',
      }),
    );
    await screen.findByText('Entry on PAY-1 deleted');
  }

  it('takes back what a newer message offers, then what was filled before', async () => {
    const server = described();
    renderTime(WEEK, server);
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('2h{Enter}');
    await screen.findByText('1 cell changed');
    await deleteEntry(MON);
    await undo();
    await waitFor(() => expect(logged(server)).toEqual([[60, WORDS]]));
    expect(server.minutesOf(server.items[0], TUE)).toBe(120);
    await undo();
    await waitFor(() => expect(server.minutesOf(server.items[0], TUE)).toBe(0));
  });

  it('takes back what a message offers where nothing was filled', async () => {
    const server = described();
    renderTime(WEEK, server);
    await cellOf('PAY-1', MON);
    await deleteEntry(MON);
    await undo();
    await waitFor(() => expect(logged(server)).toEqual([[60, WORDS]]));
  });

  it('takes back what was filled since an older message', async () => {
    const server = described();
    server.log(server.items[0], TUE, 15);
    renderTime(WEEK, server);
    await cellOf('PAY-1', MON);
    await deleteEntry(MON);
    act(() => screen.getByRole('dialog').focus());
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('2h{Enter}');
    await undo();
    expect(await cellOf('PAY-1', TUE)).toHaveTextContent('15m');
    expect(logged(server)).toEqual([]);
  });
});
