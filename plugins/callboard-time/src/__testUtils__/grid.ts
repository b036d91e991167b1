import { screen, waitFor, within } from '@testing-library/react';
import type { FakeTime } from './FakeTime';
import { renderTime } from './renderTime';

/** The week of the tests: Monday, 16 to Sunday, 22 November 2026. */
export const WEEK = '/my-time?week=2026-11-16';

/** The days of that week. */
export const [MON, TUE, WED, THU, FRI, SAT, SUN] = [
  '2026-11-16',
  '2026-11-17',
  '2026-11-18',
  '2026-11-19',
  '2026-11-20',
  '2026-11-21',
  '2026-11-22',
];

const days = [MON, TUE, WED, THU, FRI, SAT, SUN];

/** Finds the row of a work item in the grid. */
export const findItemRow = (item: string): Promise<HTMLElement> =>
  screen.findByRole('row', { name: new RegExp(item) });

/** Finds the cell of a work item on a day. */
export async function findCell(
  item: string,
  date: string,
): Promise<HTMLElement> {
  const cells = within(await findItemRow(item)).getAllByRole('gridcell');
  return cells[days.indexOf(date)];
}

/** Reads the total of a day, or of the week if no date is given. */
export async function readTotal(date?: string): Promise<string> {
  const sums = within(await screen.findByRole('row', { name: /^Total/ }));
  const cells = sums.getAllByRole('gridcell');
  const cell = cells[date ? days.indexOf(date) : days.length];
  return cell.textContent!.replace(/of .*/, '');
}

/** Focuses a cell as soon as the grid is rendered. */
export async function focusCell(item: string, date: string): Promise<void> {
  const cell = await findCell(item, date);
  cell.focus();
}

/** Opens the week and focuses a cell. */
export async function openCell(
  server: FakeTime,
  item: string,
  date: string,
): Promise<FakeTime> {
  renderTime(WEEK, server);
  await focusCell(item, date);
  return server;
}

/** Waits until a work item has a number of minutes on a day. */
export function waitUntilLogged(
  server: FakeTime,
  item: string,
  date: string,
  minutes: number,
): Promise<void> {
  const { items } = server;
  const loggedItem = items.find(({ identifier }) => identifier === item)!;
  return waitFor(() =>
    expect(server.getItemMinutes(loggedItem, date)).toBe(minutes),
  );
}
