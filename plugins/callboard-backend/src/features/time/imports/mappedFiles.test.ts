import { Workbook } from 'exceljs';
import { formatFileErrors, TimeFiles } from './__testUtils__/TimeFiles';
import { ReadOptions } from './readWorklogFile';
import { getTaskKey, WorklogDraft, WorklogFile } from './WorklogDraft';

/** Summarises the drafts of a file as `2 Jane Doe PAY-42 Payments/Design 2026-05-22 90`. */
function summarise({ drafts }: WorklogFile): string[] {
  return drafts.map(
    ({ row, person, identifiers, fileTask, logged_at, duration_minutes }) =>
      [
        row,
        person?.user_ref ?? person?.email ?? person?.name ?? '-',
        identifiers.join('+') || '-',
        getTaskKey(fileTask),
        logged_at,
        duration_minutes,
      ].join(' '),
  );
}

function find(file: WorklogFile, row: number): WorklogDraft {
  return file.drafts.find(draft => draft.row === row)!;
}

describe('worklog files with projects and tasks', () => {
  const files = new TimeFiles();

  afterAll(() => files.dispose());

  it('reads the detailed report of Clockify, without totals', async () => {
    const file = await files.readFixture('clockify.csv');
    expect(file.format).toBe('clockify');
    expect(summarise(file)).toEqual([
      '2 jane.doe@example.org PAY-42 Payments/Development 2026-05-22 90',
      '3 jane.doe@example.org - Payments/Design 2026-05-22 20',
      '4 max.member@example.com - Payments/Design 2026-05-22 75',
      '5 max.member@example.com - Relaunch/ 2026-05-23 15',
      '6 max.member@example.com - / 2026-05-24 10',
    ]);
    expect(find(file, 4)).toMatchObject({
      description: null,
      started_at: '2026-05-22T21:30:00.000Z',
      is_billable: false,
    });
    expect(formatFileErrors(file)).toEqual([]);
    expect(file.report.countOutcomes().rows).toBe(5);
  });

  it('derives the order of day and month from the dates, or uses the given one, or rejects the dates', async () => {
    const read = async (days: string[], options?: Partial<ReadOptions>) => {
      const rows = days.map(day => `${day},9:00 AM,1:00`);
      const file = await files.read(
        ['Start Date,Start Time,Duration (h)', ...rows].join('\n'),
        'UTC',
        options,
      );
      return file.drafts.map(({ logged_at }) => logged_at);
    };
    const ambiguous = ['01/02/2026', '03/04/2026'];
    expect(await read([...ambiguous, '13/04/2026'])).toEqual([
      '2026-02-01',
      '2026-04-03',
      '2026-04-13',
    ]);
    expect(await read([...ambiguous, '04/13/2026'])).toEqual([
      '2026-01-02',
      '2026-03-04',
      '2026-04-13',
    ]);
    expect(await read([...ambiguous, '13/04/2026', '04/13/2026'])).toEqual([]);
    expect(await read(ambiguous)).toEqual([]);
    expect(await read(ambiguous, { dateOrder: 'day_first' })).toEqual([
      '2026-02-01',
      '2026-04-03',
    ]);
  });

  it('reads the activities of Clockify as tasks', async () => {
    const file = await files.read(
      'Project,Activity,Start Date,Start Time,Duration (h)\nPayments,Design,2026-05-22,9:00 AM,1:00',
    );
    expect(summarise(file)).toEqual(['2 - - Payments/Design 2026-05-22 60']);
  });

  it('reads the dates of Clockify that are not ambiguous', async () => {
    const file = await files.readFixture('clockify-iso.csv');
    expect(summarise(file)).toEqual([
      '2 jane.doe@example.org - Payments/Design 2026-05-22 180',
      '3 jane.doe@example.org PAY-7 Payments/Design 2026-05-22 30',
    ]);
  });

  it('reads the detailed time report of Harvest', async () => {
    const file = await files.readFixture('harvest.csv');
    expect(file.format).toBe('harvest');
    expect(summarise(file)).toEqual([
      '2 Jane Doe PAY-42 Payments/Development 2026-05-20 90',
      '3 Jane Doe - Payments/Design 2026-05-20 20',
      '4 Max Member - Payments/Design 2026-05-21 120',
      '5 Max Member - Relaunch/Meetings 2026-05-21 90',
    ]);
    expect(find(file, 3)).toMatchObject({
      description: 'Cover, and\ninside pages',
      started_at: null,
      is_billable: false,
    });
    expect(formatFileErrors(file)).toEqual([
      '6 hours: must be at least half a minute',
    ]);
  });

  it.each([
    ['toggl.csv', 3, 'Payments/PAY-7 Greeting'],
    ['toggl-2024.csv', 3, 'Payments/'],
    ['kimai.csv', 2, 'Payments/Development'],
    ['solidtime.csv', 2, 'Payments/PAY-42 Lost cent'],
    ['tempo-server.csv', 2, 'Payments/Round sums, not entries'],
    ['tempo-server.csv', 4, '/OPS-900'],
  ])('reads the project and the task of %s, row %i', async (name, row, key) => {
    expect(getTaskKey(find(await files.readFixture(name), row).fileTask)).toBe(
      key,
    );
  });
});

describe('worklog files with mapped columns', () => {
  const files = new TimeFiles();

  afterAll(() => files.dispose());

  const german = [
    'Zeiten im Mai;;;',
    'Tag;Stunden;Wer;Projekt;Aufgabe;Text',
    '22.05.2026;1,5;user:default/jane;Zahlung;Entwurf;PAY-42 ändern',
    '23.05.2026;0:45;Max Member;Zahlung;Entwurf;',
  ].join('\n');

  const columns = {
    date: 'Tag',
    hours: 'STUNDEN',
    person: 'Wer',
    project: 'Projekt',
    task: 'Aufgabe',
    description: 'Text',
  };

  it('reads any table, and ignores case in headers', async () => {
    const file = await files.read(german, 'Europe/Berlin', { columns });
    expect(file.format).toBe('other');
    expect(summarise(file)).toEqual([
      '3 user:default/jane PAY-42 Zahlung/Entwurf 2026-05-22 90',
      '4 Max Member - Zahlung/Entwurf 2026-05-23 45',
    ]);
    expect(Object.fromEntries(file.mappedColumns)).toEqual({
      date: 'tag',
      hours: 'stunden',
      person: 'wer',
      project: 'projekt',
      task: 'aufgabe',
      description: 'text',
    });
    expect(file.report.buildResult({ preview: false }).ignored_columns).toEqual(
      [],
    );
  });

  it('takes the day from the start, and the work item from its own column', async () => {
    const file = await files.read(
      'From,Spent,Key,Note\n2026-05-22 23:30,90,see PAY-7,PAY-42\n',
      'Europe/Berlin',
      { columns: { started_at: 'From', minutes: 'Spent', work_item: 'Key' } },
    );
    expect(summarise(file)).toEqual(['2 - PAY-7 / 2026-05-22 90']);
    expect(find(file, 2).started_at).toBe('2026-05-22T21:30:00.000Z');
  });

  it('computes durations from the start and the end if no column has them', async () => {
    const file = await files.read(
      [
        'Start Date,Start Time,End Time',
        '05/22/2026,10:23 AM,11:23:31 AM',
        '05/22/2026,11:30 PM,12:15 AM',
        '05/22/2026,11:30 PM,05/23/2026 1:00 AM',
        '05/22/2026,9:00 AM,9:00 AM',
        '05/22/2026,9:00 AM,',
        '05/22/2026,,9:00 AM',
        '05/22/2026,9:00 AM,05/24/2026 9:00 AM',
      ].join('\n'),
      'Europe/Berlin',
      {
        columns: {
          date: 'Start Date',
          started_at: 'Start Time',
          ended_at: 'End Time',
        },
      },
    );
    expect(summarise(file)).toEqual([
      '2 - - / 2026-05-22 61',
      '3 - - / 2026-05-22 45',
      '4 - - / 2026-05-22 90',
    ]);
    expect(formatFileErrors(file)).toEqual([
      '5 end_time: the time since the start must be at least half a minute',
      '6 end_time: must not be empty',
      '7 start_time: must have a time of day',
      '8 end_time: the time since the start must be at most 24 hours',
    ]);
  });

  it('recognises the usual names of columns, unless some are mapped', async () => {
    const table =
      'start,end,project,user_email,Spent\n2026-05-22T09:23:00Z,2026-05-22T10:23:00Z,Pay,jane.doe@example.org,5';
    const file = await files.read(table, 'Europe/Berlin');
    expect(summarise(file)).toEqual([
      '2 jane.doe@example.org - Pay/ 2026-05-22 60',
    ]);
    expect(Object.fromEntries(file.mappedColumns)).toEqual({
      started_at: 'start',
      ended_at: 'end',
      project: 'project',
      person: 'user_email',
    });
    const mapped = await files.read(table, 'Europe/Berlin', {
      columns: { started_at: 'start', minutes: 'Spent' },
    });
    expect(summarise(mapped)).toEqual(['2 - - / 2026-05-22 5']);
  });

  it('leaves columns of hours and minutes to the user, because they may form one duration', async () => {
    const table = 'Date,Hours,Minutes\n2026-05-22,1,30';
    const file = await files.read(table);
    expect(formatFileErrors(file)).toEqual([
      '2 null: no column is mapped to the duration (minutes, hours, or start and end)',
    ]);
    expect([...file.mappedColumns]).toEqual([['date', 'date']]);
    const mapped = await files.read(table, 'UTC', {
      columns: { date: 'Date', hours: 'Hours' },
    });
    expect(summarise(mapped)).toEqual(['2 - - / 2026-05-22 60']);
  });

  it.each(['__proto__', 'constructor'])(
    'reads the cells of a column named %s, and its blank cells',
    async name => {
      const file = await files.read(
        `Date,Hours,${name}\n2026-05-22,1,Design\n2026-05-22,2,`,
        'UTC',
        { columns: { date: 'Date', hours: 'Hours', description: name } },
      );
      expect(file.drafts.map(({ description }) => description)).toEqual([
        'Design',
        null,
      ]);
      const durations = await files.read(
        `Date,${name}\n2026-05-22,1\n2026-05-22,`,
        'UTC',
        { columns: { date: 'Date', hours: name } },
      );
      expect(summarise(durations)).toEqual(['2 - - / 2026-05-22 60']);
      expect(formatFileErrors(durations)).toEqual([
        `3 ${name}: must not be empty`,
      ]);
    },
  );

  it('fails every row of an unknown table without a mapping, and lists the columns', async () => {
    const file = await files.read(german);
    expect(formatFileErrors(file)).toEqual([
      '3 null: no column is mapped to the date or the duration (minutes, hours, or start and end)',
      '4 null: no column is mapped to the date or the duration (minutes, hours, or start and end)',
    ]);
    const partial = await files.read(german, 'Europe/Berlin', {
      columns: { date: 'Tag' },
    });
    expect(formatFileErrors(partial)).toEqual([
      '3 null: no column is mapped to the duration (minutes, hours, or start and end)',
      '4 null: no column is mapped to the duration (minutes, hours, or start and end)',
    ]);
    expect(
      partial.report.buildResult({ preview: false }).ignored_columns,
    ).toEqual(['stunden', 'wer', 'projekt', 'aufgabe', 'text']);
  });

  it('reads the first worksheet of an unknown workbook, below its title', async () => {
    const book = new Workbook();
    const worksheet = book.addWorksheet('May');
    worksheet.addRow(['Times of May']);
    worksheet.addRow(['Day', 'Spent']);
    worksheet.addRow([new Date('2026-05-22T00:00:00Z'), 30]);
    worksheet.getCell('A3').numFmt = 'yyyy-mm-dd';
    const content = Buffer.from(await book.xlsx.writeBuffer());
    const mapped = { date: 'Day', minutes: 'Spent' };
    const file = await files.read(content, 'UTC', { columns: mapped });
    expect(summarise(file)).toEqual(['3 - - / 2026-05-22 30']);
  });

  it('replaces the columns of a known format', async () => {
    const file = await files.read(
      'Date,Client,Project,Task,Hours,First Name,Last Name,Paid\n2026-05-22,ACME,Web,Design,1,Jane,Doe,2\n',
      'UTC',
      { columns: { project: 'Client', hours: 'Paid' } },
    );
    expect(file.format).toBe('harvest');
    expect(summarise(file)).toEqual([
      '2 Jane Doe - ACME/Design 2026-05-22 120',
    ]);
  });

  it('uses the columns of a previous import only for tables that have all of them', async () => {
    const options = { previousColumns: columns };
    const same = await files.read(german, 'UTC', options);
    expect(summarise(same)).toHaveLength(2);
    const other = await files.read(
      german.replace('Stunden', 'Std'),
      'UTC',
      options,
    );
    expect(other.drafts).toEqual([]);
    const known = await files.readFixture('harvest.csv', options);
    expect(summarise(known)).toHaveLength(4);
  });

  it('returns an error for each mapped column that the file lacks', async () => {
    await expect(
      files.read(german, 'UTC', { columns: { ...columns, minutes: 'Min' } }),
    ).rejects.toThrow(
      'body.mapping.columns.minutes: the file has no column min',
    );
  });
});
