import { until } from '../../../__testUtils__/until';
import { isPostgres } from '../../../database/dialect';
import { newId } from '../../../database/ids';
import { addRows } from '../../activity/__testUtils__/activityRows';
import { describeSealedLog } from '../__testUtils__/describeSealedLog';
import { readChainEnd } from './chain';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describeSealedLog('The log', log => {
  let ids: string[];
  let workspace_id: string;

  beforeAll(async () => {
    const { body } = await log.superAdmin.get('/workspaces/default');
    workspace_id = body.id;
  });

  beforeEach(async () => {
    ids = await log.post(3);
    await log.seal();
  });

  const addLate = (count: number) =>
    addRows(
      log.knex,
      workspace_id,
      Array.from({ length: count }, () => ({
        created_at: Date.now() - 3 * HOUR,
        is_dated: false,
      })),
    );

  const lag = async () =>
    (await log.superAdmin.get('/health').expect(200)).body.seals.lag_ms;

  it('is sealed behind a row that nobody can read, and the row is named', async () => {
    const unreadable = isPostgres(log.knex)
      ? [{ metadata: '{"a": 1e999}' }, { created_at: 'infinity' }]
      : [{ metadata: 'broken' }, { changes: '"' }];
    for (const columns of unreadable) {
      const id = newId(Date.now());
      await log.slipIn(ids[0], { ...columns, id });
      await log.post(1);
      await log.seal();
      expect((await log.verify()).first_bad).toMatchObject({
        id,
        kind: 'added',
      });
      await log.knex('activity').where({ id }).delete();
      expect(await log.verify()).toMatchObject({ ok: true });
    }
  });

  it('is checked on behind a row that was added, for what was changed or removed', async () => {
    const [late] = await addLate(1);
    const [, changed] = await log.post(2);
    await log.seal();
    const added = { id: late.id, kind: 'added' };
    expect((await log.verify()).first_bad).toMatchObject(added);
    await log.knex('activity').where({ id: changed }).update({ ip: '::1' });
    expect((await log.verify()).first_bad).toMatchObject({
      id: changed,
      kind: 'changed',
    });
    await log.knex('activity').where({ id: changed }).update({ ip: null });
    expect((await log.verify()).first_bad).toMatchObject(added);
    await log.knex('activity').where({ id: late.id }).delete();
    expect(await log.verify()).toMatchObject({ ok: true });
  });

  it('is checked also where thousands of rows were slipped in', async () => {
    const late = await addLate(2_100);
    const [kept] = await log.post(1);
    const putBack = await log.copy();
    await log.seal();
    expect((await log.verify()).first_bad).toMatchObject({
      id: late[0].id,
      kind: 'added',
    });
    await log.knex('activity').where({ id: kept }).delete();
    expect((await log.verify()).first_bad).toMatchObject({
      id: kept,
      kind: 'missing',
    });
    await putBack();
    await log
      .knex('activity')
      .whereIn(
        'id',
        late.map(({ id }) => id),
      )
      .delete();
    await log.seal();
    expect(await log.verify()).toMatchObject({ ok: true });
  });

  it('is sealed by fewer rows where they are large', async () => {
    const { content } = await log.lastSeal();
    const metadata = { text: 'x'.repeat(130_000) };
    await addRows(
      log.knex,
      workspace_id,
      Array.from({ length: 60 }, () => ({ metadata })),
    );
    await log.seal();
    const rows = await log
      .knex('activity_seals')
      .where('number', '>', content.number)
      .orderBy('number')
      .pluck('rows');
    // 4 MB each.
    expect(rows).toEqual([33, 27]);
    expect(await log.verify()).toMatchObject({ ok: true });
  });

  it('says for how long rows wait to be sealed', async () => {
    expect(await lag()).toBeLessThan(MINUTE);
    await addRows(log.knex, workspace_id, [
      // What is dated does not say since when it waits.
      { created_at: Date.now() - HOUR },
      { created_at: Date.now() - 20 * MINUTE, is_dated: false },
    ]);
    const waited = await lag();
    expect(waited).toBeGreaterThanOrEqual(20 * MINUTE);
    expect(waited).toBeLessThan(30 * MINUTE);
    await log.seal();
    expect(await lag()).toBeLessThan(MINUTE);
  });

  it('has no row of a transaction that has not begun', async () => {
    if (!isPostgres(log.knex)) {
      return;
    }
    const id = newId(Date.now());
    await log.slipIn(ids[0], { id, arrival: '900000000000' });
    const added = { id, kind: 'added' };
    expect((await log.verify()).first_bad).toMatchObject(added);
    // Sealing goes on without it.
    const [posted] = await log.post(1);
    const [arrival] = await log
      .knex('activity')
      .where({ id: posted })
      .pluck('arrival');
    await until(async () => {
      await log.sealSome();
      const { position } = await readChainEnd(log.knex);
      return BigInt(position.arrival) >= BigInt(arrival);
    });
    expect((await log.verify()).first_bad).toMatchObject(added);
    await log.knex('activity').where({ id }).delete();
    expect(await log.verify()).toMatchObject({ ok: true });
  });
});
