import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import { newId } from '../../../database/ids';
import { addDays } from '../rules/workingDays';
import { today } from '../__testUtils__/TimeDesk';
import {
  errorsIn,
  ImportDesk,
  importLandscape,
  jane,
} from './__testUtils__/ImportDesk';

jest.setTimeout(120_000);

/** Rows of our own on PAY-42. */
const own = (columns: string, ...rows: string[]) =>
  [`work_item,${columns}`, ...rows.map(row => `PAY-42,${row}`)].join('\n');

/** Rows of Toggl's. */
const toggl = (columns: string, ...rows: string[]) =>
  [
    `start date,start time,duration,task,${columns}`,
    ...rows.map((row, n) => `2026-05-20,${10 + n}:00,0:30,PAY-42,${row}`),
  ].join('\n');

describeCallboard(
  'the rules of entries, for imports',
  { entities: importLandscape },
  callboard => {
    let desk: ImportDesk;

    beforeEach(async () => {
      desk = await ImportDesk.open(callboard());
    });

    const minutes = async () =>
      (await desk.entries()).map(({ duration_minutes }) => duration_minutes);

    it('let a day have what there is room for, row by row', async () => {
      await desk.settle({ max_minutes_per_day: 480 });
      await desk.import(own('date,minutes', '2026-05-20,100'), 'member');
      const file = own(
        'date,minutes,person',
        `2026-05-20,300,${people.member}`,
        `2026-05-20,81,${people.member}`,
        `2026-05-20,80,${people.member}`,
        `2026-05-20,1,${people.member}`,
        `2026-05-20,480,${jane}`,
      );
      const result = await desk.import(file);
      expect(errorsIn(result)).toEqual([
        '3 minutes: must be at most 80 minutes: of the 8h of 2026-05-20, 1h 20m are left',
        '5 minutes: must be at most 0 minutes: of the 8h of 2026-05-20, 0m are left',
      ]);
      expect((await minutes()).sort()).toEqual([100, 300, 480, 80]);
    });

    it('let nothing come into a week that is submitted or approved', async () => {
      const { body } = await desk.as('superAdmin').get('').expect(200);
      const now = new Date();
      await callboard()
        .knex('time_periods')
        .insert({
          id: newId(now.getTime()),
          workspace_id: body.id,
          member_id: people.member,
          week_start: '2026-05-18',
          week_end: '2026-05-24',
          status: 'submitted',
          version: 1,
          created_at: now,
          updated_at: now,
        });
      const file = own(
        'minutes,person,date',
        ...['2026-05-17', '2026-05-18', '2026-05-24', '2026-05-25'].map(
          date => `30,${people.member},${date}`,
        ),
        `30,${jane},2026-05-18`,
      );
      const why =
        '2026-05-18 to 2026-05-24 is submitted: nothing in it changes until it is reopened';
      const result = await desk.import(file);
      expect(errorsIn(result)).toEqual([`3 date: ${why}`, `4 date: ${why}`]);
      expect(result.created).toBe(3);
    });

    it('hold for days, and for descriptions, as the workspace wants them', async () => {
      await desk.settle({
        max_future_days: 2,
        max_past_working_days: 5,
        require_description: true,
      });
      const day = (days: number) => addDays(today(), days);
      const result = await desk.import(
        own(
          'minutes,date,description',
          `30,${day(-30)},too old`,
          `30,${day(20)},too new`,
          `30,${day(0)},`,
          `30,${day(0)},fine`,
        ),
        'member',
      );
      expect(errorsIn(result).map(text => text.slice(0, 22))).toEqual([
        expect.stringMatching(/^2 date: must be 20/),
        expect.stringMatching(/^3 date: must be 20/),
        '4 description: is requ',
      ]);
      expect(result.created).toBe(1);
      // A file need not have the column.
      const without = await desk.import(
        own('minutes,date', `30,${day(0)}`),
        'member',
      );
      expect(errorsIn(without)).toEqual([
        '2 null: description: is required here',
      ]);
    });

    it('take the activities of the workspace, and drop what others called them', async () => {
      await desk
        .as('superAdmin')
        .patch('/time-settings', {
          activity_types: ['review', 'Team meeting'],
        })
        .expect(200);
      const result = await desk.import(
        own(
          'date,minutes,activity_type',
          '2026-05-20,30,Review',
          '2026-05-20,30,napping',
        ),
        'member',
      );
      expect(errorsIn(result)).toEqual([
        '3 activity_type: must be one of review, Team meeting',
      ]);
      const kimai = [
        'date,duration,project,activity,description',
        '2026-05-21,0:30,Pay,team MEETING,PAY-42',
        '2026-05-22,0:30,Pay,Napping,PAY-42',
      ].join('\n');
      expect(errorsIn(await desk.import(kimai, 'member'))).toEqual([]);
      expect(
        (await desk.entries()).map(({ activity_type }) => activity_type),
      ).toEqual(['review', 'Team meeting', null]);
    });

    it('bill what the file says, else what the project does', async () => {
      const path = `/projects/${desk.projects.pay.id}`;
      await desk
        .as('superAdmin')
        .patch(path, { settings: { is_billable_by_default: true } })
        .expect(200);
      await desk.import(toggl('billable', 'Yes', 'No', ''), 'member');
      expect(
        (await desk.entries()).map(({ is_billable }) => is_billable),
      ).toEqual([true, false, true]);
    });

    it.each([
      [
        { is_time_tracking_enabled: false },
        'time tracking is switched off in the project pay',
      ],
      [{ archived_at: '2026-01-01T00:00:00Z' }, 'the project pay is archived'],
    ])('log nothing in a project that is %j', async (values, reason) => {
      const path = `/projects/${desk.projects.pay.id}`;
      await desk.as('superAdmin').patch(path, values).expect(200);
      const file = own('date,minutes', '2026-05-20,30');
      expect(errorsIn(await desk.import(file))).toEqual([
        `2 work_item: ${reason}`,
      ]);
      expect(await desk.entries()).toEqual([]);
    });

    it('put entries in the department that their person was in on the day', async () => {
      const boss = desk.as('superAdmin');
      const department = async (name: string) =>
        (await boss.post('/departments', { name }).expect(201)).body.id;
      const [first, second] = [
        await department('First'),
        await department('Second'),
      ];
      const { body } = await boss
        .post('/staff', {
          staff_id: 'S1',
          first_name: 'Max',
          last_name: 'Member',
          email: 'max.member@example.com',
          user_ref: people.member,
          department_id: first,
        })
        .expect(201);
      await boss
        .post(`/staff/${body.id}/transfer`, {
          department_id: second,
          effective_date: '2026-05-20',
        })
        .expect(200);
      await desk.import(
        own('date,minutes', '2026-05-19,10', '2026-05-20,20'),
        'member',
      );
      const inDepartment = async (id: string) => {
        const list = await boss.get(`/worklogs?department=${id}`).expect(200);
        return list.body.items.map((one: any) => one.duration_minutes);
      };
      expect(await inDepartment(first)).toEqual([10]);
      expect(await inDepartment(second)).toEqual([20]);
    });

    it('keep what looks like a formula as the text that it is', async () => {
      const file = own(
        'date,minutes,description',
        '2026-05-20,1,"=HYPERLINK(""https://evil.example"")"',
        `2026-05-21,1,'=1+1`,
        `2026-05-22,1,''=1+1`,
        `2026-05-23,1,'quoted'`,
      );
      expect(errorsIn(await desk.import(file, 'member'))).toEqual([]);
      expect(
        (await desk.entries()).map(({ description }) => description),
      ).toEqual([
        '=HYPERLINK("https://evil.example")',
        '=1+1',
        "'=1+1",
        "'quoted'",
      ]);
    });
  },
);
