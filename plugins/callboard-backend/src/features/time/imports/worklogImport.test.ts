import { Worklog } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import { setRole } from '../../../__testUtils__/setRole';
import { listActivityEntries } from '../../../__testUtils__/listActivityEntries';
import {
  formatImportErrors,
  readFixtureFile,
  ImportFixture,
  importEntities,
  jane,
} from './__testUtils__/ImportFixture';
import { createId } from '../../../database/ids';
import { addDays } from '../../../database/zones';
import { today } from '../__testUtils__/TimeFixture';
import { createEntity } from '../../../core/projects/__testUtils__/catalogEntities';
import { numRuns } from '../../../__testUtils__/random';

/** Returns the path of a worklog relative to its workspace. */
const getWorklogPath = ({ project_id, work_item_id, id }: Worklog) =>
  `/projects/${project_id}/work-items/${work_item_id}/worklogs/${id}`;

/** Builds a file in Toggl's format with rows of Max: description, start date, start and duration. */
const buildTogglFile = (...rows: string[]) =>
  [
    'Email,Description,Start date,Start time,Duration',
    ...rows.map(row => `max.member@example.com,${row}`),
  ].join('\n');

describeWithoutJobs('time import', { entities: importEntities }, callboard => {
  let importFixture: ImportFixture;

  beforeEach(async () => {
    importFixture = await ImportFixture.open(callboard());
  });

  /** Counts the rows of all tables that an import can write to. */
  async function counts() {
    const tables = ['worklogs', 'time_people', 'activity', 'work_items'];
    const { knex } = callboard();
    const all = tables.map(async table => {
      const [{ count }] = await knex(table).count({ count: '*' });
      return [table, Number(count)];
    });
    return Object.fromEntries(await Promise.all(all));
  }

  it.each([
    [
      'toggl.csv',
      'toggl',
      [
        'jdoe PAY-42 2026-05-22 90',
        'jdoe PAY-7 2026-05-22 48',
        'max.member WEB-1 2026-05-22 90',
        'max.member WEB-1 2026-05-23 105',
      ],
      5,
      3,
    ],
    [
      'toggl-2024.csv',
      'toggl',
      ['jdoe PAY-7 2024-04-08 47', 'jdoe PAY-42 2024-04-08 60'],
      1,
      2,
    ],
    [
      'kimai.csv',
      'kimai',
      [
        'jdoe PAY-42 2026-05-22 6',
        'max.member PAY-7 2026-05-22 150',
        'max.member WEB-1 2026-05-22 30',
        'max.member WEB-1 2026-05-23 45',
      ],
      2,
      3,
    ],
    [
      'kimai-2.20.csv',
      'kimai',
      ['jdoe PAY-42 2024-09-03 7', 'max.member PAY-7 2024-09-03 480'],
      1,
      2,
    ],
    [
      'kimai-decimal.csv',
      'kimai',
      ['jdoe PAY-42 2026-05-22 7', 'jdoe PAY-42 2026-05-22 120'],
      1,
      2,
    ],
    [
      'solidtime.csv',
      'solidtime',
      [
        'jdoe PAY-42 2026-03-10 60',
        'jdoe PAY-7 2026-03-10 10',
        'jdoe PAY-7 2026-03-11 20',
      ],
      3,
      2,
    ],
    [
      'tempo-server.csv',
      'tempo',
      ['jdoe PAY-42 2016-08-01 90', 'max.member PAY-7 2016-08-10 20'],
      3,
      2,
    ],
  ])(
    'imports the valid rows of %s and counts the failed ones @full',
    async (name, format, entries, failed, created) => {
      const result = await importFixture.import(readFixtureFile(name));
      expect(result).toMatchObject({
        format,
        rows: created + failed,
        created,
        updated: 0,
        skipped: 0,
        failed,
      });
      expect(await importFixture.summariseWorklogs()).toEqual(entries);
    },
  );

  it('stores imported time entries with source ingest and open period status @full', async () => {
    await importFixture.import(readFixtureFile('toggl.csv'));
    const [entry] = await importFixture.listWorklogs();
    expect(entry).toMatchObject({
      logged_by: 'user:default/jdoe',
      logged_by_name: 'Jane Doe',
      duration_minutes: 90,
      description: 'PAY-42 Round sums, not entries',
      logged_at: '2026-05-22',
      started_at: '2026-05-22T08:30:00.000Z',
      is_billable: true,
      activity_type: null,
      source: 'ingest',
      period_status: 'open',
      version: 1,
    });
  });

  it('splits a row that crosses midnight by day in the time zone of its person', async () => {
    const file = buildTogglFile(
      'PAY-42 a,2026-03-27,00:00:00,08:00:00',
      'PAY-42 b,2026-03-27,08:00:00,14:30:00',
      'PAY-42 c,2026-03-27,22:30:00,08:00:00',
      // In Berlin, the hour from 2 to 3 does not exist on that night.
      'PAY-7 d,2026-03-28,23:00:00,03:00:00',
    );
    const days = [
      'max.member PAY-42 2026-03-27 480',
      'max.member PAY-42 2026-03-27 870',
      'max.member PAY-42 2026-03-27 90',
      'max.member PAY-42 2026-03-28 390',
      'max.member PAY-7 2026-03-28 60',
      'max.member PAY-7 2026-03-29 120',
    ];
    expect(await importFixture.import(file)).toMatchObject({
      created: 4,
      failed: 0,
    });
    expect(await importFixture.summariseWorklogs()).toEqual(days);
    const again = await importFixture.import(file);
    expect(again).toMatchObject({ created: 0, skipped: 4 });
    const late = await importFixture.listWorklogs('&q=c');
    expect(late.map(({ started_at }) => started_at)).toEqual([
      '2026-03-27T21:30:00.000Z',
      '2026-03-27T23:00:00.000Z',
    ]);
    await importFixture
      .as('superAdmin')
      .delete(getWorklogPath(late[1]))
      .expect(204);
    expect(await importFixture.import(file)).toMatchObject({
      created: 1,
      skipped: 3,
    });
    expect((await importFixture.summariseWorklogs()).sort()).toEqual(
      [...days].sort(),
    );
    const { body } = await callboard()
      .as('admin')
      .get('/notifications/preferences')
      .expect(200);
    const setZone = (timezone: string) =>
      callboard()
        .as('admin')
        .put('/notifications/preferences', { ...body, timezone })
        .expect(200);
    await setZone('Asia/Tokyo');
    const other = await ImportFixture.open(callboard());
    await other.import(file);
    await setZone('Europe/Berlin');
    const [first] = await other.listWorklogs();
    expect(first.started_at).toBe('2026-03-26T15:00:00.000Z');
    // The file is read in the time zone of the caller; Max is in Berlin.
    expect(await other.summariseWorklogs()).toEqual([
      'max.member PAY-42 2026-03-26 480',
      'max.member PAY-42 2026-03-27 870',
      'max.member PAY-42 2026-03-27 480',
      'max.member PAY-7 2026-03-28 180',
    ]);
  });

  it('rejects rows whose day and start contradict each other', async () => {
    const uuid = createId(0);
    const file = [
      'work_item,date,minutes,started_at,entry_id',
      'PAY-42,2026-05-16,30,2026-05-10T09:00:00Z,',
      'PAY-42,2026-05-20,30,2026-05-20T22:30:00Z,',
      'PAY-42,2026-05-21,30,2026-05-20T22:30:00Z,',
      `PAY-42,2026-05-16,30,2026-05-10T09:00:00Z,${uuid}`,
      // Exported when the person had another time zone.
      `PAY-42,2026-05-20,30,2026-05-20T22:30:00Z,${uuid}`,
    ].join('\n');
    const result = await importFixture.import(file, 'member');
    const why = 'the day of the start in Europe/Berlin';
    expect(formatImportErrors(result)).toEqual([
      `2 date: must be 2026-05-10, ${why}`,
      `3 date: must be 2026-05-21, ${why}`,
      `5 date: must be 2026-05-10, ${why}`,
    ]);
    expect(result).toMatchObject({ created: 2 });
  });

  it('fails a row alone that crosses the end of 9999', async () => {
    const file = buildTogglFile(
      'PAY-42 a,9999-12-31,23:30:00,02:00:00',
      'PAY-42 b,2026-05-20,08:00:00,00:30:00',
    );
    const result = await importFixture.import(file);
    expect(result).toMatchObject({ created: 1, failed: 1 });
    expect(formatImportErrors(result)[0]).toMatch(/^2 start_date: must be /);
  });

  it('reports row, column and reason of each failed row and imports the others', async () => {
    const file = [
      'date,work_item,minutes,person,description,shoe size',
      '2026-05-20,PAY-42,30,,fine,42',
      '2026-02-30,PAY-42,30,,no day',
      '2026-05-20,PAY-43,30,,no item',
      '2026-05-20,PAY-42,0,user:default/nobody,no person and no time',
      '2026-05-20,PAY-42,45,,fine too',
    ].join('\r\n');
    const result = await importFixture.import(file, 'member', {
      preview: 'true',
    });
    expect(result).toMatchObject({
      format: 'callboard',
      rows: 5,
      created: 2,
      failed: 3,
      ignored_columns: ['shoe_size'],
    });
    expect(formatImportErrors(result)).toEqual([
      '3 date: is not a valid date on or after 1970-01-01',
      '4 work_item: no work item has the identifier PAY-43',
      '5 minutes: must be at least half a minute',
    ]);
    expect(
      result.preview!.map(({ row, outcome }) => `${row} ${outcome}`),
    ).toEqual(['2 created', '3 failed', '4 failed', '5 failed', '6 created']);
    expect(await importFixture.summariseWorklogs()).toEqual([
      'max.member PAY-42 2026-05-20 30',
      'max.member PAY-42 2026-05-20 45',
    ]);
  });

  it('returns the same result on a dry run and stores nothing @full', async () => {
    const before = await counts();
    const file = readFixtureFile('toggl.csv');
    const options = { preview: 'true' };
    const preview = await importFixture.import(file, 'admin', {
      ...options,
      dry_run: 'true',
    });
    expect(await counts()).toEqual(before);
    expect(await importFixture.import(file, 'admin', options)).toEqual(preview);
    expect(preview).toMatchObject({ created: 3, failed: 5 });
  });

  it('records a summary for the user who imports and an activity entry per time entry @full', async () => {
    await importFixture.import(readFixtureFile('toggl.csv'));
    const { body } = await importFixture.as('superAdmin').get('').expect(200);
    const activityRows = await listActivityEntries(callboard(), body.id);
    const summary = activityRows.at(-1)!;
    expect(summary).toMatchObject({
      action: 'bulk_import',
      user_id: people.admin,
      metadata: {
        text: '4 entries',
        entity_type: 'worklog',
        rows: 8,
        created: 3,
        failed: 5,
      },
    });
    const details = await callboard()
      .as('superAdmin')
      .get(`/admin/activity?batch_id=${summary.batch_id}&action=create`)
      .expect(200);
    expect(
      details.body.activities.map(({ entity_type, metadata }: any) => [
        entity_type,
        metadata.on_behalf_of,
      ]),
    ).toEqual([
      // A row that crosses midnight becomes two.
      ['worklog', people.member],
      ['worklog', people.member],
      ['worklog', 'user:default/jdoe'],
      ['worklog', 'user:default/jdoe'],
    ]);
  });

  it('records a summary for an import of one time entry @full', async () => {
    await importFixture.import(
      'date,work_item,minutes\n2026-05-20,PAY-42,30\n',
      'member',
    );
    const { body } = await importFixture.as('superAdmin').get('').expect(200);
    const activityRows = await listActivityEntries(callboard(), body.id);
    expect(activityRows.at(-1)).toMatchObject({
      action: 'bulk_import',
      user_id: people.member,
      metadata: { created: 1, failed: 0 },
    });
  });

  it('returns 403 to guests and 404 to users outside the workspace', async () => {
    const file = readFixtureFile('toggl.csv');
    await importFixture.upload(file, 'guest').expect(403);
    await importFixture.upload(file, 'stranger').expect(404);
    expect(await importFixture.listWorklogs()).toEqual([]);
  });

  it.each([
    ['is empty', ''],
    ['has no table', 'Monday: 3 hours of PAY-42\nTuesday: none\n'],
    ['is not text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
    [
      'has too many rows',
      `date,work_item,minutes\n${'2026-05-20,PAY-42,1\n'.repeat(200_000)}`,
    ],
  ])('returns 400 for a file that %s @full', async (_, content) => {
    const { body } = await importFixture.upload(content).expect(400);
    expect(body.error.message).toContain('body.file');
  });

  it('fails only the row whose quotes are never closed @full', async () => {
    const row = '2026-05-20,PAY-42,30';
    const result = await importFixture.import(
      `date,work_item,minutes\n${row}\n"${row}`,
    );
    expect(result).toMatchObject({ rows: 2, created: 1, failed: 1 });
    expect(formatImportErrors(result)).toEqual([
      '3 null: has an unclosed quotation mark',
    ]);
  });

  it('returns 400 for a request without a file @full', async () => {
    for (const body of [{ rows: [] }, undefined]) {
      const refused = await importFixture
        .as('admin')
        .post('/worklogs/import', body)
        .expect(400);
      expect(refused.body.error.message).toContain('body.file');
    }
  });
});

describe('worklog import rules', () => {
  /** Rows in Callboard's format on PAY-42. */
  const own = (columns: string, ...rows: string[]) =>
    [`work_item,${columns}`, ...rows.map(row => `PAY-42,${row}`)].join('\n');

  /** Rows in Toggl's format. */
  const toggl = (columns: string, ...rows: string[]) =>
    [
      `start date,start time,duration,task,${columns}`,
      ...rows.map((row, n) => `2026-05-20,${10 + n}:00,0:30,PAY-42,${row}`),
    ].join('\n');

  describeCallboard(
    'time entry rules for imports @full',
    { entities: importEntities },
    callboard => {
      let importFixture: ImportFixture;

      beforeEach(async () => {
        importFixture = await ImportFixture.open(callboard());
      });

      const minutes = async () =>
        (await importFixture.listWorklogs()).map(
          ({ duration_minutes }) => duration_minutes,
        );

      it('enforces the daily limit row by row', async () => {
        await importFixture.saveSettings({ max_minutes_per_day: 480 });
        await importFixture.import(
          own('date,minutes', '2026-05-20,100'),
          'member',
        );
        const file = own(
          'date,minutes,person',
          `2026-05-20,300,${people.member}`,
          `2026-05-20,81,${people.member}`,
          `2026-05-20,80,${people.member}`,
          `2026-05-20,1,${people.member}`,
          `2026-05-20,480,${jane}`,
        );
        const result = await importFixture.import(file);
        expect(formatImportErrors(result)).toEqual([
          '3 minutes: must be at most 80 minutes: the daily limit is 8h, and 1h 20m of it is left on 2026-05-20',
          '5 minutes: must be at most 0 minutes: the daily limit is 8h, and 0m of it is left on 2026-05-20',
        ]);
        expect((await minutes()).sort()).toEqual([100, 300, 480, 80]);
      });

      it('reads 1d as the working day of the workspace', async () => {
        await importFixture.saveSettings({ minutes_per_day: 450 });
        await importFixture.import(
          own('date,minutes', '2026-05-20,1d'),
          'member',
        );
        expect(await minutes()).toEqual([450]);
      });

      it('counts no minutes of a row over midnight that fails', async () => {
        const file = buildTogglFile(
          'PAY-42 c,2026-05-20,00:00:00,22:00:00',
          'PAY-42 d,2026-05-19,23:00:00,04:00:00',
          'PAY-42 e,2026-05-19,00:00:00,24:00:00',
        );
        const result = await importFixture.import(file);
        expect(result.errors.map(({ row }) => row)).toEqual([3]);
        expect(result).toMatchObject({ created: 2 });
      });

      it('rejects rows in a submitted week of the person', async () => {
        const { body } = await importFixture
          .as('superAdmin')
          .get('')
          .expect(200);
        const now = new Date();
        await callboard()
          .knex('time_periods')
          .insert({
            id: createId(now.getTime()),
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
          'the timesheet 2026-05-18 to 2026-05-24 is submitted and cannot be changed. Ask an approver to reopen it';
        const result = await importFixture.import(file);
        expect(formatImportErrors(result)).toEqual([
          `3 date: ${why}`,
          `4 date: ${why}`,
        ]);
        expect(result.created).toBe(3);
        const overMidnight = buildTogglFile(
          'PAY-42 a,2026-05-24,23:00:00,02:00:00',
          'PAY-42 b,2026-05-25,00:00:00,23:20:00',
        );
        const split = await importFixture.import(overMidnight);
        expect(split.errors.map(({ row }) => row)).toEqual([2]);
        expect(split).toMatchObject({ created: 1 });
      });

      it('enforces the allowed dates and the required description', async () => {
        await importFixture.saveSettings({
          max_future_days: 2,
          max_past_working_days: 5,
          require_description: true,
        });
        const day = (days: number) => addDays(today(), days);
        const result = await importFixture.import(
          own(
            'minutes,date,description',
            `30,${day(-30)},too old`,
            `30,${day(20)},too new`,
            `30,${day(0)},`,
            `30,${day(0)},fine`,
          ),
          'member',
        );
        expect(
          formatImportErrors(result).map(text => text.slice(0, 22)),
        ).toEqual([
          expect.stringMatching(/^2 date: must be 20/),
          expect.stringMatching(/^3 date: must be 20/),
          '4 description: is requ',
        ]);
        expect(result.created).toBe(1);
        // The column is optional.
        const without = await importFixture.import(
          own('minutes,date', `30,${day(0)}`),
          'member',
        );
        expect(formatImportErrors(without)).toEqual([
          '2 null: description: is required in this workspace',
        ]);
      });

      it('maps activity types of the workspace and drops unknown ones of other tools', async () => {
        await importFixture
          .as('superAdmin')
          .patch('/time-settings', {
            activity_types: ['review', 'Team meeting'],
          })
          .expect(200);
        const result = await importFixture.import(
          own(
            'date,minutes,activity_type',
            '2026-05-20,30,Review',
            '2026-05-20,30,napping',
          ),
          'member',
        );
        expect(formatImportErrors(result)).toEqual([
          '3 activity_type: must be one of review, Team meeting',
        ]);
        const kimai = [
          'date,duration,project,activity,description',
          '2026-05-21,0:30,Pay,team MEETING,PAY-42',
          '2026-05-22,0:30,Pay,Napping,PAY-42',
        ].join('\n');
        expect(
          formatImportErrors(await importFixture.import(kimai, 'member')),
        ).toEqual([]);
        expect(
          (await importFixture.listWorklogs()).map(
            ({ activity_type }) => activity_type,
          ),
        ).toEqual(['review', 'Team meeting', null]);
      });

      it('uses the billable value of the file, else the default of the project', async () => {
        const path = `/projects/${importFixture.projects.pay.id}`;
        await importFixture
          .as('superAdmin')
          .patch(path, { settings: { is_billable_by_default: true } })
          .expect(200);
        await importFixture.import(
          toggl('billable', 'Yes', 'No', ''),
          'member',
        );
        expect(
          (await importFixture.listWorklogs()).map(
            ({ is_billable }) => is_billable,
          ),
        ).toEqual([true, false, true]);
      });

      it.each([
        [
          { is_time_tracking_enabled: false },
          'time tracking is off in the project pay',
        ],
        [
          { archived_at: '2026-01-01T00:00:00Z' },
          'the project pay is archived',
        ],
      ])('rejects rows of a project with %j', async (values, reason) => {
        const path = `/projects/${importFixture.projects.pay.id}`;
        await importFixture.as('superAdmin').patch(path, values).expect(200);
        const file = own('date,minutes', '2026-05-20,30');
        expect(formatImportErrors(await importFixture.import(file))).toEqual([
          `2 work_item: ${reason}`,
        ]);
        expect(await importFixture.listWorklogs()).toEqual([]);
      });

      it('assigns time entries to the department of the person on that date', async () => {
        const superAdmin = importFixture.as('superAdmin');
        const department = async (name: string) =>
          (await superAdmin.post('/departments', { name }).expect(201)).body.id;
        const [first, second] = [
          await department('First'),
          await department('Second'),
        ];
        const { body } = await superAdmin
          .post('/staff', {
            staff_id: 'S1',
            first_name: 'Max',
            last_name: 'Member',
            email: 'max.member@example.com',
            user_ref: people.member,
            department_id: first,
          })
          .expect(201);
        await superAdmin
          .post(`/staff/${body.id}/transfer`, {
            department_id: second,
            effective_date: '2026-05-20',
          })
          .expect(200);
        await importFixture.import(
          own('date,minutes', '2026-05-19,10', '2026-05-20,20'),
          'member',
        );
        const inDepartment = async (id: string) => {
          const list = await superAdmin
            .get(`/worklogs?department=${id}`)
            .expect(200);
          return list.body.items.map((one: any) => one.duration_minutes);
        };
        expect(await inDepartment(first)).toEqual([10]);
        expect(await inDepartment(second)).toEqual([20]);
      });

      it('stores text that looks like a formula unchanged', async () => {
        const file = own(
          'date,minutes,description',
          '2026-05-20,1,"=HYPERLINK(""https://evil.example"")"',
          `2026-05-21,1,'=1+1`,
          `2026-05-22,1,''=1+1`,
          `2026-05-23,1,'quoted'`,
        );
        expect(
          formatImportErrors(await importFixture.import(file, 'member')),
        ).toEqual([]);
        expect(
          (await importFixture.listWorklogs()).map(
            ({ description }) => description,
          ),
        ).toEqual([
          '=HYPERLINK("https://evil.example")',
          '=1+1',
          "'=1+1",
          "'quoted'",
        ]);
      });
    },
  );
});

describe('users in worklog imports', () => {
  const namesake = 'user:default/jane.other';

  /** Rows of Kimai's export for people, as `[name, user name, email]`. */
  const kimai = (...rows: string[][]) =>
    [
      'Date,Duration,Project,Activity,Description,Name,User,E-Mail',
      ...rows.map(
        (person, index) =>
          `2026-05-${10 + index},0:30,Pay,Work,PAY-42,${person.join(',')}`,
      ),
    ].join('\n');

  /** Rows in Callboard's format for people, by reference. */
  const own = (...refs: string[]) =>
    [
      'date,work_item,minutes,person',
      ...refs.map((ref, index) => `2026-05-${10 + index},PAY-42,30,${ref}`),
    ].join('\n');

  const others =
    'is another person. Only workspace admins can import time for others';

  describeWithoutJobs(
    'users of imported time entries',
    {
      entities: [
        ...importEntities,
        createEntity('User', 'jane.other', {
          spec: { profile: { displayName: 'Jane Doe' } },
        }),
      ],
    },
    callboard => {
      let importFixture: ImportFixture;

      beforeEach(async () => {
        importFixture = await ImportFixture.open(callboard());
      });

      const listLoggers = async () =>
        (await importFixture.listWorklogs()).map(({ logged_by }) => logged_by);

      const hire = (values: Record<string, unknown>) =>
        importFixture
          .as('superAdmin')
          .post('/staff', {
            staff_id: values.user_ref === jane ? 'S1' : 'S2',
            first_name: 'Some',
            last_name: 'Body',
            email: 'some.body@example.org',
            ...values,
          })
          .expect(201);

      it('matches users by reference, email address, user name and display name @full', async () => {
        const result = await importFixture.import(own(jane));
        expect(result).toMatchObject({ created: 1, failed: 0 });
        const file = kimai(
          ['', '', 'JANE.doe@example.org'],
          ['', 'JDoe', ''],
          ['Jane Doe', 'somebody', ''],
          ['Max Member', '', ''],
        );
        expect(formatImportErrors(await importFixture.import(file))).toEqual(
          [],
        );
        expect(await listLoggers()).toEqual([
          jane,
          jane,
          jane,
          jane,
          people.member,
        ]);
      });

      it('matches users by email address and name in the staff records', async () => {
        await hire({
          first_name: 'J.',
          last_name: 'Roe',
          email: 'J.Roe@acme.example',
          user_ref: jane,
        });
        const file = kimai(['', '', 'j.roe@ACME.example'], ['J. Roe', '', '']);
        expect(formatImportErrors(await importFixture.import(file))).toEqual(
          [],
        );
        expect(await listLoggers()).toEqual([jane, jane]);
      });

      it('assigns rows without a person to the caller', async () => {
        const file = 'date,work_item,minutes\n2026-05-20,PAY-42,30\n';
        await importFixture.import(file, 'member');
        expect(await listLoggers()).toEqual([people.member]);
      });

      it('rejects rows whose person is unknown or ambiguous', async () => {
        await importFixture
          .as('superAdmin')
          .post('/members', { user_ref: namesake, role: 'member' })
          .expect(201);
        for (const user_ref of [jane, people.member]) {
          await hire({ user_ref, email: 'shared@example.org' });
        }
        const file = kimai(
          ['Jane Doe', '', ''],
          ['', '', 'shared@example.org'],
          ['', 'sam.stranger', ''],
          ['Nobody', 'nobody', ''],
          // If a row has an email address, the other columns do not count.
          ['Max Member', 'max.member', 'max@elsewhere.example'],
        );
        expect(formatImportErrors(await importFixture.import(file))).toEqual([
          '2 e_mail: matches several people in this workspace. Use a user reference or an email address',
          '3 e_mail: matches several people in this workspace. Use a user reference or an email address',
          '4 e_mail: is not in this workspace',
          '5 e_mail: is not in this workspace',
          '6 e_mail: is not in this workspace',
        ]);
        const byRef = await importFixture.import(
          own('user:default/nobody', namesake),
        );
        expect(formatImportErrors(byRef)).toEqual([
          '2 person: is not in this workspace',
          `3 work_item: ${namesake} cannot log time on PAY-42`,
        ]);
        expect(await importFixture.listWorklogs()).toEqual([]);
      });

      it('rejects rows of other users from a member, whether the users exist or not', async () => {
        const file = own(people.member, jane, 'user:default/nobody');
        const result = await importFixture.import(file, 'member');
        expect(formatImportErrors(result)).toEqual([
          `3 person: ${others}`,
          `4 person: ${others}`,
        ]);
        const named = kimai(
          ['', '', 'max.member@example.com'],
          ['Max Member', '', ''],
          ['Jane Doe', '', ''],
          ['', '', 'max@elsewhere.example'],
        );
        expect(
          formatImportErrors(await importFixture.import(named, 'member')),
        ).toEqual([`4 e_mail: ${others}`, `5 e_mail: ${others}`]);
        expect(await listLoggers()).toEqual(Array(3).fill(people.member));
      });

      it('rejects rows on work items on which the person cannot log time @full', async () => {
        const secret = importFixture.projects.web.id;
        const superAdmin = importFixture.as('superAdmin');
        await superAdmin
          .patch(`/projects/${secret}`, { access: 'secret' })
          .expect(200);
        const { body } = await superAdmin.get(`/projects/${secret}/members`);
        const max = body.items.find(
          ({ user_ref }: any) => user_ref === people.member,
        );
        await superAdmin
          .delete(`/projects/${secret}/members/${max.id}`)
          .expect(204);
        await superAdmin
          .post('/members', { user_ref: people.reader, role: 'member' })
          .expect(201);
        await importFixture.make('PAY-9', { assignees: [people.reader] });
        const file = (who: string) =>
          [
            'date,work_item,minutes,person',
            ...['WEB-1', 'PAY-42', 'PAY-9'].map(
              item => `2026-05-10,${item},30,${who}`,
            ),
          ].join('\n');
        expect(
          formatImportErrors(await importFixture.import(file(''), 'member')),
        ).toEqual(['2 work_item: no work item has the identifier WEB-1']);
        expect(
          formatImportErrors(await importFixture.import(file(''), 'reader')),
        ).toEqual([
          '2 work_item: no work item has the identifier WEB-1',
          '3 work_item: you cannot log time on PAY-42',
        ]);
        const byAdmin = await importFixture.import(file(people.reader));
        expect(formatImportErrors(byAdmin)).toEqual([
          `2 work_item: ${people.reader} cannot log time on WEB-1`,
          `3 work_item: ${people.reader} cannot log time on PAY-42`,
        ]);
        expect(byAdmin).toMatchObject({ created: 0, skipped: 1 });
        expect(await importFixture.summariseWorklogs()).toEqual([
          'max.member PAY-42 2026-05-10 30',
          'max.member PAY-9 2026-05-10 30',
          'ria.reader PAY-9 2026-05-10 30',
        ]);
      });

      it('uses the first named work item on which the person can log time @full', async () => {
        const file = [
          'email,description,start date,start time,duration,project',
          'jane.doe@example.org,UTF-8 in PAY-42 and PAY-7,2026-05-20,9:00,0:30,',
          'jane.doe@example.org,UTF-8,2026-05-20,10:00,0:30,WEB-1 Relaunch',
          'jane.doe@example.org,UTF-8 again,2026-05-20,11:00,0:30,Relaunch',
          'jane.doe@example.org,,2026-05-20,12:00,0:30,Relaunch',
          'jane.doe@example.org,PAY-99999999999,2026-05-20,13:00,0:30,',
        ].join('\n');
        expect(formatImportErrors(await importFixture.import(file))).toEqual([
          '4 description: no work item has the identifier UTF-8',
          '5 description: “Relaunch” is not mapped to a work item, and no work item identifier such as PAY-42 found in description, project',
          '6 description: no work item identifier such as PAY-42 found in description, project',
        ]);
        expect(await importFixture.summariseWorklogs()).toEqual([
          'jdoe PAY-42 2026-05-20 30',
          'jdoe WEB-1 2026-05-20 30',
        ]);
      });
    },
  );
});

describe('repeated worklog import', () => {
  /** Rows in Callboard's format by Max on PAY-42. */
  const own = (...rows: string[]) =>
    ['work_item,date,minutes,description', ...rows].join('\n');

  const same = 'PAY-42,2026-05-20,30,the same';

  describeWithoutJobs(
    'repeated time import',
    { entities: importEntities, databases: 'tagged' },
    callboard => {
      let importFixture: ImportFixture;

      beforeEach(async () => {
        importFixture = await ImportFixture.open(callboard());
      });

      it.each([
        'toggl.csv',
        'kimai.csv',
        'kimai-2.20.csv',
        'solidtime.csv',
        'tempo-server.csv',
      ])(
        'creates no time entries when %s is imported again @full',
        async name => {
          const { rows, created, failed } = await importFixture.import(
            readFixtureFile(name),
          );
          const entries = await importFixture.listWorklogs();
          expect(
            await importFixture.import(readFixtureFile(name)),
          ).toMatchObject({
            rows,
            created: 0,
            skipped: created,
            failed,
          });
          expect(await importFixture.listWorklogs()).toEqual(entries);
        },
      );

      it('creates one time entry per identical row @full', async () => {
        const result = await importFixture.import(own(same, same), 'member');
        expect(result).toMatchObject({ created: 2, skipped: 0 });
        const longer = await importFixture.import(
          own(same, same, same),
          'member',
        );
        expect(longer).toMatchObject({ created: 1, skipped: 2 });
        const other = await importFixture.import(
          own(same.replace('30', '31')),
          'member',
        );
        expect(other).toMatchObject({ created: 1, skipped: 0 });
      });

      it('skips imported rows whose descriptions differ only in outer white space @full', async () => {
        await importFixture.import(own(same), 'member');
        expect(
          await importFixture.import(own(`${same} `), 'member'),
        ).toMatchObject({ created: 0, skipped: 1 });
      });

      it('skips edited time entries and recreates deleted ones @full', async () => {
        const file = own(same, 'PAY-7,2026-05-21,45,another');
        await importFixture.import(file, 'member');
        const [changed, deleted] = await importFixture.listWorklogs();
        const max = importFixture.as('member');
        await max
          .patch(getWorklogPath(changed), {
            duration_minutes: 10,
            description: null,
          })
          .expect(200);
        await max.delete(getWorklogPath(deleted)).expect(204);
        expect(await importFixture.import(file, 'member')).toMatchObject({
          created: 1,
          skipped: 1,
        });
        expect(await importFixture.summariseWorklogs()).toEqual([
          'max.member PAY-42 2026-05-20 10',
          'max.member PAY-7 2026-05-21 45',
        ]);
      });

      it('excludes skipped rows from the daily limit @full', async () => {
        await importFixture.saveSettings({ max_minutes_per_day: 60 });
        const file = own(same, same, same.replace('same', 'other'));
        const first = await importFixture.import(file, 'member');
        expect(first).toMatchObject({ created: 2, failed: 1 });
        const again = await importFixture.import(file, 'member');
        expect(again).toMatchObject({ skipped: 2, failed: 1 });
        expect(formatImportErrors(again)).toEqual(formatImportErrors(first));
      });

      it('imports the same row once in each workspace @full', async () => {
        await importFixture.import(own(same), 'member');
        const other = await ImportFixture.open(callboard());
        const result = await other.import(own(same), 'member');
        expect(result).toMatchObject({ created: 1 });
      });

      it.each(['csv', 'xlsx'] as const)(
        'skips all rows of an unchanged %s export @full',
        async format => {
          const item = await importFixture.make('PAY-8');
          const path = `/projects/${importFixture.projects.pay.id}/work-items/${item}/worklogs`;
          for (const description of [' =a\r\nb ', '', null]) {
            await importFixture
              .as('member')
              .post(path, {
                duration_minutes: 30,
                logged_at: '2026-05-20',
                description,
              })
              .expect(201);
          }
          await importFixture.import(own(same), 'member');
          const entries = await importFixture.listWorklogs();
          expect(
            await importFixture.import(
              await importFixture.exportWorklogs(format),
            ),
          ).toMatchObject({
            rows: 4,
            skipped: 4,
          });
          expect(await importFixture.listWorklogs()).toEqual(entries);
        },
      );

      it('skips unchanged rows of people for whom the caller cannot import', async () => {
        await importFixture.import(own(same), 'member');
        await importFixture.import(own(same), jane);
        const exported = (await importFixture.exportWorklogs('csv')).toString();
        const unchanged = { rows: 2, skipped: 2, failed: 0 };
        expect(await importFixture.import(exported, 'member')).toMatchObject(
          unchanged,
        );
        await setRole(
          callboard(),
          `/workspaces/${importFixture.slug}/members`,
          'member',
          null,
        );
        expect(await importFixture.import(exported)).toMatchObject(unchanged);
        const edited = exported.replaceAll('the same', 'changed');
        expect(formatImportErrors(await importFixture.import(edited))).toEqual([
          '2 person: is not in this workspace',
        ]);
        // The reader cannot read these entries, so the import does not recognise them.
        await importFixture
          .as('superAdmin')
          .post('/members', { user_ref: people.reader, role: 'member' })
          .expect(201);
        expect(await importFixture.import(exported, 'reader')).toMatchObject({
          failed: 2,
        });
      });

      it('creates a time entry for each edited row of an export @full-sqlite @postgres', async () => {
        await importFixture.import(own(same, same), 'member');
        const exported = (await importFixture.exportWorklogs('csv')).toString();
        const edited = exported.replace('the same', 'changed');
        expect(await importFixture.import(edited)).toMatchObject({
          created: 1,
          skipped: 1,
        });
        expect(await importFixture.listWorklogs()).toHaveLength(3);
      });

      it('creates each row once during concurrent imports of the same rows @full-sqlite @postgres', async () => {
        const rows = Array.from(
          { length: 60 },
          (_, n) =>
            `PAY-42,2026-04-${String(1 + (n % 30)).padStart(2, '0')},5,`,
        );
        const results = await Promise.all([
          importFixture.import(own(...rows), 'member'),
          importFixture.import(own(...rows.toReversed()), 'member'),
          importFixture.import(own(...rows), 'member'),
        ]);
        const sum = (outcome: 'created' | 'skipped' | 'failed') =>
          results.reduce((total, result) => total + result[outcome], 0);
        expect([sum('created'), sum('skipped'), sum('failed')]).toEqual([
          60, 120, 0,
        ]);
        expect(await importFixture.listWorklogs()).toHaveLength(60);
      });
    },
  );
});

/** Texts with characters that file formats often mangle; blank texts become null. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 3 }),
      fc.constantFrom(
        '=1+1',
        "'=x",
        "''-",
        '+',
        '-',
        '@',
        '"',
        ',',
        ';',
        '\t',
        '\n',
        ' ',
        '\u00a0',
        '_x0041_',
        '007',
        '1e5',
        'TRUE',
        '#N/A',
      ),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map(parts => parts.join('').trim() || null)
  // Imports reject spreadsheet errors such as #N/A.
  .filter(value => !value?.startsWith('#'));

const moment = fc
  .record({
    isStart: fc.boolean(),
    ms: fc.integer({ min: Date.UTC(1980, 0), max: Date.UTC(2026, 9) }),
  })
  .map(({ isStart, ms }) => {
    const instant = new Date(ms).toISOString();
    return isStart
      ? { started_at: instant }
      : { logged_at: instant.slice(0, 10) };
  });

const entry = fc.record({
  who: fc.constantFrom('member' as const, jane as `user:${string}`),
  moment,
  values: fc.record({
    duration_minutes: fc.integer({ min: 1, max: 100 }),
    description: fc.option(text),
    is_billable: fc.boolean(),
    activity_type: fc.option(fc.constantFrom('Code review', 'meeting')),
  }),
});

/** Serialises the fields of worklogs that an export and import preserves. */
const content = (entries: readonly Worklog[]) =>
  entries
    .map(one =>
      JSON.stringify([
        one.work_item.identifier,
        one.logged_by,
        one.duration_minutes,
        one.description,
        one.logged_at,
        one.started_at,
        one.is_billable,
        one.activity_type,
      ]),
    )
    .sort();

describeWithoutJobs(
  'import of exported time entries',
  { entities: importEntities },
  callboard => {
    it.each(['csv', 'xlsx'] as const)(
      'recreates equal time entries in another workspace from %s @full',
      async format => {
        const fixtures = [
          await ImportFixture.open(callboard()),
          await ImportFixture.open(callboard()),
        ];
        let number = 100;
        for (const { slug } of fixtures) {
          await callboard()
            .as('superAdmin')
            .patch(`/workspaces/${slug}/time-settings`, {
              activity_types: ['Code review', 'meeting'],
            })
            .expect(200);
        }
        const drafts = fc.array(entry, { minLength: 1, maxLength: 8 });
        await fc.assert(
          fc.asyncProperty(drafts, async expected => {
            number += 1;
            const name = `PAY-${number}`;
            const [from, to] = [
              await fixtures[0].make(name),
              await fixtures[1].make(name),
            ];
            const { id } = fixtures[0].projects.pay;
            for (const { who, moment: when, values } of expected) {
              await fixtures[0]
                .as(who)
                .post(`/projects/${id}/work-items/${from}/worklogs`, {
                  ...values,
                  ...when,
                })
                .expect(201);
            }
            const on = '&work_item_id=';
            const file = await fixtures[0].exportWorklogs(format, on + from);
            const result = await fixtures[1].import(file);
            expect(formatImportErrors(result)).toEqual([]);
            expect(result).toMatchObject({
              created: expected.length,
              ignored_columns: [],
            });
            const source = await fixtures[0].listWorklogs(on + from);
            const copies = await fixtures[1].listWorklogs(on + to);
            expect(content(copies)).toEqual(content(source));
          }),
          { numRuns: numRuns(8) },
        );
      },
    );

    it('creates time entries when exported rows are moved to an item of another project', async () => {
      const importFixture = await ImportFixture.open(callboard(), [
        'PAY-42',
        'WEB-42',
      ]);
      const file = 'work_item,date,minutes\nPAY-42,2026-05-20,30\n';
      await importFixture.import(file, 'member');
      const exported = (await importFixture.exportWorklogs('csv')).toString();
      const moved = exported.replaceAll('PAY-42', 'WEB-42');
      expect(await importFixture.import(moved)).toMatchObject({ created: 1 });
      expect(await importFixture.summariseWorklogs()).toEqual([
        'max.member PAY-42 2026-05-20 30',
        'max.member WEB-42 2026-05-20 30',
      ]);
    });
  },
);
