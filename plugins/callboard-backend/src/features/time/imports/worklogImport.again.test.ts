import { Worklog } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import {
  errorsIn,
  fixture,
  ImportDesk,
  importLandscape,
} from './__testUtils__/ImportDesk';

jest.setTimeout(120_000);

/** Rows of our own by Max on PAY-42. */
const own = (...rows: string[]) =>
  ['work_item,date,minutes,description', ...rows].join('\n');

const same = 'PAY-42,2026-05-20,30,the same';

describeCallboard(
  'importing time again',
  { entities: importLandscape },
  callboard => {
    let desk: ImportDesk;

    beforeEach(async () => {
      desk = await ImportDesk.open(callboard());
    });

    const pathOf = ({ project_id, work_item_id, id }: Worklog) =>
      `/projects/${project_id}/work-items/${work_item_id}/worklogs/${id}`;

    it.each([
      'toggl.csv',
      'kimai.csv',
      'kimai-2.20.csv',
      'solidtime.csv',
      'tempo-server.csv',
    ])('adds nothing of %s', async name => {
      const { rows, created, failed } = await desk.import(fixture(name));
      const entries = await desk.entries();
      expect(await desk.import(fixture(name))).toMatchObject({
        rows,
        created: 0,
        skipped: created,
        failed,
      });
      expect(await desk.entries()).toEqual(entries);
    });

    it('takes rows that say the same for as many entries', async () => {
      const result = await desk.import(own(same, same), 'member');
      expect(result).toMatchObject({ created: 2, skipped: 0 });
      const more = await desk.import(own(same, same, same), 'member');
      expect(more).toMatchObject({ created: 1, skipped: 2 });
      const other = await desk.import(own(same.replace('30', '31')), 'member');
      expect(other).toMatchObject({ created: 1, skipped: 0 });
    });

    it('knows entries that were changed since, and takes back what was deleted', async () => {
      const file = own(same, 'PAY-7,2026-05-21,45,another');
      await desk.import(file, 'member');
      const [changed, deleted] = await desk.entries();
      const max = desk.as('member');
      await max
        .patch(pathOf(changed), { duration_minutes: 10, description: null })
        .expect(200);
      await max.delete(pathOf(deleted)).expect(204);
      expect(await desk.import(file, 'member')).toMatchObject({
        created: 1,
        skipped: 1,
      });
      expect(await desk.short()).toEqual([
        'max.member PAY-42 2026-05-20 10',
        'max.member PAY-7 2026-05-21 45',
      ]);
    });

    it('takes no room from a day for rows that are here already', async () => {
      await desk.settle({ max_minutes_per_day: 60 });
      const file = own(same, same, same.replace('same', 'other'));
      const first = await desk.import(file, 'member');
      expect(first).toMatchObject({ created: 2, failed: 1 });
      const again = await desk.import(file, 'member');
      expect(again).toMatchObject({ skipped: 2, failed: 1 });
      expect(errorsIn(again)).toEqual(errorsIn(first));
    });

    it('is the same row in another workspace for another', async () => {
      await desk.import(own(same), 'member');
      const other = await ImportDesk.open(callboard());
      const result = await other.import(own(same), 'member');
      expect(result).toMatchObject({ created: 1 });
    });

    it.each(['csv', 'xlsx'] as const)(
      'leaves what was exported as %s as it is',
      async format => {
        const item = await desk.make('PAY-8');
        const path = `/projects/${desk.projects.pay.id}/work-items/${item}/worklogs`;
        for (const description of [' =a\r\nb ', '', null]) {
          await desk
            .as('member')
            .post(path, {
              duration_minutes: 30,
              logged_at: '2026-05-20',
              description,
            })
            .expect(201);
        }
        await desk.import(own(same), 'member');
        const entries = await desk.entries();
        expect(await desk.import(await desk.exported(format))).toMatchObject({
          rows: 4,
          skipped: 4,
        });
        expect(await desk.entries()).toEqual(entries);
      },
    );

    it('adds what was changed in the file of an export', async () => {
      await desk.import(own(same, same), 'member');
      const exported = (await desk.exported('csv')).toString();
      const edited = exported.replace('the same', 'changed');
      expect(await desk.import(edited)).toMatchObject({
        created: 1,
        skipped: 1,
      });
      expect(await desk.entries()).toHaveLength(3);
    });

    it('takes each row once, when it comes twice at the same moment', async () => {
      const rows = Array.from(
        { length: 60 },
        (_, n) => `PAY-42,2026-04-${String(1 + (n % 30)).padStart(2, '0')},5,`,
      );
      const results = await Promise.all([
        desk.import(own(...rows), 'member'),
        desk.import(own(...rows.toReversed()), 'member'),
        desk.import(own(...rows), 'member'),
      ]);
      const sum = (of: 'created' | 'skipped' | 'failed') =>
        results.reduce((total, result) => total + result[of], 0);
      expect([sum('created'), sum('skipped'), sum('failed')]).toEqual([
        60, 120, 0,
      ]);
      expect(await desk.entries()).toHaveLength(60);
    });
  },
);
