import { screen, waitFor, within } from '@testing-library/react';
import type { FakeTime } from './FakeTime';
import { renderTime } from './renderTime';

/** The week that tests are about: Monday, 16 to Sunday, 22 November 2026. */
export const WEEK = '/my-time?week=2026-11-16';

/** Its days. */
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

/** The row of an item in the grid. */
export const rowOf = (item: string): Promise<HTMLElement> =>
  screen.findByRole('row', { name: new RegExp(item) });

/** The cell of an item on a day. */
export async function cellOf(item: string, date: string): Promise<HTMLElement> {
  const cells = within(await rowOf(item)).getAllByRole('gridcell');
  return cells[days.indexOf(date)];
}

/** The sum of a day, or of all. */
export async function sumOf(date?: string): Promise<string> {
  const sums = within(await screen.findByRole('row', { name: /^Sum/ }));
  const cells = sums.getAllByRole('gridcell');
  const cell = cells[date ? days.indexOf(date) : days.length];
  return cell.textContent!.replace(/of .*/, '');
}

/** Waits until the grid is there, and gives a cell the focus. */
export async function focusCell(item: string, date: string): Promise<void> {
  const cell = await cellOf(item, date);
  cell.focus();
}

/** Opens the week, and gives a cell the focus. */
export async function openCell(
  server: FakeTime,
  item: string,
  date: string,
): Promise<FakeTime> {
  renderTime(WEEK, server);
  await focusCell(item, date);
  return server;
}

/** Waits until an item has so many minutes on a day. */
export function untilLogged(
  server: FakeTime,
  item: string,
  date: string,
  minutes: number,
): Promise<void> {
  const { items } = server;
  const logged = items.find(({ identifier }) => identifier === item)!;
  return waitFor(() => expect(server.minutesOf(logged, date)).toBe(minutes));
}
