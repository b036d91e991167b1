import { RecordingServices } from '../__testUtils__/RecordingServices';
import { demoPeople, userRefOf } from '../demoPeople';
import { makeDemoWorld } from '../world/DemoWorld';
import { Calendar } from '../year/Calendar';
import { makeTenures, Tenure } from '../year/tenures';
import { DemoPeriods } from './DemoPeriods';
import { periodsOf } from './periodsOf';

const DAYS = 365;
const tenures = makeTenures(makeDemoWorld({ people: 40 }).people);
const [alex, mona, max] = tenures;

/** The weeks of somebody who has logged every day before a moment. */
const weeksOf = (tenure: Tenure, now = '2026-03-18T15:00:00Z') => {
  const calendar = new Calendar(new Date(now), DAYS);
  const dates = Array.from({ length: DAYS }, (_, day) =>
    calendar.dayAt(day).toFormat('yyyy-MM-dd'),
  );
  return periodsOf(tenure, calendar, dates);
};
const endings = tenures.flatMap(tenure =>
  weeksOf(tenure).map(({ week, deeds }) => ({
    week,
    end: deeds[deeds.length - 1]?.act,
  })),
);
const count = (act: string | undefined) =>
  endings.filter(({ end }) => end === act).length;

describe('the weeks of a year', () => {
  it('are the last ten, the member leaving three to submit himself', () => {
    const weeks = weeksOf(mona).map(({ week }) => week);
    expect(weeks).toHaveLength(10);
    expect([weeks[0], weeks[9]]).toEqual(['2026-01-05', '2026-03-09']);
    expect(weeksOf(max).map(({ week }) => week)).toEqual(weeks.slice(0, 7));
  });

  it('are those with time alone', () => {
    const calendar = new Calendar(new Date('2026-03-18T15:00:00Z'), DAYS);
    const weeks = (dates: string[]) =>
      periodsOf(mona, calendar, dates).map(({ week }) => week);
    expect(weeks([])).toEqual([]);
    expect(weeks(['2025-12-01', '2026-02-08', '2026-03-16'])).toEqual([
      '2026-02-02',
    ]);
  });

  it('are approved, most of them, and some given back or forgotten', () => {
    const some = { least: endings.length / 50, most: endings.length / 8 };
    expect(count('approve')).toBeGreaterThan(endings.length * 0.7);
    for (const act of ['reject', undefined]) {
      expect(count(act)).toBeGreaterThan(act ? 3 : some.least);
      expect(count(act)).toBeLessThan(some.most);
    }
  });

  it('wait for somebody to decide where they are the latest', () => {
    const latest = endings.filter(({ week }) => week === '2026-03-09');
    expect(new Set(latest.map(({ end }) => end))).toEqual(
      new Set(['submit', undefined]),
    );
    expect(count('submit')).toBe(
      latest.filter(({ end }) => end === 'submit').length,
    );
  });

  it.each([
    '2026-03-14T00:00:00.000Z',
    '2026-03-15T23:59:59.999Z',
    '2026-03-16T00:00:00.000Z',
    '2026-03-20T12:00:00.000Z',
  ])('obey the rules, and are all before %s', async now => {
    const services = new RecordingServices();
    const [admin, manager] = demoPeople.map(userRefOf);
    const periods = new DemoPeriods(
      services,
      ref => (ref === manager ? undefined : manager),
      admin,
    );
    for (const tenure of tenures) {
      await periods.seed(userRefOf(tenure.person), weeksOf(tenure, now));
    }
    const all = [...services.periods.all.values()];
    expect(all.length).toBeGreaterThan(300);
    expect(Math.max(...all.map(({ at }) => at))).toBeLessThan(Date.parse(now));
  });

  it('are not decided on by who would be the only one to', async () => {
    const services = new RecordingServices();
    const ref = userRefOf(alex.person);
    await new DemoPeriods(services, () => undefined, ref).seed(
      ref,
      weeksOf(alex),
    );
    const statuses = [...services.periods.all.values()].map(
      ({ status }) => status,
    );
    expect(new Set(statuses)).toEqual(new Set(['submitted']));
  });
});
