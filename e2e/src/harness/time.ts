import { Locator, Page } from 'playwright-core';
import { List, read } from './organisation';
import { Person } from './signIn';
import { PortalSession } from './PortalSession';
import { Item, makeItem, getProjectPath, findProject, WORKSPACE } from './work';

const DAY_MS = 24 * 60 * 60_000;

/** A submitted week, in the form of the API. */
export interface Period {
  id: string;
  member_id: string;
}

/** Returns the first week that awaits the person's approval; some demo weeks await Mona's. */
export async function findFirstToApprove(
  session: PortalSession,
  person: Person,
): Promise<Period> {
  const { items } = await read<List<Period>>(
    session,
    person,
    `${WORKSPACE}/periods?to_approve=true`,
  );
  expect(items).not.toEqual([]);
  return items[0];
}

/** A worklog, in the form of the API. */
export interface Worklog {
  duration_minutes: number;
  description: string | null;
}

/** Lists the worklogs of a work item. */
export async function listWorklogs(
  session: PortalSession,
  item: string,
): Promise<Worklog[]> {
  const { items } = await read<List<Worklog>>(
    session,
    'alex.admin',
    `${WORKSPACE}/worklogs?work_item_id=${item}`,
  );
  return items;
}

/** A week in the form of the API. */
export interface Timesheet {
  week_start: string;
  grand_total_minutes: number;
  rows: Array<{
    issue_id: string;
    identifier: string;
    days: Record<string, number>;
  }>;
}

/** Returns the date that is `days` after the Monday of the week `weeks` ago. */
export function getPastDay(weeks: number, days = 0): string {
  const now = new Date();
  const monday = now.getTime() - ((now.getUTCDay() + 6) % 7) * DAY_MS;
  return new Date(monday + (days - 7 * weeks) * DAY_MS)
    .toISOString()
    .slice(0, 10);
}

/** Reads a person's own timesheet of the week that contains the day `week`. */
export function readOwnTimesheet(
  session: PortalSession,
  person: Person,
  week: string,
): Promise<Timesheet> {
  return read(session, person, `${WORKSPACE}/timesheet?week=${week}`);
}

/** Fills cells of a person's week; returns the status of the response. */
export async function fillTimesheet(
  session: PortalSession,
  person: Person,
  week: string,
  cells: Array<{ work_item_id: string; date: string; minutes: number }>,
): Promise<number> {
  const { status } = await session.callApi(person, `${WORKSPACE}/timesheet`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ week, cells }),
  });
  return status;
}

/** Replaces a person's own week: one hour for each item on the first day, and nothing else. */
export async function resetWeek(
  session: PortalSession,
  person: Person,
  week: string,
  items: Item[],
): Promise<void> {
  const { rows } = await readOwnTimesheet(session, person, week);
  const emptyCells = rows.flatMap(({ issue_id: work_item_id, days }) =>
    Object.keys(days).map(date => ({ work_item_id, date, minutes: 0 })),
  );
  const initialCells = items.map(({ id }) => ({
    work_item_id: id,
    date: week,
    minutes: 60,
  }));
  if (emptyCells.length > 0)
    expect(await fillTimesheet(session, person, week, emptyCells)).toBe(200);
  if (initialCells.length > 0) {
    expect(await fillTimesheet(session, person, week, initialCells)).toBe(200);
  }
}

/** Starts, changes or discards a person's timer through the API. */
export async function changeTimer(
  session: PortalSession,
  person: Person,
  method: 'PUT' | 'PATCH' | 'DELETE',
  values?: object,
): Promise<void> {
  const response = await session.callApi(person, '/me/timer', {
    method,
    headers: { 'content-type': 'application/json' },
    body: values && JSON.stringify(values),
  });
  expect(response.ok).toBe(true);
}

/** Locates the cell of an item and a day on the week page; the first day of the week is 0. */
export function getCell(
  page: Page,
  { identifier }: Item,
  day: number,
): Locator {
  return page
    .getByRole('row', { name: new RegExp(`^${identifier} `) })
    .getByRole('gridcell')
    .nth(day);
}

/** The running timer, in the header of a page. */
export const getRunningTimer = (page: Page, { identifier }: Item): Locator =>
  page.getByRole('button', {
    name: new RegExp(`^\\d\\d:\\d\\d on ${identifier},`),
  });

/** The button that starts a timer, in the header of a page where none runs. */
export const getStartTimerButton = (page: Page): Locator =>
  page.getByRole('button', { name: 'Start timer' });

/** Creates items in a project with Max as a member. */
export async function makeItems(
  session: PortalSession,
  ...titles: string[]
): Promise<Item[]> {
  const project = await findProject(session, 'search=Payments');
  const items: Item[] = [];
  for (const title of titles) {
    items.push(await makeItem(session, getProjectPath(project), { title }));
  }
  return items;
}
