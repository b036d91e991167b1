import { Timesheet, WorkItem } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { setRole } from '../../../__testUtils__/setRole';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { Departments } from '../__testUtils__/Departments';
import { TimeDesk } from '../__testUtils__/TimeDesk';
import { addDays } from '../rules/workingDays';

const MEMBERS = '/workspaces/default/members';

describeCallboard(
  'the timesheets of others',
  { entities: landscape },
  callboard => {
    let open: TimeDesk;
    let secret: TimeDesk;
    let hidden: WorkItem;
    let monday: string;

    beforeAll(async () => {
      for (const who of ['guest', 'admin', 'reader'] as const) {
        await callboard().as(who).get('/me').expect(200);
      }
      open = await TimeDesk.open(callboard());
      secret = await TimeDesk.open(callboard(), 'payments_api');
      await secret.admit('superAdmin', 'admin');
      await secret.admit('projectAdmin', null);
      await secret
        .as('superAdmin')
        .patch(secret.desk.path, { access: 'secret' })
        .expect(200);
      hidden = await secret.desk.make();
      monday = open.newWeek();
      await open
        .save('member', monday, [
          { work_item_id: open.item.id, date: monday, minutes: 60 },
          { work_item_id: secret.item.id, date: monday, minutes: 30 },
          { work_item_id: hidden.id, date: monday, minutes: 15 },
        ])
        .expect(200);
      // Ria manages Max, and Ada manages Ria.
      const departments = new Departments(callboard());
      const top = await departments.found('admin');
      const team = await departments.found('reader', top);
      await departments.employ('member', team);
    });

    const ask = (who: PersonName, member_id: string = people.member) =>
      callboard()
        .as(who)
        .get(
          `/workspaces/default/timesheet?week=${monday}&member_id=${member_id}`,
        );
    const seenBy = async (who: PersonName): Promise<Timesheet> =>
      (await ask(who).expect(200)).body;
    const itemsOf = ({ rows }: Timesheet) =>
      rows.map(({ issue_id }) => issue_id);

    it('are for admins of the workspace', async () => {
      const sheet = await seenBy('superAdmin');
      expect(itemsOf(sheet).sort()).toEqual(
        [open.item.id, secret.item.id, hidden.id].sort(),
      );
      expect(sheet).toMatchObject({
        grand_total_minutes: 105,
        is_editable: false,
      });
    });

    it('are for admins of projects, of time in those', async () => {
      const sheet = await seenBy('projectAdmin');
      expect(itemsOf(sheet)).toEqual([open.item.id]);
      expect(sheet).toMatchObject({
        daily_totals: { [monday]: 60, [addDays(monday, 1)]: 0 },
        grand_total_minutes: 60,
        is_editable: false,
      });
      // As a member of another they read its entries, but nobody's sheets.
      await secret.admit('projectAdmin', 'member');
      expect(itemsOf(await seenBy('projectAdmin'))).toEqual([open.item.id]);
      await secret.admit('projectAdmin', null);
      // Of who has nothing to do with their projects they see none.
      await ask('projectAdmin', people.guest).expect(403);
    });

    it.each(['reader', 'admin'] as const)(
      'are for managers such as %s, with what they may read',
      async who => {
        expect(await seenBy(who)).toMatchObject({
          rows: [],
          grand_total_minutes: 0,
          expected_minutes: 2_400,
        });
        await secret.admit(who, 'member');
        expect(await seenBy(who)).toMatchObject({ grand_total_minutes: 45 });
        await secret.admit(who, null);
      },
    );

    it.each<[PersonName, string, number]>([
      ['guest', people.member, 403],
      ['member', people.projectAdmin, 403],
      ['guest', 'user:default/nobody', 404],
      ['reader', 'user:default/nobody', 404],
      ['projectAdmin', 'user:default/nobody', 404],
      ['superAdmin', 'user:default/nobody', 404],
      ['guest', 'jane', 400],
    ])('are not for %s of %s', async (who, member_id, status) => {
      expect((await ask(who, member_id)).status).toBe(status);
    });

    it('keep time whose project its person has lost, without its name', async () => {
      await secret.admit('member', null);
      const sheet = await open.sheet('member', { week: monday });
      expect(sheet.rows).toEqual([
        expect.objectContaining({ issue_id: open.item.id }),
        {
          issue_id: null,
          identifier: null,
          issue_name: null,
          project_id: null,
          days: { [monday]: 45 },
          total_minutes: 45,
          entries: { [monday]: 2 },
        },
      ]);
      expect(sheet).toMatchObject({
        daily_totals: { [monday]: 105 },
        grand_total_minutes: 105,
      });
      const { body } = await open
        .save('member', monday, [
          { work_item_id: hidden.id, date: monday, minutes: 0 },
        ])
        .expect(400);
      expect(body.error.message).toContain('body.cells[0].work_item_id');
      await secret.admit('member', 'member');
    });

    it('are empty for guests, who fill none', async () => {
      await open.admit('guest', 'member');
      await open.log('guest', { logged_at: monday });
      await open.admit('guest', null);
      await setRole(callboard(), MEMBERS, 'guest', 'guest');
      expect(await open.sheet('guest', { week: monday })).toMatchObject({
        rows: [],
        grand_total_minutes: 0,
        is_editable: false,
      });
      await open
        .save('guest', monday, [
          { work_item_id: open.item.id, date: monday, minutes: 0 },
        ])
        .expect(403);
    });
  },
);
