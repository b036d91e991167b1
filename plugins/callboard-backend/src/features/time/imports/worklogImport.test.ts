import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import { tracesOf } from '../../../__testUtils__/tracesOf';
import {
  errorsIn,
  fixture,
  ImportDesk,
  importLandscape,
} from './__testUtils__/ImportDesk';

jest.setTimeout(120_000);

describeCallboard(
  'importing time',
  { entities: importLandscape },
  callboard => {
    let desk: ImportDesk;

    beforeEach(async () => {
      desk = await ImportDesk.open(callboard());
    });

    /** How many rows of everything there are that an import can leave. */
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
          'max.member WEB-1 2026-05-22 195',
        ],
        5,
      ],
      [
        'toggl-2024.csv',
        'toggl',
        ['jdoe PAY-7 2024-04-08 47', 'jdoe PAY-42 2024-04-08 60'],
        1,
      ],
      [
        'kimai.csv',
        'kimai',
        [
          'jdoe PAY-42 2026-05-22 6',
          'max.member PAY-7 2026-05-22 150',
          'max.member WEB-1 2026-05-22 75',
        ],
        2,
      ],
      [
        'kimai-2.20.csv',
        'kimai',
        ['jdoe PAY-42 2024-09-03 7', 'max.member PAY-7 2024-09-03 480'],
        1,
      ],
      [
        'kimai-decimal.csv',
        'kimai',
        ['jdoe PAY-42 2026-05-22 7', 'jdoe PAY-42 2026-05-22 120'],
        1,
      ],
      [
        'solidtime.csv',
        'solidtime',
        ['jdoe PAY-42 2026-03-10 60', 'jdoe PAY-7 2026-03-10 30'],
        3,
      ],
      [
        'tempo-server.csv',
        'tempo',
        ['jdoe PAY-42 2016-08-01 90', 'max.member PAY-7 2016-08-10 20'],
        3,
      ],
    ])('takes %s', async (name, format, entries, failed) => {
      const result = await desk.import(fixture(name));
      expect(result).toMatchObject({
        format,
        rows: entries.length + failed,
        created: entries.length,
        updated: 0,
        skipped: 0,
        failed,
      });
      expect(await desk.short()).toEqual(entries);
    });

    it('makes entries like all others', async () => {
      await desk.import(fixture('toggl.csv'));
      const [entry] = await desk.entries();
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

    it('says of each row that it cannot take which and why, and takes the others', async () => {
      const file = [
        'date,work_item,minutes,person,description,shoe size',
        '2026-05-20,PAY-42,30,,fine,42',
        '2026-02-30,PAY-42,30,,no day',
        '2026-05-20,PAY-43,30,,no item',
        '2026-05-20,PAY-42,0,user:default/nobody,no person and no time',
        '2026-05-20,PAY-42,45,,fine too',
      ].join('\r\n');
      const result = await desk.import(file, 'member', { preview: 'true' });
      expect(result).toMatchObject({
        format: 'callboard',
        rows: 5,
        created: 2,
        failed: 3,
        ignored_columns: ['shoe_size'],
      });
      expect(errorsIn(result)).toEqual([
        '3 date: is not a day of the calendar since 1970',
        '4 work_item: there is no work item PAY-43',
        '5 minutes: must be at least half a minute',
      ]);
      expect(
        result.preview!.map(({ row, outcome }) => `${row} ${outcome}`),
      ).toEqual(['2 created', '3 failed', '4 failed', '5 failed', '6 created']);
      expect(await desk.short()).toEqual([
        'max.member PAY-42 2026-05-20 30',
        'max.member PAY-42 2026-05-20 45',
      ]);
    });

    it('answers as if, when it is tried only, and leaves nothing', async () => {
      const before = await counts();
      const file = fixture('toggl.csv');
      const options = { preview: 'true' };
      const tried = await desk.import(file, 'admin', {
        ...options,
        dry_run: 'true',
      });
      expect(await counts()).toEqual(before);
      expect(await desk.import(file, 'admin', options)).toEqual(tried);
      expect(tried).toMatchObject({ created: 3, failed: 5 });
    });

    it('leaves a summary for who did it, and a trace of each entry', async () => {
      await desk.import(fixture('toggl.csv'));
      const { body } = await desk.as('superAdmin').get('').expect(200);
      const traces = await tracesOf(callboard(), body.id);
      const summary = traces.at(-1)!;
      expect(summary).toMatchObject({
        action: 'bulk_import',
        user_id: people.admin,
        metadata: {
          text: '3 entries',
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
        ['worklog', people.member],
        ['worklog', 'user:default/jdoe'],
        ['worklog', 'user:default/jdoe'],
      ]);
    });

    it('leaves a summary of one entry, too', async () => {
      await desk.import(
        'date,work_item,minutes\n2026-05-20,PAY-42,30\n',
        'member',
      );
      const { body } = await desk.as('superAdmin').get('').expect(200);
      const traces = await tracesOf(callboard(), body.id);
      expect(traces.at(-1)).toMatchObject({
        action: 'bulk_import',
        user_id: people.member,
        metadata: { created: 1, failed: 0 },
      });
    });

    it('is for members: guests may not, and strangers see nothing', async () => {
      const file = fixture('toggl.csv');
      await desk.upload(file, 'guest').expect(403);
      await desk.upload(file, 'stranger').expect(404);
      expect(await desk.entries()).toEqual([]);
    });

    it.each([
      ['is empty', ''],
      ['is of something else', 'staff_id,name\nE1,Jane\n'],
      ['lacks what makes up an entry', 'date,work_item\n2026-05-20,PAY-42\n'],
      ['is no text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
      ['is broken', 'date,work_item,minutes\n"2026'],
      [
        'is longer than anybody reads',
        `date,work_item,minutes\n${'2026-05-20,PAY-42,1\n'.repeat(200_000)}`,
      ],
    ])('refuses a file that %s', async (_, content) => {
      const { body } = await desk.upload(content).expect(400);
      expect(body.error.message).toContain('body.file');
    });

    it('refuses what is no file', async () => {
      for (const body of [{ rows: [] }, undefined]) {
        const refused = await desk
          .as('admin')
          .post('/worklogs/import', body)
          .expect(400);
        expect(refused.body.error.message).toContain('body.file');
      }
    });
  },
);
