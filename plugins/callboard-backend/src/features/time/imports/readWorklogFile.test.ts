import { Workbook } from 'exceljs';
import fc from 'fast-check';
import { Readable } from 'stream';
import { TableBuilder } from '../../../imports/TableBuilder';
import { formatFileErrors, TimeFiles } from './__testUtils__/TimeFiles';
import { WorklogDraft } from './WorklogDraft';
import { TableFormat, writeTable } from '../../../exports';
import { MemoryOutput } from '../../../exports/__testUtils__/MemoryOutput';
import { toWorklogCells, worklogColumns } from '../worklogs/addWorklogs';
import { WorklogRow } from '../worklogs/WorklogRow';
import { worklogFileFormats } from './worklogFileFormats';
import { listKnownColumns, detectFormat } from './readWorklogFile';
import {
  findIdentifiers,
  createDurationCells,
  DurationUnit,
} from './worklogCells';
import {
  ada,
  createChangeEvent,
} from '../../notifications/__testUtils__/createChangeEvent';
import { listNotificationEvents } from '../../notifications/__testUtils__/listNotificationEvents';
import { importNotifications } from './importWorklogs';

describe('worklog file reader', () => {
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

  /** Creates a draft with defaults for the fields that a test does not set. */
  const draft = (values: Partial<WorklogDraft>): WorklogDraft => ({
    row: 2,
    person: jane,
    identifiers: ['PAY-42'],
    fileTask: expect.any(Object),
    duration_minutes: 90,
    description: null,
    logged_at: '2026-05-22',
    started_at: null,
    is_billable: null,
    activity_type: null,
    entry_id: null,
    ...values,
  });

  describe('Toggl Track detailed report', () => {
    it('reads valid rows and reports the errors of invalid rows', async () => {
      const file = await files.readFixture('toggl.csv');
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
      expect(formatFileErrors(file)).toEqual([
        '7 duration: must be at least half a minute',
        '8 duration: must be at most 24 hours',
        '9 start_time: must be a time such as 09:30',
        '9 duration: must be a duration such as 1:30',
        '9 billable: must be true or false',
      ]);
      expect(file.report.buildResult({ preview: false })).toMatchObject({
        rows: 8,
        failed: 3,
        ignored_columns: ['client'],
      });
      expect(file.columns).toEqual({
        logged_by: 'email',
        work_item: 'task',
        duration_minutes: 'duration',
        description: 'description',
        logged_at: 'start_date',
        activity_type: null,
      });
    });

    it('reads the format used until 2024 with classic and decimal durations', async () => {
      const file = await files.readFixture('toggl-2024.csv');
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
      expect(formatFileErrors(file)).toEqual([]);
    });

    it('rejects a file with 200,000 rows and stops reading after 50,002 rows @full', async () => {
      const row =
        'jane@example.org,PAY-42 review,2026-05-22,10:30:00,1:30:00\n';
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
    });
  });

  describe('Tempo worklogs', () => {
    const doe = { ...jane, email: null, username: 'jdoe' };

    it('reads CSV of Jira Server', async () => {
      const file = await files.readFixture('tempo-server.csv');
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
      expect(formatFileErrors(file)).toEqual([
        '5 issue_key: must be a work item such as PAY-42',
        '5 work_date: is not a valid date on or after 1970-01-01',
        '5 hours: must not be empty',
        '5 work_description: must have at most 1000 characters',
        '6 issue_key: must not be empty',
        '6 work_date: must not be empty',
        '6 hours: must be a duration such as 1:30',
        '6 billed_hours: must be a number',
      ]);
    });

    it('reads XLSX of Jira Cloud', async () => {
      const book = new Workbook();
      const worksheet = book.addWorksheet('Worklogs');
      const id = '557058:295406f3-a1fc-4733-b906-dd15d021bd79';
      worksheet.addRow(
        'Issue Key,Issue summary,Hours,Work date,User Account ID,Full name,Team,Activity Name,Work Description,Billed Hours'.split(
          ',',
        ),
      );
      worksheet.addRow([
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
      worksheet.getCell('D2').value = new Date('2026-05-22T14:33:00Z');
      worksheet.getCell('D2').numFmt = 'yyyy-mm-dd hh:mm';
      const file = await files.read(Buffer.from(await book.xlsx.writeBuffer()));
      expect(formatFileErrors(file)).toEqual([]);
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

  describe('Kimai export', () => {
    const doe = { ...jane, username: 'jdoe' };

    it('reads CSV with hours and minutes', async () => {
      const file = await files.readFixture('kimai.csv');
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
      expect(formatFileErrors(file)).toEqual([
        '5 duration: must be at least half a minute',
        '6 duration: must be a duration such as 1:30',
      ]);
    });

    it('reads CSV with decimal hours, separated by semicolons', async () => {
      const file = await files.readFixture('kimai-decimal.csv');
      expect(
        file.drafts.map(({ row, duration_minutes }) => [row, duration_minutes]),
      ).toEqual([
        [2, 7],
        [3, 120],
      ]);
      expect(formatFileErrors(file)).toEqual([
        '4 duration: must be at most 24 hours',
      ]);
    });

    it('reads CSV with seconds, as exported before 2.27', async () => {
      const file = await files.readFixture('kimai-2.20.csv');
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
      expect(formatFileErrors(file)).toEqual([
        '4 duration: must be at least half a minute',
      ]);
    });

    it.each([
      ['without cached formula results', undefined],
      ['with cached formula results', 0.0625],
    ])('reads XLSX and ignores the totals row, %s', async (_, sum) => {
      const book = new Workbook();
      const worksheet = book.addWorksheet('Sheet1');
      worksheet.addRow(
        'Date,From,To,Duration,Price,Name,User,E-mail,Customer,Project,Activity,Description,Billable,Tags'.split(
          ',',
        ),
      );
      worksheet.addRow([
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
      worksheet.getCell('A2').numFmt = 'yyyy-mm-dd';
      worksheet.getCell('D2').numFmt = '[hh]:mm';
      worksheet.getCell('D3').value = {
        formula: 'SUBTOTAL(9,D2:D2)',
        ...(sum === undefined ? {} : { result: sum }),
      };
      worksheet.getCell('D3').numFmt = '[hh]:mm';
      const file = await files.read(Buffer.from(await book.xlsx.writeBuffer()));
      expect(file.drafts).toEqual([
        draft({
          started_at: '2026-05-22T21:30:00.000Z',
          is_billable: true,
          activity_type: 'Review',
        }),
      ]);
      expect(file.report.countOutcomes()).toMatchObject({ rows: 1, failed: 0 });
    });
  });

  describe('solidtime detailed report', () => {
    const doe = { ...jane, email: null };

    it('reads CSV', async () => {
      const file = await files.readFixture('solidtime.csv');
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
          // Half past two does not exist on this day.
          started_at: '2026-03-29T01:00:00.000Z',
          is_billable: false,
        }),
      ]);
      expect(formatFileErrors(file)).toEqual([
        '5 duration_(decimal): must be at least half a minute',
        '6 start: is not a valid date on or after 1970-01-01',
      ]);
    });

    it.each(['1,50 h', '1h 30m', '1:30', '1:30:00'])(
      'reads XLSX with the duration %s',
      async duration => {
        const book = new Workbook();
        const worksheet = book.addWorksheet('Worksheet');
        worksheet.addRow(
          'Description,Project,User,Start,End,Duration'.split(','),
        );
        const start = new Date('2026-05-22T10:30:00Z');
        worksheet.addRow(['PAY-42', '', 'Jane Doe', start, '', duration]);
        worksheet.getCell('D2').numFmt = 'yyyy-mm-dd hh:mm:ss';
        const file = await files.read(
          Buffer.from(await book.xlsx.writeBuffer()),
        );
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

  it('recognises the format by columns in any order and case', async () => {
    const { format, drafts } = await files.read(
      'DURATION;start-time;Start  Date;task\n1,5;9:30;22.05.2026;PAY-42\n',
    );
    expect(format).toBe('toggl');
    expect(drafts).toEqual([
      draft({ person: null, started_at: '2026-05-22T07:30:00.000Z' }),
    ]);
  });

  it('assigns an instant to the date in the time zone of the importing user', async () => {
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
});

describe('worklog file reader for Callboard exports', () => {
  const files = new TimeFiles();

  afterAll(() => files.dispose());

  /** Creates the worklog from which a row was exported. */
  function toWorklogRow(draft: WorklogDraft): WorklogRow {
    const now = '2026-05-22T10:00:00.000Z';
    return {
      id: draft.entry_id!,
      workspace_id: 'w',
      project_id: 'p',
      work_item_id: 'i',
      identifier: draft.identifiers[0],
      title: '=1+1',
      logged_by: draft.person!.user_ref!,
      logged_by_name: draft.person!.name ?? '',
      department_id: null,
      duration_minutes: draft.duration_minutes,
      description: draft.description,
      logged_at: draft.logged_at,
      started_at: draft.started_at,
      is_billable: draft.is_billable!,
      activity_type: draft.activity_type,
      source: 'manual',
      external_digest: null,
      period_status: 'open',
      version: 1,
      created_at: now,
      updated_at: now,
    };
  }

  async function writeFile(
    format: TableFormat,
    drafts: readonly WorklogDraft[],
  ): Promise<Buffer> {
    const output = new MemoryOutput();
    const worksheet = { name: 'Worklogs', columns: worklogColumns };
    const rows = drafts.map(draft => {
      const cells = toWorklogCells(toWorklogRow(draft));
      return worklogColumns.map(({ header }) => cells[header]);
    });
    await writeTable(format, output, worksheet, Readable.from(rows));
    return output.bytes;
  }

  /** Worklogs of years in which spreadsheets handle dates correctly. */
  const anyDrafts = () => {
    const instant = fc
      .integer({ min: Date.UTC(1972, 6), max: Date.UTC(2199, 0) })
      .map(ms => new Date(ms).toISOString());
    const text = (maxLength: number) =>
      fc
        .string({
          unit: fc.constantFrom(...`aZ9 ,;"'=-+@\n_x0041_é`),
          maxLength,
        })
        .map(typed => typed.trim() || null);
    return fc
      .array(
        fc.record({
          person: fc.record({
            user_ref: fc.stringMatching(/^user:default\/[a-z]{1,8}$/),
            email: fc.constant(null),
            username: fc.constant(null),
            name: text(20),
          }),
          identifiers: fc
            .stringMatching(/^[A-Z]{1,5}-[1-9]\d{0,5}$/)
            .map(one => [one]),
          fileTask: fc.constant({ project: '', task: '=1+1' }),
          duration_minutes: fc.integer({ min: 1, max: 1440 }),
          description: text(1000),
          logged_at: instant.map(at => at.slice(0, 10)),
          started_at: fc.option(instant),
          is_billable: fc.boolean(),
          activity_type: fc.option(fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/)),
          entry_id: fc.uuid({ version: 7 }),
        }),
        { minLength: 1, maxLength: 8 },
      )
      .map(drafts =>
        drafts.map(
          (draft, index): WorklogDraft => ({
            row: index + 2,
            ...draft,
            ...(draft.started_at && { hasDatedStart: true }),
            fileTask: {
              ...draft.fileTask,
              project: draft.identifiers[0].split('-')[0],
            },
          }),
        ),
      );
  };

  describe('Callboard export', () => {
    it.each<TableFormat>(['csv', 'xlsx'])(
      'returns every exported time entry from %s unchanged in any time zone @full',
      async format => {
        const zone = fc.constantFrom('UTC', 'America/New_York', 'Asia/Kolkata');
        await fc.assert(
          fc.asyncProperty(zone, anyDrafts(), async (to, drafts) => {
            const file = await files.read(await writeFile(format, drafts), to);
            expect(formatFileErrors(file)).toEqual([]);
            expect(file.format).toBe('callboard');
            expect(file.drafts).toEqual(drafts);
          }),
        );
      },
    );

    it('recognises all columns', async () => {
      const { report } = await files.read(await writeFile('csv', []));
      expect(report.buildResult({ preview: false }).ignored_columns).toEqual(
        [],
      );
    });

    it.each([
      ['user:default/Jane', 'user:default/jane'],
      [
        'group:default/all',
        'must be a lower-case User reference such as user:default/jane',
      ],
    ])('reads the person %s as user or error: %s', async (ref, expected) => {
      const file = await files.read(
        `date,work_item,minutes,person\n2026-05-22,pay-42,5,${ref}\n`,
      );
      expect([
        ...file.drafts.map(({ person }) => person?.user_ref),
        ...formatFileErrors(file),
      ]).toEqual([expect.stringContaining(expected)]);
    });
  });
});

describe('time file format detection', () => {
  it.each(worklogFileFormats)(
    'recognises $title by all of its columns',
    format => {
      expect(detectFormat(listKnownColumns(format))?.name).toBe(format.name);
      expect(detectFormat(format.signature)?.name).toBe(format.name);
    },
  );

  it('rejects a file with the columns of two formats', () => {
    const [one, other] = worklogFileFormats;
    expect(() => detectFormat([...one.signature, ...other.signature])).toThrow(
      'body.file: matches several formats (Callboard, Tempo). Remove the columns of the other formats',
    );
  });
});

describe('work item identifiers in text', () => {
  it.each([
    ['PAY-42', ['PAY-42']],
    ['[PAY-42] review', ['PAY-42']],
    ['Review PAY-42: sums', ['PAY-42']],
    ['feature/PAY-42-login', ['PAY-42']],
    ['(A1B-7, A1B-7, X-1)', ['A1B-7', 'X-1']],
    ['UTF-8 in PAY-42', ['UTF-8', 'PAY-42']],
    ['XPAY-42PAY-43', []],
    ['1PAY-42', []],
    ['pay-42', []],
    ['PAY-0', []],
    ['PAY-042', []],
    ['PAY 42', []],
    ['PAY-1234567890', []],
    ['TOOLONGFORONE-1', []],
    ['', []],
  ])('returns only the valid identifiers in "%s"', (text, identifiers) => {
    expect(findIdentifiers([text])).toEqual(identifiers);
  });

  it('returns each identifier once, in order of the texts, and at most 10', () => {
    expect(findIdentifiers(['PAY-2', 'PAY-1 PAY-2'])).toEqual([
      'PAY-2',
      'PAY-1',
    ]);
    const many = Array.from({ length: 50 }, (_, n) => `PAY-${n + 1}`);
    expect(findIdentifiers(many)).toEqual(many.slice(0, 10));
  });
});

const imported = (metadata: Record<string, string | number>) =>
  createChangeEvent('workspace.bulk_import', { metadata });

describe('time import notifications', () => {
  it('notifies the user who started the import with counts and a link', async () => {
    const [notificationEvent] = await listNotificationEvents(
      importNotifications,
      [
        imported({
          entity_type: 'worklog',
          created: 480,
          skipped: 7,
          failed: 0,
        }),
      ],
    );
    expect(notificationEvent).toMatchObject({
      type: 'worklog.imported',
      to: { refs: [ada.user_ref] },
      body: '480 created, 7 skipped.',
      severity: 'normal',
      target_url: '/my-time?workspace=acme',
    });
  });

  it('ignores imports of other entity types', async () => {
    const change = imported({ entity_type: 'staff', created: 1 });
    expect(await listNotificationEvents(importNotifications, [change])).toEqual(
      [],
    );
  });
});

/** The parsed minutes of a cell, or the error. */
function read(text: string, unit: DurationUnit = 'hours') {
  const { data, error } = createDurationCells(450)[unit].safeParse(text);
  return data ?? error!.issues[0].message;
}

describe('durations in files', () => {
  it.each([
    ['1:30:00', 90],
    ['01:30', 90],
    ['0:06', 6],
    ['24:00:00', 1440],
    ['0:00:30', 1],
    ['0:59:29', 59],
    ['23:59:59', 1440],
    ['47:06 min', 47],
    ['45 sec', 1],
    ['0.79 h', 47],
    ['1,50 h', 90],
    ['1h 05m', 65],
    ['1.5', 90],
    ['1,5', 90],
    ['.5', 30],
    ['2', 120],
    ['2.', 120],
    ['1.0002777777778', 60],
    ['1.5E+0', 90],
    ['24', 1440],
    ['1d', 450],
  ])('parses %s as %i minutes', (text, minutes) => {
    expect(read(text)).toBe(minutes);
  });

  it.each<[string, DurationUnit, number]>([
    ['90', 'minutes', 90],
    ['1.5', 'minutes', 2],
    ['400', 'seconds', 7],
    ['1.5', 'seconds', 90],
    ['0:06', 'seconds', 6],
  ])('parses %s in a column of %s', (text, unit, minutes) => {
    expect(read(text, unit)).toBe(minutes);
  });

  it.each([
    ['0', 'must be at least half a minute'],
    ['0:00:29', 'must be at least half a minute'],
    ['2.7777777777778E-4', 'must be at least half a minute'],
    ['24:00:30', 'must be at most 24 hours'],
    ['61:10:00', 'must be at most 24 hours'],
    ['9e999', 'must be at most 24 hours'],
    ['-1', 'must be a duration such as 1:30'],
    ['-0:06', 'must be a duration such as 1:30'],
    ['1:60', 'must be a duration such as 1:30'],
    ['1:5', 'must be a duration such as 1:30'],
    ['1:30:60', 'must be a duration such as 1:30'],
    ['1.000,5', 'must be a duration such as 1:30'],
    ['an hour', 'must be a duration such as 1:30'],
    ['=400', 'must be a duration such as 1:30'],
    ['Infinity', 'must be a duration such as 1:30'],
  ])('rejects %s', (text, reason) => {
    expect(read(text)).toBe(reason);
  });

  it.each<DurationUnit>(['minutes', 'seconds'])(
    'rejects a comma that could separate thousands of %s',
    unit => {
      expect(read('1,200', unit)).toBe('must be a duration such as 1:30');
    },
  );

  it('parses the minutes of a day in every notation and unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1440 }), minutes => {
        const hours = Math.floor(minutes / 60);
        const minuteText = String(minutes % 60).padStart(2, '0');
        const notations: Array<[string, DurationUnit]> = [
          [`${hours}:${minuteText}`, 'hours'],
          [`${hours}:${minuteText}:00`, 'minutes'],
          [`${hours}h ${minuteText}m`, 'hours'],
          [String(minutes / 60), 'hours'],
          [String(minutes), 'minutes'],
          [String(minutes * 60), 'seconds'],
        ];
        expect(notations.map(([text, unit]) => read(text, unit))).toEqual(
          notations.map(() => minutes),
        );
      }),
    );
  });

  it('returns minutes or an error message for any text', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(['string', 'number']).toContain(typeof read(text));
      }),
    );
  });
});
