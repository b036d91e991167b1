import fc from 'fast-check';
import { Readable } from 'stream';
import { TableFormat, writeTable } from '../../../exports';
import { MemoryOutput } from '../../../exports/__testUtils__/MemoryOutput';
import { worklogCells, worklogColumns } from '../files/worklogColumns';
import { WorklogRow } from '../worklogs/WorklogRow';
import { errorsOf, TimeFiles } from './__testUtils__/TimeFiles';
import { WorklogDraft } from './WorklogDraft';

const files = new TimeFiles();

afterAll(() => files.dispose());

/** The entry that a row was written from. */
function entryOf(draft: WorklogDraft): WorklogRow {
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

async function written(
  format: TableFormat,
  drafts: readonly WorklogDraft[],
): Promise<Buffer> {
  const output = new MemoryOutput();
  const sheet = { name: 'Worklogs', columns: worklogColumns };
  const rows = drafts.map(draft => {
    const cells = worklogCells(entryOf(draft));
    return worklogColumns.map(({ header }) => cells[header]);
  });
  await writeTable(format, output, sheet, Readable.from(rows));
  return output.bytes;
}

/** Entries of the years in which spreadsheets are sure of the calendar. */
const anyDrafts = () => {
  const instant = fc
    .integer({ min: Date.UTC(1972, 6), max: Date.UTC(2199, 0) })
    .map(ms => new Date(ms).toISOString());
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
        entry_id: fc.uuid({ version: 7 }),
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
  it.each<TableFormat>(['csv', 'xlsx'])(
    'gives back every entry from %s, whatever the zone',
    async format => {
      const zone = fc.constantFrom('UTC', 'America/New_York', 'Asia/Kolkata');
      await fc.assert(
        fc.asyncProperty(zone, anyDrafts(), async (to, drafts) => {
          const file = await files.read(await written(format, drafts), to);
          expect(errorsOf(file)).toEqual([]);
          expect(file.format).toBe('callboard');
          expect(file.drafts).toEqual(drafts);
        }),
      );
    },
  );

  it('ignores no column', async () => {
    const { report } = await files.read(await written('csv', []));
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
