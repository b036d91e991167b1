import { Timesheet, WorkItem } from '@callboard/plugin-callboard-common';
import { describeWithoutJobs } from '../../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { listActivityEntries } from '../../../__testUtils__/listActivityEntries';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { TimeFixture, today } from '../__testUtils__/TimeFixture';
import { addDays } from '../../../database/zones';
import { setRole } from '../../../__testUtils__/setRole';
import { Departments } from '../__testUtils__/Departments';

const absent = '01920000-0000-7000-8000-000000000000';

describeWithoutJobs(
  'timesheets',
  { entities: catalogEntities, databases: 'tagged' },
  callboard => {
    let fixture: TimeFixture;
    let second: { id: string; identifier: string; title: string };

    beforeAll(async () => {
      fixture = await TimeFixture.open(callboard());
      second = await fixture.project.make({ title: 'Zebra crossing' });
    });

    const cell = (date: string, minutes: number, overrides: object = {}) => ({
      work_item_id: fixture.item.id,
      date,
      minutes,
      ...overrides,
    });
    const read = (week: string) => fixture.readTimesheet('member', { week });
    const readEntries = async (week: string) =>
      (
        await fixture
          .as('member')
          .get(
            `/workspaces/default/worklogs?member_id=${
              people.member
            }&date_from=${week}&date_to=${addDays(week, 6)}`,
          )
          .expect(200)
      ).body.items;

    it('returns an empty week with the expected minutes of the calendar', async () => {
      const monday = fixture.newWeek();
      const days = [0, 1, 2, 3, 4, 5, 6].map(day => addDays(monday, day));
      const toDailyValues = (values: number[]) =>
        Object.fromEntries(days.map((day, index) => [day, values[index]]));
      expect(await read(days[3])).toEqual({
        member_id: people.member,
        week_start: monday,
        week_end: days[6],
        period: {
          id: null,
          status: 'open',
          week_start: monday,
          week_end: days[6],
          version: null,
        },
        rows: [],
        daily_totals: toDailyValues([0, 0, 0, 0, 0, 0, 0]),
        daily_expected: toDailyValues([480, 480, 480, 480, 480, 0, 0]),
        expected_minutes: 2_400,
        grand_total_minutes: 0,
        locked_days: [],
        is_editable: true,
      });
      const { body } = await fixture
        .as('member')
        .get('/workspaces/default/timesheet')
        .expect(200);
      expect(Object.keys(body.daily_totals)).toContain(today());
    });

    it('stores cells as time entries and deletes them at zero minutes', async () => {
      const monday = fixture.newWeek();
      const tuesday = addDays(monday, 1);
      const filled: Timesheet = (
        await fixture
          .save('member', tuesday, [
            cell(monday, 90, { description: 'Found it' }),
            cell(tuesday, 60),
            cell(tuesday, 30, { work_item_id: second.id }),
            cell(addDays(monday, 2), 0),
          ])
          .expect(200)
      ).body;
      expect(filled).toEqual(await read(monday));
      expect(filled).toMatchObject({
        rows: [
          {
            issue_id: fixture.item.id,
            identifier: fixture.item.identifier,
            issue_name: fixture.item.title,
            project_id: fixture.project.pid,
            days: { [monday]: 90, [tuesday]: 60 },
            total_minutes: 150,
            entries: { [monday]: 1, [tuesday]: 1 },
          },
          { issue_id: second.id, days: { [tuesday]: 30 }, total_minutes: 30 },
        ],
        daily_totals: { [monday]: 90, [tuesday]: 90 },
        grand_total_minutes: 180,
      });
      const [entry] = (await readEntries(monday)).slice(-1);
      expect(entry).toMatchObject({
        duration_minutes: 90,
        description: 'Found it',
        source: 'timesheet',
        logged_by: people.member,
      });

      const emptied = await fixture
        .save('member', monday, [cell(monday, 0), cell(tuesday, 45)])
        .expect(200);
      expect(emptied.body.rows[0].days).toEqual({ [tuesday]: 45 });
      expect(emptied.body.grand_total_minutes).toBe(75);
    });

    it('keeps the fields of a time entry that the cell does not set', async () => {
      const monday = fixture.newWeek();
      const started_at = `${monday}T08:00:00.000Z`;
      const createdWorklog = await fixture.log('member', {
        logged_at: monday,
        description: 'By hand',
        started_at,
        activity_type: 'review',
        is_billable: true,
      });
      await fixture.save('member', monday, [cell(monday, 75)]).expect(200);
      const [changed] = await readEntries(monday);
      expect(changed).toEqual({
        ...createdWorklog,
        duration_minutes: 75,
        version: 2,
        updated_at: expect.any(String),
      });
      await fixture
        .save('member', monday, [cell(monday, 75, { description: null })])
        .expect(200);
      expect((await readEntries(monday))[0]).toMatchObject({
        id: createdWorklog.id,
        description: null,
        version: 3,
      });
    });

    it('records one bulk activity entry with a detail for each changed time entry', async () => {
      const monday = fixture.newWeek();
      const bulk = async () => {
        const { body } = await fixture
          .as('superAdmin')
          .get('/activity?action=bulk_log')
          .expect(200);
        return body.activities;
      };
      const before = await bulk();
      await fixture.save('member', monday, [cell(monday, 10)]).expect(200);
      expect(await bulk()).toEqual(before);
      await fixture
        .save('member', monday, [
          cell(monday, 10),
          cell(addDays(monday, 1), 20),
          cell(addDays(monday, 2), 30),
        ])
        .expect(200);
      const [bulkAction] = await bulk();
      expect(bulkAction).toMatchObject({
        entity_type: 'workspace',
        user_id: people.member,
        metadata: { changed: 2 },
      });
      const details = await fixture
        .as('superAdmin')
        .get(`/activity?batch_id=${bulkAction.batch_id}&entity_type=worklog`)
        .expect(200);
      expect(details.body.activities.map(({ action }: any) => action)).toEqual([
        'create',
        'create',
      ]);

      // Saving the same values changes nothing and records nothing.
      await fixture
        .save('member', monday, [
          cell(monday, 10),
          cell(addDays(monday, 1), 20),
        ])
        .expect(200);
      expect(await bulk()).toEqual([bulkAction, ...before]);
      const [, , first] = await readEntries(monday);
      expect(first.version).toBe(1);
      expect(await listActivityEntries(callboard(), first.id)).toHaveLength(1);
    });

    it('returns 409 naming the cell when it has several time entries', async () => {
      const monday = fixture.newWeek();
      const tuesday = addDays(monday, 1);
      await fixture.log('member', { logged_at: tuesday, duration_minutes: 10 });
      await fixture.log('member', { logged_at: tuesday, duration_minutes: 20 });
      expect((await read(monday)).rows[0]).toMatchObject({
        days: { [tuesday]: 30 },
        entries: { [tuesday]: 2 },
      });
      for (const minutes of [0, 30, 40]) {
        const { body } = await fixture
          .save('member', monday, [cell(monday, 5), cell(tuesday, minutes)])
          .expect(409);
        expect(body.error.message).toBe(
          `body.cells[1]: ${fixture.item.identifier} has 2 time entries on ${tuesday}. Edit them individually`,
        );
      }
      expect((await read(monday)).grand_total_minutes).toBe(30);
    });

    it('stores all cells or none, and limits a request to 200 cells @full @postgres', async () => {
      const monday = fixture.newWeek();
      const items = await Promise.all(
        Array.from({ length: 29 }, () => fixture.project.make()),
      );
      const cells = items
        .flatMap(({ id: work_item_id }) =>
          [0, 1, 2, 3, 4, 5, 6].map(day =>
            cell(addDays(monday, day), 5, { work_item_id }),
          ),
        )
        .slice(0, 200);
      const invalidCells = cells.map((validCell, index) =>
        index === 137 ? { ...validCell, work_item_id: absent } : validCell,
      );
      const { body } = await fixture
        .save('member', monday, invalidCells)
        .expect(400);
      expect(body.error.message).toBe(
        'body.cells[137].work_item_id: is not a work item that you can log time on',
      );
      expect(await read(monday)).toMatchObject({
        rows: [],
        grand_total_minutes: 0,
      });
      await fixture.save('member', monday, [...cells, cells[0]]).expect(400);
      const saved = await fixture.save('member', monday, cells).expect(200);
      expect(saved.body.grand_total_minutes).toBe(1_000);
    });

    it('returns 400 listing every invalid cell at once', async () => {
      const monday = fixture.newWeek();
      const shop = await fixture
        .as('superAdmin')
        .put(
          '/workspaces/default/projects/by-entity/component/default/payments_api',
        )
        .expect(200);
      const otherItem = await fixture
        .as('superAdmin')
        .post(`/workspaces/default/projects/${shop.body.id}/work-items`, {
          title: "Somebody else's",
          assignees: [people.projectAdmin],
        })
        .expect(201);
      const deleted = await fixture.project.make();
      await fixture
        .as('superAdmin')
        .delete(`${fixture.project.path}/work-items/${deleted.id}`)
        .expect(204);
      await fixture.saveSettings({
        max_minutes_per_day: 480,
        require_description: true,
      });
      const { body } = await fixture
        .save('member', monday, [
          cell(monday, 30, { description: 'Dug' }),
          cell(addDays(monday, -1), 30),
          cell(addDays(monday, 7), 30),
          cell(monday, 30, { work_item_id: otherItem.body.id }),
          cell(monday, 0, { work_item_id: deleted.id }),
          cell(addDays(monday, 3), 0, { work_item_id: otherItem.body.id }),
          cell(addDays(monday, 1), 481, { description: 'Dug' }),
          cell(addDays(monday, 2), 30),
        ])
        .expect(400);
      expect(
        body.error.problems.map(({ field }: { field: string }) => field),
      ).toEqual([
        'body.cells[1].date',
        'body.cells[2].date',
        'body.cells[3].work_item_id',
        'body.cells[4].work_item_id',
        'body.cells[5].work_item_id',
        'body.cells[6].minutes',
        'body.cells[7].description',
      ]);
      await fixture.saveSettings({
        max_minutes_per_day: null,
        require_description: null,
      });
    });

    it.each([
      { minutes: -1 },
      { minutes: 1.5 },
      { minutes: '60' },
      { minutes: 1_441 },
      { minutes: null },
      { date: '2026-02-30' },
      { work_item_id: 'nothing' },
      { description: 'x'.repeat(1_001) },
    ])('returns 400 for a cell with %j', async values => {
      const monday = fixture.newWeek();
      const { body } = await fixture
        .save('member', monday, [{ ...cell(monday, 5), ...values }])
        .expect(400);
      expect(body.error.message).toContain(
        `body.cells[0].${Object.keys(values)[0]}`,
      );
    });

    it('rejects duplicate cells and dates too far in the future', async () => {
      const monday = fixture.newWeek();
      await fixture
        .save('member', monday, [cell(monday, 5), cell(monday, 6)])
        .expect(400);
      const far = addDays(today(), 14);
      const { body } = await fixture
        .save('member', far, [cell(far, 5)])
        .expect(400);
      expect(body.error.message).toContain('body.cells[0].date');
    });

    it('limits a day to 24 hours, applying reductions before additions', async () => {
      const monday = fixture.newWeek();
      await fixture.save('member', monday, [cell(monday, 1_400)]).expect(200);
      const other = (minutes: number) =>
        cell(monday, minutes, { work_item_id: second.id });
      const { body } = await fixture
        .save('member', monday, [other(41)])
        .expect(400);
      expect(body.error.message).toContain('40m of it is left');
      await fixture
        .save('member', monday, [other(740), cell(monday, 700)])
        .expect(200);
    });

    it('enforces the daily limit on concurrent saves @full-sqlite @postgres', async () => {
      const monday = fixture.newWeek();
      const items = await Promise.all(
        [1, 2, 3, 4].map(() => fixture.project.make()),
      );
      const all = await Promise.all(
        items.map(({ id }) =>
          fixture.save('member', monday, [
            cell(monday, 700, { work_item_id: id }),
          ]),
        ),
      );
      expect(all.map(({ status }) => status).sort()).toEqual([
        200, 200, 400, 400,
      ]);
      expect((await read(monday)).grand_total_minutes).toBe(1_400);
    });

    it('rejects changes in archived or untracked projects and additions to deleted items @full', async () => {
      const monday = fixture.newWeek();
      const item = await fixture.project.make();
      const on = (minutes: number) =>
        fixture.save('member', monday, [
          cell(monday, minutes, { work_item_id: item.id }),
        ]);
      const patch = (values: object) =>
        fixture
          .as('superAdmin')
          .patch(fixture.project.path, values)
          .expect(200);
      await on(60).expect(200);
      await patch({ archived_at: new Date().toISOString() });
      const { body } = await on(0).expect(400);
      expect(body.error.message).toContain('is archived');
      await fixture.save('member', monday, [cell(monday, 0)]).expect(400);
      await on(60).expect(200);
      await patch({ archived_at: null, is_time_tracking_enabled: false });
      await on(0).expect(400);
      await patch({ is_time_tracking_enabled: true });
      await fixture
        .as('superAdmin')
        .delete(`${fixture.project.path}/work-items/${item.id}`)
        .expect(204);
      expect((await on(30).expect(200)).body.grand_total_minutes).toBe(30);
      expect((await on(0).expect(200)).body.rows).toEqual([]);
      await on(30).expect(400);
      await on(0).expect(400);
    });

    it('starts on the first weekday set in the workspace', async () => {
      const week = (week_start: number) =>
        fixture
          .as('superAdmin')
          .patch('/workspaces/default', { week_start })
          .expect(200);
      const monday = fixture.newWeek();
      const sunday = addDays(monday, -1);
      await week(7);
      expect(await read(monday)).toMatchObject({
        week_start: sunday,
        week_end: addDays(sunday, 6),
        period: { week_start: sunday, week_end: addDays(sunday, 6) },
      });
      await fixture.save('member', monday, [cell(sunday, 5)]).expect(200);
      await fixture
        .save('member', sunday, [cell(addDays(sunday, 7), 5)])
        .expect(400);
      await week(1);
      expect(await read(monday)).toMatchObject({
        week_start: monday,
        grand_total_minutes: 0,
      });
      expect((await read(sunday)).grand_total_minutes).toBe(5);
    });
  },
);

const MEMBERS = '/workspaces/default/members';

describeWithoutJobs(
  'timesheets of other users',
  { entities: catalogEntities },
  callboard => {
    let open: TimeFixture;
    let secret: TimeFixture;
    let hidden: WorkItem;
    let monday: string;

    beforeAll(async () => {
      for (const who of ['guest', 'admin', 'reader'] as const) {
        await callboard().as(who).get('/me').expect(200);
      }
      open = await TimeFixture.open(callboard());
      secret = await TimeFixture.open(callboard(), 'payments_api');
      await secret.setRole('superAdmin', 'admin');
      await secret.setRole('projectAdmin', null);
      await secret
        .as('superAdmin')
        .patch(secret.project.path, { access: 'secret' })
        .expect(200);
      hidden = await secret.project.make();
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
      const top = await departments.createDepartment('admin');
      const team = await departments.createDepartment('reader', top);
      await departments.createStaff('member', team);
    });

    const requestTimesheet = (
      who: PersonName,
      member_id: string = people.member,
    ) =>
      callboard()
        .as(who)
        .get(
          `/workspaces/default/timesheet?week=${monday}&member_id=${member_id}`,
        );
    const readTimesheet = async (who: PersonName): Promise<Timesheet> =>
      (await requestTimesheet(who).expect(200)).body;
    const getItemIds = ({ rows }: Timesheet) =>
      rows.map(({ issue_id }) => issue_id);

    it('shows workspace admins all rows, read-only', async () => {
      const timesheet = await readTimesheet('superAdmin');
      expect(getItemIds(timesheet).sort()).toEqual(
        [open.item.id, secret.item.id, hidden.id].sort(),
      );
      expect(timesheet).toMatchObject({
        grand_total_minutes: 105,
        is_editable: false,
      });
    });

    it('shows project admins only the rows of their projects, read-only', async () => {
      const timesheet = await readTimesheet('projectAdmin');
      expect(getItemIds(timesheet)).toEqual([open.item.id]);
      expect(timesheet).toMatchObject({
        daily_totals: { [monday]: 60, [addDays(monday, 1)]: 0 },
        grand_total_minutes: 60,
        is_editable: false,
      });
      // Members of another project can read its worklogs, but no timesheets with them.
      await secret.setRole('projectAdmin', 'member');
      expect(getItemIds(await readTimesheet('projectAdmin'))).toEqual([
        open.item.id,
      ]);
      await secret.setRole('projectAdmin', null);
      // Project admins cannot read the timesheets of people outside of their projects.
      await requestTimesheet('projectAdmin', people.guest).expect(403);
    });

    it.each(['reader', 'admin'] as const)(
      'shows manager %s only the rows of projects that they can read',
      async who => {
        expect(await readTimesheet(who)).toMatchObject({
          rows: [],
          grand_total_minutes: 0,
          expected_minutes: 2_400,
        });
        await secret.setRole(who, 'member');
        expect(await readTimesheet(who)).toMatchObject({
          grand_total_minutes: 45,
        });
        await secret.setRole(who, null);
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
    ])('denies %s the timesheet of %s', async (who, member_id, status) => {
      expect((await requestTimesheet(who, member_id)).status).toBe(status);
    });

    it('shows time in projects that the user lost access to as one row without names', async () => {
      await secret.setRole('member', null);
      const timesheet = await open.readTimesheet('member', { week: monday });
      expect(timesheet.rows).toEqual([
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
      expect(timesheet).toMatchObject({
        daily_totals: { [monday]: 105 },
        grand_total_minutes: 105,
      });
      const { body } = await open
        .save('member', monday, [
          { work_item_id: hidden.id, date: monday, minutes: 0 },
        ])
        .expect(400);
      expect(body.error.message).toContain('body.cells[0].work_item_id');
      await secret.setRole('member', 'member');
    });

    it('shows guests an empty timesheet and denies saving with 403', async () => {
      await open.setRole('guest', 'member');
      await open.log('guest', { logged_at: monday });
      await open.setRole('guest', null);
      await setRole(callboard(), MEMBERS, 'guest', 'guest');
      expect(await open.readTimesheet('guest', { week: monday })).toMatchObject(
        {
          rows: [],
          grand_total_minutes: 0,
          is_editable: false,
        },
      );
      await open
        .save('guest', monday, [
          { work_item_id: open.item.id, date: monday, minutes: 0 },
        ])
        .expect(403);
    });
  },
);
