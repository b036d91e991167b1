import fc from 'fast-check';
import { Readable } from 'stream';
import { Column, Row, TableFormat, writeTable } from '../../../exports';
import { MemoryOutput } from '../../../exports/__testUtils__/MemoryOutput';
import { errorsOf, TimeFiles } from './__testUtils__/TimeFiles';
import { WorklogDraft } from './WorklogDraft';

jest.setTimeout(60_000);

const files = new TimeFiles();

afterAll(() => files.dispose());

/** The columns of the export, in which starts are in a zone. */
const columnsIn = (zone: string): Column[] => [
  { header: 'date', kind: 'date' },
  { header: 'person', kind: 'text' },
  { header: 'person_name', kind: 'text' },
  { header: 'project', kind: 'text' },
  { header: 'work_item', kind: 'text' },
  { header: 'title', kind: 'text' },
  { header: 'minutes', kind: 'number' },
  { header: 'hours', kind: 'number' },
  { header: 'description', kind: 'text' },
  { header: 'started_at', kind: 'datetime', zone },
  { header: 'is_billable', kind: 'text' },
  { header: 'activity_type', kind: 'text' },
];

/** An entry in these columns. */
function cellsOf(draft: WorklogDraft): Row {
  const [identifier] = draft.identifiers;
  return [
    draft.logged_at,
    draft.person!.user_ref,
    draft.person!.name,
    identifier.split('-')[0],
    identifier,
    '=1+1',
    draft.duration_minutes,
    draft.duration_minutes / 60,
    draft.description,
    draft.started_at && Date.parse(draft.started_at),
    draft.is_billable,
    draft.activity_type,
  ];
}

async function written(
  format: TableFormat,
  zone: string,
  drafts: readonly WorklogDraft[],
): Promise<Buffer> {
  const output = new MemoryOutput();
  const sheet = { name: 'Worklogs', columns: columnsIn(zone) };
  await writeTable(format, output, sheet, Readable.from(drafts.map(cellsOf)));
  return output.bytes;
}

const second = 1_000;

/** Entries of the years in which spreadsheets are sure of the calendar. */
const anyDrafts = (shortest: number) => {
  const instant = fc
    .integer({
      min: Date.UTC(1972, 6) / shortest,
      max: Date.UTC(2199, 0) / shortest,
    })
    .map(steps => new Date(steps * shortest).toISOString());
  const text = (maxLength: number) =>
    fc
      .string({ unit: fc.constantFrom(...`aZ9 ,;"'=-+@\n_x0041_é`), maxLength })
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
        duration_minutes: fc.integer({ min: 1, max: 1440 }),
        description: text(1000),
        logged_at: instant.map(at => at.slice(0, 10)),
        started_at: fc.option(instant),
        is_billable: fc.boolean(),
        activity_type: fc.option(fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/)),
      }),
      { minLength: 1, maxLength: 8 },
    )
    .map(drafts =>
      drafts.map(
        (draft, index): WorklogDraft => ({ row: index + 2, ...draft }),
      ),
    );
};

describe('reading what Callboard has exported itself', () => {
  it('gives back every entry from CSV, whatever the zones', async () => {
    const zone = fc.constantFrom('UTC', 'America/New_York', 'Asia/Kolkata');
    await fc.assert(
      fc.asyncProperty(zone, zone, anyDrafts(1), async (from, to, drafts) => {
        const file = await files.read(await written('csv', from, drafts), to);
        expect(errorsOf(file)).toEqual([]);
        expect(file.format).toBe('callboard');
        expect(file.drafts).toEqual(drafts);
      }),
    );
  });

  it('gives back every entry from XLSX, to the second', async () => {
    await fc.assert(
      fc.asyncProperty(anyDrafts(second), async drafts => {
        const file = await files.read(
          await written('xlsx', 'UTC', drafts),
          'UTC',
        );
        expect(errorsOf(file)).toEqual([]);
        expect(file.drafts).toEqual(drafts);
      }),
    );
  });

  it('ignores no column', async () => {
    const { report } = await files.read(await written('csv', 'UTC', []));
    expect(report.result({ preview: false }).ignored_columns).toEqual([]);
  });

  it.each([
    ['user:default/Jane', 'user:default/jane'],
    [
      'group:default/all',
      'must be a lower-case User reference such as user:default/jane',
    ],
  ])('takes the person %s as %s', async (ref, expected) => {
    const file = await files.read(
      `date,work_item,minutes,person\n2026-05-22,pay-42,5,${ref}\n`,
    );
    expect([
      ...file.drafts.map(({ person }) => person?.user_ref),
      ...errorsOf(file),
    ]).toEqual([expect.stringContaining(expected)]);
  });
});
