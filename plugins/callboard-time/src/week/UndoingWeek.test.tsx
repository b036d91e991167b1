import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTime } from '../__testUtils__/FakeTime';
import { cellOf, focusCell, MON, WEEK } from '../__testUtils__/grid';
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
