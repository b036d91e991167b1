import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import { lowestId } from '../../../database/ids';
import { ActivityRow } from '../../../changes/log/ActivityRow';
import { addRows } from '../../activity/__testUtils__/activityRows';
import { countAll } from '../../activity/__testUtils__/countAll';
import { ActivityCounts } from '../../activity/rollups/ActivityCounts';
import { RowCounts } from '../../activity/rollups/RowCounts';
import { textKinds } from '../../activity/texts/textTables';
import { SealedLog } from '../../integrity/marks/SealedLog';
import { ErasedPerson } from './ErasedPerson';
import { LogEraser } from './LogEraser';

const HOURS = 3_600_000;
const START = Date.UTC(2026, 2, 30);

/** The day of the n-th row, from 1970 on. */
const dayOf = (n: number) => Math.floor((START + n * HOURS) / (24 * HOURS));

/** How many rows change at a time: of some days, and some of them not counted yet. */
const MOST = 25;

const zora: ErasedPerson = {
  user_ref: 'user:default/zora',
  pseudonym: 'user:erased/zora',
  names: ['Zora Zabel'],
  emails: [],
  shared_emails: [],
  ids: { 'staff.id': [], 'memberships.id': [] },
};

/** Rows of the person and of others, over some days and the end of a month. */
const rows = Array.from({ length: 80 }, (_, n): Partial<ActivityRow> => {
  const isOwn = n % 4 > 0;
  return {
    id: lowestId(START + n * HOURS),
    created_at: START + n * HOURS,
    user_id: isOwn ? zora.user_ref : people.member,
    user_name: isOwn ? ['Zora Zabel', 'Zora Z.'][n % 2] : 'Max Member',
    action: ['page_view', 'update', 'search'][n % 3],
    source: n % 3 === 1 ? 'backend' : 'frontend',
    visibility: n % 5 === 0 ? 'workspace' : 'admins',
    is_detail: n % 11 === 0,
    // Few say something new but the name.
    entity_type: n % 10 === 2 ? null : 'component',
    entity_id: n % 10 === 2 ? null : `component-${n % 6}`,
    entity_label: n % 15 === 0 ? `Of Zora Zabel ${n % 3}` : `Thing ${n}`,
  };
});

describeCallboard('Erasing somebody from the log', {}, callboard => {
  it('keeps counts and texts right after each batch, also after one that failed', async () => {
    const { knex } = callboard();
    const { body } = await callboard()
      .as('superAdmin')
      .get('/workspaces/default');
    await addRows(knex, body.id, rows.slice(0, 60));
    await countAll(knex);
    await addRows(knex, body.id, rows.slice(60));
    const clock = { now: () => Date.now() };
    const sealedLog = new SealedLog({ onSeal: async () => {} });
    const counts = new RowCounts();
    const log = new LogEraser({ reader: knex, clock, counts, sealedLog });
    const check = async () => {
      const { equal } = await new ActivityCounts(knex).check();
      expect(equal).toBe(true);
    };
    let next: readonly string[] | undefined;
    do {
      const found = await log.find(zora, next, { most: MOST, until: Infinity });
      await expect(
        knex.transaction(async tx => {
          await log.erase(tx, zora, found.keys, 'x');
          throw new Error('killed');
        }),
      ).rejects.toThrow('killed');
      await check();
      // The database is still at the counts then.
      jest
        .spyOn(sealedLog, 'rehash')
        .mockRejectedValueOnce(new Error('no hashes'));
      await expect(
        knex.transaction(tx => log.erase(tx, zora, found.keys, 'x')),
      ).rejects.toThrow('no hashes');
      await check();
      await knex.transaction(tx => log.erase(tx, zora, found.keys, 'x'));
      await check();
      next = found.next;
    } while (next);
    // Nothing but what was counted before is noted so far, with its first and last day.
    expect(
      await knex('activity_texts')
        .where({ about_id: zora.pseudonym, kind: textKinds.name })
        .min({ first: 'first_day' })
        .max({ last: 'last_day' })
        .first(),
    ).toEqual({ first: dayOf(1), last: dayOf(59) });
    await countAll(knex);
    await check();
    expect(
      await knex('activity').where({ user_id: zora.pseudonym }),
    ).toHaveLength(60);
    expect(
      await knex('activity_texts')
        .where('about_id', zora.user_ref)
        .orWhere('text', 'like', '%ZORA%'),
    ).toEqual([]);
    expect(
      await knex('activity_people').where({ user_id: zora.user_ref }),
    ).toEqual([]);
  });
});
