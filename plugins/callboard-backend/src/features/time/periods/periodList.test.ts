import { Period } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { Departments } from '../__testUtils__/Departments';
import { TimeDesk } from '../__testUtils__/TimeDesk';
import { addDays } from '../rules/workingDays';

const PERIODS = '/workspaces/default/periods';

describeCallboard('the list of periods', { entities: landscape }, callboard => {
  let desk: TimeDesk;
  /** The first days of four weeks, the latest first. */
  let weeks: string[];

  beforeAll(async () => {
    for (const who of ['reader', 'admin'] as const) {
      await callboard().as(who).get('/me').expect(200);
    }
    desk = await TimeDesk.open(callboard());
    weeks = [1, 2, 3, 4].map(() => desk.newWeek());
    const departments = new Departments(callboard());
    await departments.employ('member', await departments.found('reader'));
    const submit = async (who: PersonName, week: number, act?: any) => {
      const period = await desk.submit(who, weeks[week]);
      if (act) await desk.decide('superAdmin', act, period).expect(200);
    };
    await submit('member', 0);
    await submit('member', 1, 'reject');
    await submit('member', 2, 'approve');
    await desk.log('projectAdmin', {
      logged_at: weeks[0],
      duration_minutes: 25,
    });
    await submit('projectAdmin', 0);
    await submit('projectAdmin', 3, 'reopen');
    await submit('reader', 1);
  });

  const list = async (who: PersonName, query = '') =>
    (await desk.as(who).get(`${PERIODS}?${query}`).expect(200)).body;
  /** The week and the person of each, such as `0 max`. */
  const namesOf = (items: Period[]) =>
    items
      .map(({ week_start, member_id }) => {
        const [, name] = /\/(\w+)\./.exec(member_id)!;
        return `${weeks.indexOf(week_start)} ${name}`;
      })
      .sort();

  it.each<[PersonName, string[]]>([
    ['superAdmin', ['0 max', '0 pia', '1 max', '1 ria', '2 max', '3 pia']],
    ['member', ['0 max', '1 max', '2 max']],
    ['projectAdmin', ['0 pia', '3 pia']],
    ['reader', ['0 max', '1 max', '1 ria', '2 max']],
    ['admin', []],
  ])('is for %s their own and whose they approve', async (who, expected) => {
    const { items, total } = await list(who);
    expect(namesOf(items)).toEqual(expected);
    expect(total).toBe(expected.length);
    const days = items.map(({ week_start }: Period) => week_start);
    expect(days).toEqual([...days].sort().reverse());
    for (const { id } of items) {
      const { body } = await desk.as(who).get(`${PERIODS}/${id}`).expect(200);
      expect(items).toContainEqual(body);
    }
  });

  it.each<[string, () => string, string[]]>([
    ['status', () => 'status=submitted', ['0 max', '0 pia', '1 ria']],
    ['statuses', () => 'status=open,rejected', ['1 max', '3 pia']],
    ['member', () => `member_id=${people.projectAdmin}`, ['0 pia', '3 pia']],
    ['week', () => `week=${addDays(weeks[1], 3)}`, ['1 max', '1 ria']],
    ['queue', () => 'to_approve=true', ['0 max', '0 pia', '1 ria']],
    ['no queue', () => 'to_approve=false&status=approved', ['2 max']],
    ['nothing', () => 'to_approve=true&status=approved', []],
    ['nobody', () => 'member_id=user:default/constructor', []],
  ])('is narrowed by %s', async (_, query, expected) => {
    const { items, total } = await list('superAdmin', query());
    expect(namesOf(items)).toEqual(expected);
    expect(total).toBe(expected.length);
  });

  it('has what waits for somebody, and says that they decide', async () => {
    const { items } = await list('reader', 'to_approve=true');
    expect(namesOf(items)).toEqual(['0 max']);
    expect(items[0]).toMatchObject({ can_decide: true, status: 'submitted' });
    const all: Period[] = (await list('reader')).items;
    // What is approved waits for nobody, and can be reopened.
    expect(namesOf(all.filter(({ can_decide }) => can_decide))).toEqual([
      '0 max',
      '2 max',
    ]);
    expect((await list('member', 'to_approve=true')).items).toEqual([]);
    const own = await list('superAdmin', 'to_approve=true&week=1999-01-01');
    expect(own.items).toEqual([]);
  });

  it('comes in pages that neither repeat nor skip', async () => {
    const { items } = await list('superAdmin');
    const found: Period[] = [];
    let cursor = '';
    do {
      const page = await list('superAdmin', `limit=1${cursor}`);
      found.push(...page.items);
      cursor = page.next_cursor && `&cursor=${page.next_cursor}`;
    } while (cursor);
    expect(found).toEqual(items);
  });

  it.each([
    'status=gone',
    'member_id=jane',
    'week=2026-02-30',
    'to_approve=1',
    'limit=0',
    'cursor=abc',
    'sort=week',
  ])('is not asked for by ?%s', async query => {
    const { status } = await desk.as('member').get(`${PERIODS}?${query}`);
    expect(status).toBe(400);
  });
});
