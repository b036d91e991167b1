import { defaultPath, List, read } from './organisation';
import { Person } from './signIn';
import { Stage } from './Stage';

/** A week that was submitted, as the API has it. */
export interface Period {
  id: string;
  week_start: string;
}

const DAY_MS = 24 * 60 * 60_000;
const WEEKS_BACK = 20;

const weeksAgo = (weeks: number) =>
  new Date(Date.now() - weeks * 7 * DAY_MS).toISOString().slice(0, 10);

/** Submits the latest week of somebody that is still open. */
export async function submitWeek(
  stage: Stage,
  person: Person,
): Promise<Period> {
  for (let weeks = 1; weeks <= WEEKS_BACK; weeks += 1) {
    const response = await stage.api(person, `${defaultPath}/periods`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ week: weeksAgo(weeks) }),
    });
    if (response.status === 201) {
      return response.json();
    }
    // It was submitted before.
    expect(response.status).toBe(409);
  }
  throw new Error(`Every week of ${person} is submitted`);
}

/** An entry, as the API has it. */
export interface Entry {
  duration_minutes: number;
  description: string | null;
}

/** What is logged on a work item. */
export async function entriesOn(stage: Stage, item: string): Promise<Entry[]> {
  const { items } = await read<List<Entry>>(
    stage,
    'alex.admin',
    `${defaultPath}/worklogs?work_item_id=${item}`,
  );
  return items;
}
