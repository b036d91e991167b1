import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { PersonName } from '../../../__testUtils__/startCallboard';
import { untilRelayed } from '../../../__testUtils__/untilRelayed';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { newId } from '../../../database/ids';
import { changeEvent } from '../../notifications/__testUtils__/changeEvent';
import { noticesOf } from '../../notifications/__testUtils__/noticesOf';
import { untilTold } from '../../notifications/__testUtils__/untilTold';
import { Departments } from '../__testUtils__/Departments';
import { TimeDesk } from '../__testUtils__/TimeDesk';
import { periodNotifications } from './periodNotifications';
import { spanText } from './spanText';

const [max, mona, tom] = ['max', 'mona', 'tom'].map(
  name => `user:default/${name}`,
);
const id = newId(7);

const event = (action: string, more: object = {}) =>
  changeEvent(`period.${action}`, {
    project_id: null,
    visibility: 'people',
    people: [max, mona, tom],
    entity_id: id,
    entity_label: 'Max Member, 2026-11-16 to 2026-11-22',
    resource: {
      member_id: max,
      display_name: 'Max Member',
      week_start: '2026-11-16',
      week_end: '2026-11-22',
      total_minutes: 2_310,
      expected_minutes: 2_400,
      reason: 'Friday is missing',
    },
    ...more,
  });
const toldOf = (action: string, more?: object) =>
  noticesOf(periodNotifications, [event(action, more)]);

describe('what is told of periods', () => {
  it('goes to the nearest manager when one is submitted', async () => {
    expect(await toldOf('submit')).toMatchObject([
      {
        type: 'period.submitted',
        to: { refs: [mona] },
        title: 'To approve: Max Member, 16 to 22 November 2026',
        body: '38h 30m logged, 40h expected.',
        target_url: `/team-time?workspace=acme&period=${id}`,
      },
    ]);
  });

  it('goes to the admins where nobody manages the person', async () => {
    expect(await toldOf('submit', { people: [max] })).toMatchObject([
      { type: 'period.submitted', to: { admins: true } },
    ]);
  });

  it.each([
    ['approve', 'approved', 'Approved', 'Ada Admin approved your time.'],
    ['reject', 'rejected', 'Rejected', 'Ada Admin: Friday is missing'],
    ['reopen', 'reopened', 'Open again', 'Ada Admin: Friday is missing'],
  ])('goes to the person: %s', async (action, what, title, body) => {
    expect(await toldOf(action)).toMatchObject([
      {
        type: `period.${what}`,
        to: { refs: [max] },
        title: `${title}: 16 to 22 November 2026`,
        body,
        target_url: '/my-time?week=2026-11-16&workspace=acme',
      },
    ]);
  });

  it.each([
    ['2026-11-16', '2026-11-22', '16 to 22 November 2026'],
    ['2026-11-30', '2026-12-06', '30 November to 6 December 2026'],
    ['2026-12-28', '2027-01-03', '28 December 2026 to 3 January 2027'],
    ['2026-11-24', '2026-11-30', '24 to 30 November 2026'],
    ['2026-06-01', '2026-06-07', '1 to 7 June 2026'],
    ['2026-11-01', '2026-11-30', 'November 2026'],
  ])('says the days from %s to %s as %s', (week_start, week_end, text) => {
    expect(spanText({ week_start, week_end })).toBe(text);
  });
});

describeCallboard('the bell of time', { entities: landscape }, callboard => {
  const told = async (who: PersonName) => {
    await untilRelayed(callboard().knex);
    await untilTold(callboard().knex);
    const { body } = await callboard()
      .as(who)
      .get('/notifications')
      .expect(200);
    return body.items.map(({ type, title, body: text }: any) => [
      type,
      title.split(':')[0],
      text,
    ]);
  };

  it('rings for who approves, and for whose time it is', async () => {
    for (const who of ['reader', 'admin', 'superAdmin'] as const) {
      await callboard().as(who).get('/me').expect(200);
    }
    const desk = await TimeDesk.open(callboard());
    const week = desk.newWeek();
    // Nobody manages Max as yet.
    const first = await desk.submit('member', week);
    expect(await told('superAdmin')).toEqual([
      ['period.submitted', 'To approve', '0m logged, 40h expected.'],
    ]);
    await desk.decide('superAdmin', 'reject', first).expect(200);
    const departments = new Departments(callboard());
    const top = await departments.found('admin');
    // Who is not in the workspace can approve nothing.
    const between = await departments.found(null, top);
    const team = await departments.found('reader', between);
    await callboard()
      .as('superAdmin')
      .patch(`/workspaces/default/departments/${between}`, {
        manager_ref: 'user:default/nobody',
      })
      .expect(200);
    await departments.employ('member', team);
    await desk.submit('member', week);
    await desk.decide('reader', 'approve', first).expect(200);
    await desk.decide('admin', 'reopen', first).expect(200);
    expect((await told('reader'))[0]).toEqual([
      'period.submitted',
      'To approve',
      '0m logged, 40h expected.',
    ]);
    const types = (all: string[][]) => all.map(([type]) => type);
    expect(types(await told('admin'))).not.toContain('period.submitted');
    expect(types(await told('superAdmin'))).toEqual(['period.submitted']);
    expect(
      (await told('member')).filter(([type]: string[]) =>
        type.startsWith('period.'),
      ),
    ).toEqual([
      ['period.reopened', 'Open again', 'Ada Admin: Because'],
      ['period.approved', 'Approved', 'Ria Reader approved your time.'],
      ['period.rejected', 'Rejected', 'Sue Super: Because'],
    ]);
  });
});
