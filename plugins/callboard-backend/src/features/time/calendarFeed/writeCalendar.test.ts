import ICAL from 'ical.js';
import { MemoryOutput } from '../../../exports/__testUtils__/MemoryOutput';
import { WorklogRow } from '../worklogs/WorklogRow';
import { writeCalendar } from './writeCalendar';

const MANY = 1_000;

const entry = (n: number) =>
  ({
    id: `entry-${n}`,
    identifier: `PAY-${n}`,
    title: `Ünïted; ${'a long title, '.repeat(8)}`,
    description: n % 2 ? null : 'One line\nand another, with \\ and ;',
    duration_minutes: 45,
    logged_at: '2026-11-16',
    started_at: n % 3 ? null : '2026-11-16T09:00:00.000Z',
    version: 2,
    created_at: '2026-11-16T10:00:00.000Z',
    updated_at: '2026-11-16T11:00:00.000Z',
  } as WorklogRow);

const written = async (entries: WorklogRow[]) => {
  const output = new MemoryOutput();
  await writeCalendar(output, entries);
  return output.text;
};

const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .map(event => new ICAL.Event(event));

describe('a calendar', () => {
  it('holds every entry as it is', async () => {
    const entries = Array.from({ length: 7 }, (_, n) => entry(n));
    const events = eventsOf(await written(entries));
    expect(
      events.map(({ uid, summary, description }) => [
        uid,
        summary,
        description,
      ]),
    ).toEqual(
      entries.map(({ id, identifier, title, description }) => [
        `${id}@callboard`,
        `${identifier} ${title}`,
        description ? `45m\n${description}` : '45m',
      ]),
    );
    expect(events.map(({ startDate }) => startDate.isDate)).toEqual(
      entries.map(({ started_at }) => started_at === null),
    );
  });

  it('without entries is one still', async () => {
    const text = await written([]);
    expect(eventsOf(text)).toEqual([]);
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[^]*\r\nEND:VCALENDAR$/);
  });

  it('has lines of at most 75 bytes', async () => {
    const lines = (await written([entry(0), entry(1)])).split('\r\n');
    expect(lines.length).toBeGreaterThan(10);
    expect(
      Math.max(...lines.map(line => Buffer.byteLength(line))),
    ).toBeLessThan(76);
  });

  it('of many entries lets others work meanwhile', async () => {
    let turns = 0;
    let isDone = false;
    const count = () => {
      if (!isDone) {
        turns += 1;
        setImmediate(count);
      }
    };
    setImmediate(count);
    const text = await written(
      Array.from({ length: MANY }, (_, n) => entry(n)),
    );
    isDone = true;
    expect(eventsOf(text)).toHaveLength(MANY);
    expect(turns).toBeGreaterThanOrEqual(MANY / 50);
  });
});
