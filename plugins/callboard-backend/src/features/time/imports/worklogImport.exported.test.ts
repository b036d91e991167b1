import { Worklog } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import {
  errorsIn,
  ImportDesk,
  importLandscape,
  jane,
} from './__testUtils__/ImportDesk';

jest.setTimeout(120_000);

/** Texts with a liking for what files mangle; one that is blank is none. */
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
  .map(parts => parts.join('').trim() || null);

const entry = fc.record({
  who: fc.constantFrom('member' as const, jane as `user:${string}`),
  values: fc.record({
    duration_minutes: fc.integer({ min: 1, max: 100 }),
    description: fc.option(text),
    logged_at: fc
      .integer({ min: 0, max: 300 })
      .map(days =>
        new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10),
      ),
    started_at: fc.option(
      fc
        .integer({ min: Date.UTC(1980, 0), max: Date.UTC(2100, 0) })
        .map(ms => new Date(ms).toISOString()),
    ),
    is_billable: fc.boolean(),
    activity_type: fc.option(fc.constantFrom('Code review', 'meeting')),
  }),
});

/** What the import brings back of entries. */
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

describeCallboard(
  'the time that was exported',
  { entities: importLandscape },
  callboard => {
    it.each(['csv', 'xlsx'] as const)(
      'is the same in another workspace, by %s',
      async format => {
        const desks = [
          await ImportDesk.open(callboard()),
          await ImportDesk.open(callboard()),
        ];
        let number = 100;
        for (const { slug } of desks) {
          await callboard()
            .as('superAdmin')
            .patch(`/workspaces/${slug}/time-settings`, {
              activity_types: ['Code review', 'meeting'],
            })
            .expect(200);
        }
        const drafts = fc.array(entry, { minLength: 1, maxLength: 8 });
        await fc.assert(
          fc.asyncProperty(drafts, async wanted => {
            number += 1;
            const name = `PAY-${number}`;
            const [from, to] = [
              await desks[0].make(name),
              await desks[1].make(name),
            ];
            const { id } = desks[0].projects.pay;
            for (const { who, values } of wanted) {
              await desks[0]
                .as(who)
                .post(`/projects/${id}/work-items/${from}/worklogs`, values)
                .expect(201);
            }
            const on = '&work_item_id=';
            const file = await desks[0].exported(format, on + from);
            const result = await desks[1].import(file);
            expect(errorsIn(result)).toEqual([]);
            expect(result).toMatchObject({
              created: wanted.length,
              ignored_columns: [],
            });
            const source = await desks[0].entries(on + from);
            const copies = await desks[1].entries(on + to);
            expect(content(copies)).toEqual(content(source));
          }),
          { numRuns: 8 },
        );
      },
    );

    it('is the same on items of another project', async () => {
      const desk = await ImportDesk.open(callboard(), ['PAY-42', 'WEB-42']);
      const file = 'work_item,date,minutes\nPAY-42,2026-05-20,30\n';
      await desk.import(file, 'member');
      const exported = (await desk.exported('csv')).toString();
      const moved = exported.replaceAll('PAY-42', 'WEB-42');
      expect(await desk.import(moved)).toMatchObject({ created: 1 });
      expect(await desk.short()).toEqual([
        'max.member PAY-42 2026-05-20 30',
        'max.member WEB-42 2026-05-20 30',
      ]);
    });
  },
);
