import { Workbook } from 'exceljs';
import { TableBuilder } from '../../../imports/TableBuilder';
import { errorsOf, TimeFiles } from './__testUtils__/TimeFiles';
import { WorklogDraft } from './WorklogDraft';

const files = new TimeFiles();

afterAll(() => files.dispose());

const jane = {
  user_ref: null,
  email: 'jane.doe@example.org',
  username: null,
  name: 'Jane Doe',
};
const max = {
  user_ref: null,
  email: 'max.member@example.com',
  username: null,
  name: 'Max Member',
};

/** A draft, of which a test only says what it is about. */
const draft = (said: Partial<WorklogDraft>): WorklogDraft => ({
  row: 2,
  person: jane,
  identifiers: ['PAY-42'],
  duration_minutes: 90,
  description: null,
  logged_at: '2026-05-22',
  started_at: null,
  is_billable: null,
  activity_type: null,
  entry_id: null,
  ...said,
});

describe('reading the detailed report of Toggl Track', () => {
  it('takes its entries, and says what is wrong with the others', async () => {
    const file = await files.fixture('toggl.csv');
    expect(file.format).toBe('toggl');
    expect(file.drafts).toEqual([
      draft({
        description: 'PAY-42 Round sums, not entries',
        started_at: '2026-05-22T08:30:00.000Z',
        is_billable: true,
      }),
      draft({
        row: 3,
        identifiers: ['PAY-7'],
        duration_minutes: 48,
        description: 'Say "hello" in\ntwo lines',
        started_at: '2026-05-22T11:00:00.000Z',
        is_billable: false,
      }),
      draft({
        row: 4,
        person: max,
        identifiers: ['WEB-1'],
        duration_minutes: 195,
        description: 'Release night',
        started_at: '2026-05-22T20:30:00.000Z',
        is_billable: false,
      }),
      draft({
        row: 5,
        person: max,
        identifiers: ['OPS-9'],
        duration_minutes: 5,
        logged_at: '2026-05-23',
        started_at: '2026-05-23T07:05:00.000Z',
        is_billable: false,
      }),
      draft({
        row: 6,
        person: max,
        identifiers: [],
        duration_minutes: 25,
        description: 'Read mail',
        logged_at: '2026-05-23',
        started_at: '2026-05-23T07:30:00.000Z',
        is_billable: false,
      }),
    ]);
    expect(errorsOf(file)).toEqual([
      '7 duration: must be at least half a minute',
      '8 duration: must be at most 24 hours',
      '9 start_date: must be a date such as 2026-11-16',
      '9 start_time: must be a time such as 09:30',
      '9 duration: must be a duration such as 1:30',
      '9 billable: must be true or false',
    ]);
    expect(file.report.result({ preview: false })).toMatchObject({
      rows: 8,
      failed: 3,
      ignored_columns: ['client'],
    });
    expect(file.columnOf).toEqual({
      logged_by: 'email',
      work_item: 'task',
      duration_minutes: 'duration',
      description: 'description',
      logged_at: 'start_date',
      activity_type: null,
    });
  });

  it('takes what it was until 2024, with classic and decimal durations', async () => {
    const file = await files.fixture('toggl-2024.csv');
    const day = { logged_at: '2024-04-08' };
    expect(file.drafts).toEqual([
      draft({
        ...day,
        identifiers: ['PAY-7'],
        duration_minutes: 47,
        started_at: '2024-04-08T06:15:20.000Z',
        is_billable: false,
      }),
      draft({
        ...day,
        row: 3,
        duration_minutes: 60,
        description: 'PAY-42 Sums by hand',
        started_at: '2024-04-08T07:30:00.000Z',
        is_billable: true,
      }),
      draft({
        row: 4,
        identifiers: ['PAY-43'],
        duration_minutes: 47,
        description: 'PAY-43',
        logged_at: '2024-04-09',
        started_at: '2024-04-09T07:00:00.000Z',
        is_billable: true,
      }),
    ]);
    expect(errorsOf(file)).toEqual([]);
  });

  it('refuses 200,000 rows, and reads no further than it must', async () => {
    const row = 'jane@example.org,PAY-42 review,2026-05-22,10:30:00,1:30:00\n';
    const add = jest.spyOn(TableBuilder.prototype, 'add');
    await expect(
      files.read(
        `Email,Description,Start date,Start time,Duration\n${row.repeat(
          200_000,
        )}`,
      ),
    ).rejects.toThrow('body.file: has more than 50000 rows');
    expect(add.mock.calls.length).toBe(50_002);
    add.mockRestore();
  }, 60_000);
});

describe('reading the worklogs of Tempo', () => {
  const doe = { ...jane, email: null, username: 'jdoe' };

  it('takes those of Jira Server as CSV', async () => {
    const file = await files.fixture('tempo-server.csv');
    expect(file.format).toBe('tempo');
    expect(file.drafts).toEqual([
      draft({
        person: doe,
        description: 'Found the "lost" cent,\nand wrote a test',
        logged_at: '2016-08-01',
        started_at: '2016-08-01T12:33:00.000Z',
        is_billable: true,
        activity_type: 'Development',
      }),
      draft({
        row: 3,
        person: { ...max, username: 'max.member@example.com' },
        identifiers: ['PAY-7'],
        duration_minutes: 20,
        logged_at: '2016-08-10',
        is_billable: false,
      }),
      draft({
        row: 4,
        person: doe,
        identifiers: ['OPS-900'],
        duration_minutes: 465,
        logged_at: '2016-08-11',
      }),
    ]);
    expect(errorsOf(file)).toEqual([
      '5 issue_key: must be a work item such as PAY-42',
      '5 work_date: is not a day of the calendar since 1970',
      '5 hours: must not be empty',
      '5 work_description: must have at most 1000 characters',
      '6 issue_key: must not be empty',
      '6 work_date: must not be empty',
      '6 hours: must be a duration such as 1:30',
      '6 billed_hours: must be a number',
    ]);
  });

  it('takes those of Jira Cloud as XLSX', async () => {
    const book = new Workbook();
    const sheet = book.addWorksheet('Worklogs');
    const id = '557058:295406f3-a1fc-4733-b906-dd15d021bd79';
    sheet.addRow(
      'Issue Key,Issue summary,Hours,Work date,User Account ID,Full name,Team,Activity Name,Work Description,Billed Hours'.split(
        ',',
      ),
    );
    sheet.addRow([
      'PAY-42',
      'Sums',
      0.25,
      '',
      id,
      'Jane Doe',
      'A',
      '',
      'Go',
      0,
    ]);
    sheet.getCell('D2').value = new Date('2026-05-22T14:33:00Z');
    sheet.getCell('D2').numFmt = 'yyyy-mm-dd hh:mm';
    const file = await files.read(Buffer.from(await book.xlsx.writeBuffer()));
    expect(errorsOf(file)).toEqual([]);
    expect(file.drafts).toEqual([
      draft({
        person: { ...jane, email: null },
        duration_minutes: 15,
        description: 'Go',
        started_at: '2026-05-22T12:33:00.000Z',
        is_billable: false,
      }),
    ]);
  });
});

describe('reading the export of Kimai', () => {
  const doe = { ...jane, username: 'jdoe' };

  it('takes CSV with hours and minutes', async () => {
    const file = await files.fixture('kimai.csv');
    expect(file.format).toBe('kimai');
    expect(file.drafts).toEqual([
      draft({
        person: doe,
        duration_minutes: 6,
        description: 'PAY-42 Lost cent',
        started_at: '2026-05-22T10:00:00.000Z',
        is_billable: true,
        activity_type: 'Development',
      }),
      draft({
        row: 3,
        person: { ...max, username: 'max.member@example.com' },
        identifiers: ['PAY-7'],
        duration_minutes: 150,
        description: '- read again\n- and once more',
        started_at: '2026-05-22T11:00:00.000Z',
        is_billable: false,
        activity_type: 'Review',
      }),
      draft({
        row: 4,
        person: { ...max, username: 'max' },
        identifiers: ['WEB-1'],
        duration_minutes: 75,
        started_at: '2026-05-22T21:30:00.000Z',
        is_billable: true,
        activity_type: 'Meeting',
      }),
    ]);
    expect(errorsOf(file)).toEqual([
      '5 duration: must be at least half a minute',
      '6 duration: must be a duration such as 1:30',
    ]);
  });

  it('takes CSV with decimal hours, divided by semicolons', async () => {
    const file = await files.fixture('kimai-decimal.csv');
    expect(
      file.drafts.map(({ row, duration_minutes }) => [row, duration_minutes]),
    ).toEqual([
      [2, 7],
      [3, 120],
    ]);
    expect(errorsOf(file)).toEqual(['4 duration: must be at most 24 hours']);
  });

  it('takes CSV with seconds, as it was before 2.27', async () => {
    const file = await files.fixture('kimai-2.20.csv');
    expect(
      file.drafts.map(({ person, duration_minutes, is_billable }) => [
        person?.username,
        duration_minutes,
        is_billable,
      ]),
    ).toEqual([
      ['jdoe', 7, true],
      ['max', 480, false],
    ]);
    expect(errorsOf(file)).toEqual([
      '4 duration: must be at least half a minute',
    ]);
  });

  it.each([
    ['as Kimai writes them', undefined],
    ['once a spreadsheet has worked them out', 0.0625],
  ])('takes XLSX, but not the sums below, %s', async (_, sum) => {
    const book = new Workbook();
    const sheet = book.addWorksheet('Sheet1');
    sheet.addRow(
      'Date,From,To,Duration,Price,Name,User,E-mail,Customer,Project,Activity,Description,Billable,Tags'.split(
        ',',
      ),
    );
    sheet.addRow([
      new Date('2026-05-22T23:30:00Z'),
      '23:30',
      '01:00',
      0.0625,
      0,
      'Jane Doe',
      '',
      'jane.doe@example.org',
      'ACME',
      'PAY-42',
      'Review',
      '',
      true,
      '',
    ]);
    sheet.getCell('A2').numFmt = 'yyyy-mm-dd';
    sheet.getCell('D2').numFmt = '[hh]:mm';
    sheet.getCell('D3').value = {
      formula: 'SUBTOTAL(9,D2:D2)',
      ...(sum === undefined ? {} : { result: sum }),
    };
    sheet.getCell('D3').numFmt = '[hh]:mm';
    const file = await files.read(Buffer.from(await book.xlsx.writeBuffer()));
    expect(file.drafts).toEqual([
      draft({
        started_at: '2026-05-22T21:30:00.000Z',
        is_billable: true,
        activity_type: 'Review',
      }),
    ]);
    expect(file.report.counts()).toMatchObject({ rows: 1, failed: 0 });
  });
});

describe('reading the detailed report of solidtime', () => {
  const doe = { ...jane, email: null };

  it('takes CSV', async () => {
    const file = await files.fixture('solidtime.csv');
    expect(file.format).toBe('solidtime');
    expect(file.drafts).toEqual([
      draft({
        person: doe,
        duration_minutes: 60,
        description: 'Found it',
        logged_at: '2026-03-10',
        started_at: '2026-03-10T07:10:00.000Z',
        is_billable: true,
      }),
      draft({
        row: 3,
        person: doe,
        identifiers: ['PAY-7'],
        duration_minutes: 30,
        description: 'feature/PAY-7-greeting, again',
        logged_at: '2026-03-10',
        started_at: '2026-03-10T22:50:00.000Z',
        is_billable: false,
      }),
      draft({
        row: 4,
        person: doe,
        identifiers: ['PAY-8'],
        description: 'Spring forward',
        logged_at: '2026-03-29',
        // There is no half past two on this day.
        started_at: '2026-03-29T01:00:00.000Z',
        is_billable: false,
      }),
    ]);
    expect(errorsOf(file)).toEqual([
      '5 duration_(decimal): must be at least half a minute',
      '6 start: is not a day of the calendar since 1970',
    ]);
  });

  it.each(['1,50 h', '1h 30m', '1:30', '1:30:00'])(
    'takes XLSX with the duration %s',
    async duration => {
      const book = new Workbook();
      const sheet = book.addWorksheet('Worksheet');
      sheet.addRow('Description,Project,User,Start,End,Duration'.split(','));
      const start = new Date('2026-05-22T10:30:00Z');
      sheet.addRow(['PAY-42', '', 'Jane Doe', start, '', duration]);
      sheet.getCell('D2').numFmt = 'yyyy-mm-dd hh:mm:ss';
      const file = await files.read(Buffer.from(await book.xlsx.writeBuffer()));
      expect(file.drafts).toEqual([
        draft({
          person: doe,
          description: 'PAY-42',
          started_at: '2026-05-22T08:30:00.000Z',
        }),
      ]);
    },
  );
});

it('knows a file by its columns in any order and case', async () => {
  const { format, drafts } = await files.read(
    'DURATION;start-time;Start  Date;task\n1,5;9:30;22.05.2026;PAY-42\n',
  );
  expect(format).toBe('toggl');
  expect(drafts).toEqual([
    draft({ person: null, started_at: '2026-05-22T07:30:00.000Z' }),
  ]);
});

it('takes the day that an instant is on for who reads it', async () => {
  const { drafts } = await files.read(
    'Start,End,Duration,User,Task\n2026-05-21T22:30:00Z,,1:30,Jane Doe,PAY-42\n',
  );
  expect(drafts).toEqual([
    draft({
      person: { ...jane, email: null },
      started_at: '2026-05-21T22:30:00.000Z',
    }),
  ]);
});
