import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { newId } from '../../database/ids';
import { addRows } from './__testUtils__/activityRows';
import { countActivity } from './countActivity';
import { listActivity } from './listActivity';
import { ActivitySelection } from './selectActivity';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();

const ROWS = 40;
const NOON = Date.UTC(2026, 4, 1, 12);

/** More of the log than there is. */
const AT_ONCE = 1_000;

const labelsOf = (rows: Array<{ entity_label: string | null }>) =>
  rows.map(({ entity_label }) => entity_label);

/** Those that are looked for, newest first. */
const needles = (rows: Array<{ entity_label: string | null }>) =>
  labelsOf(rows)
    .filter(label => label!.startsWith('Needle'))
    .reverse();

describe.each(databases.eachSupportedId())('texts in the log of %s', id => {
  it('are found and counted the same, in however many steps', async () => {
    const knex = await databases.init(id);
    const workspace_id = newId(NOON);
    const rows = await addRows(
      knex,
      workspace_id,
      Array.from({ length: ROWS }, (_, n) => ({
        created_at: NOON + n,
        // Stretches with many, with few and with none.
        entity_label: n % 7 === 0 || n > 32 ? `Needle ${n}` : `Hay ${n}`,
      })),
    );
    const selection: ActivitySelection = {
      scope: { kind: 'all', workspace_id },
      filter: { q: 'needle' },
      zone: 'UTC',
    };
    expect(await countActivity(knex, selection, 3)).toBe(12);
    expect(await countActivity(knex, selection, AT_ONCE)).toBe(12);
    for (const rowsAtOnce of [1, 3, 10, ROWS, AT_ONCE]) {
      for (const limit of [1, 2, 5, 50]) {
        for (const offset of [0, 1, 6, 11, 12, 30]) {
          const found = await listActivity(
            knex,
            selection,
            { limit, offset },
            rowsAtOnce,
          );
          expect([rowsAtOnce, limit, offset, labelsOf(found)]).toEqual([
            rowsAtOnce,
            limit,
            offset,
            needles(rows).slice(offset, offset + limit),
          ]);
        }
      }
      const older = rows.slice(0, 30);
      const found = await listActivity(
        knex,
        selection,
        { limit: 50, beforeId: rows[30].id },
        rowsAtOnce,
      );
      expect(labelsOf(found)).toEqual(needles(older));
    }
  });
});
