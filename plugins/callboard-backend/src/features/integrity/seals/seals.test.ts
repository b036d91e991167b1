import { Knex } from 'knex';
import { until } from '../../../__testUtils__/until';
import { isPostgres } from '../../../database/isPostgres';
import { createId } from '../../../database/ids';
import { addRows } from '../../activity/__testUtils__/activityRows';
import { describeSealedLog } from '../__testUtils__/describeSealedLog';
import { readChainEnd } from './chain';
import { SealedLog } from '../SealedLog';
import { packAmendments } from './amendments';
import { findIdIndex } from './packedIds';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describeSealedLog('integrity chain', log => {
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

  const addUnflaggedOldRows = (count: number) =>
    addRows(
      log.knex,
      workspace_id,
      Array.from({ length: count }, () => ({
        created_at: Date.now() - 3 * HOUR,
        is_dated: false,
      })),
    );

  const readLag = async () =>
    (await log.superAdmin.get('/health').expect(200)).body.seals.lag_ms;

  it('seals rows after an unreadable row and reports that row as added', async () => {
    const unreadable = isPostgres(log.knex)
      ? [{ metadata: '{"a": 1e999}' }, { created_at: 'infinity' }]
      : [{ metadata: 'broken' }, { changes: '"' }];
    for (const columns of unreadable) {
      const id = createId(Date.now());
      await log.insertCopy(ids[0], { ...columns, id });
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

  it('reports a changed row rather than a row added before it', async () => {
    const [late] = await addUnflaggedOldRows(1);
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

  it('reports added and missing rows when thousands of rows were inserted @full', async () => {
    const late = await addUnflaggedOldRows(2_100);
    const [deletedId] = await log.post(1);
    const restore = await log.copy();
    await log.seal();
    expect((await log.verify()).first_bad).toMatchObject({
      id: late[0].id,
      kind: 'added',
    });
    await log.knex('activity').where({ id: deletedId }).delete();
    expect((await log.verify()).first_bad).toMatchObject({
      id: deletedId,
      kind: 'missing',
    });
    await restore();
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

  it('puts fewer rows in a seal when the rows are large @full', async () => {
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
    // The 33rd row reaches 4 MiB, which completes the first seal.
    expect(rows).toEqual([33, 27]);
    expect(await log.verify()).toMatchObject({ ok: true });
  });

  it('returns the age of the oldest unsealed row in the health response', async () => {
    expect(await readLag()).toBeLessThan(MINUTE);
    await addRows(log.knex, workspace_id, [
      // Backdated rows do not count.
      { created_at: Date.now() - HOUR },
      { created_at: Date.now() - 20 * MINUTE, is_dated: false },
    ]);
    const waited = await readLag();
    expect(waited).toBeGreaterThanOrEqual(20 * MINUTE);
    expect(waited).toBeLessThan(30 * MINUTE);
    await log.seal();
    expect(await readLag()).toBeLessThan(MINUTE);
  });

  it('reports a row of a future transaction as added and seals later rows', async () => {
    if (!isPostgres(log.knex)) {
      return;
    }
    const id = createId(Date.now());
    await log.insertCopy(ids[0], { id, arrival: '900000000000' });
    const added = { id, kind: 'added' };
    expect((await log.verify()).first_bad).toMatchObject(added);
    // Sealing skips the row and continues.
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

const UNKNOWN_HEAD_FINDING = { id: null, kind: 'missing', segment: null };

const CHAIN_TABLES = [
  'activity_amendments',
  'activity_sealed_rows',
  'activity_seals',
  'activity_seal_watermark',
];

/** Forges an amendment that marks a row as deleted. */
async function forgeAmendment(
  knex: Knex,
  id: string,
  { segment, mark }: { segment: number; mark: number },
) {
  const { ids } = await knex('activity_sealed_rows')
    .where({ number: segment })
    .first();
  const packed = packAmendments([{ rowIndex: findIdIndex(ids, id)! }]);
  await knex('activity_amendments').insert({
    number: segment,
    mark,
    ...packed,
  });
}

/** Lets `activity_seals` accept numbers below 1, which Callboard never writes. */
async function dropChecks(knex: Knex) {
  await knex.raw(
    isPostgres(knex)
      ? 'ALTER TABLE activity_seals DROP CONSTRAINT IF EXISTS activity_seals_number_check'
      : 'PRAGMA ignore_check_constraints = on',
  );
}

describeSealedLog('manipulation by a user with database write access', log => {
  let ids: string[];
  let segment: number;
  let restore: () => Promise<void>;

  // Each test begins with a seal over new rows, and restores the log at its end.
  beforeEach(async () => {
    ids = await log.post(3);
    segment = (await log.seal()).content.number;
    restore = await log.copy();
  });

  afterEach(() => restore());

  const selectRow = (id: string) => log.knex('activity').where({ id });

  /** Deletes a row as retention does; returns the number of the mark. */
  const deleteLikeRetention = (id: string) =>
    log.knex.transaction(async tx => {
      const sealed = new SealedLog({ onSeal: async () => {} });
      const end = await sealed.lockChain(tx);
      await sealed.markDeleted(tx, end, await sealed.find(tx, [id]), {
        kind: 'retention',
        rule: { keep_days: 1 },
        now: Date.now(),
      });
      await tx('activity').where({ id }).delete();
      return end.number + 1;
    });

  it('detects a deletion that a forged amendment attributes to a seal of the kind rows', async () => {
    await log.post(1);
    const { number: mark } = (await log.seal()).content;
    await forgeAmendment(log.knex, ids[1], { segment, mark });
    await selectRow(ids[1]).delete();
    const changed = { ok: false, first_bad: { kind: 'changed', segment } };
    expect(await log.verify()).toMatchObject(changed);
    expect(await log.verify(`?to=${segment}`)).toMatchObject(changed);
  });

  it('detects an amendment added to a retention seal, whichever range is verified', async () => {
    const mark = await deleteLikeRetention(ids[0]);
    expect(await log.verify()).toMatchObject({ ok: true });
    const amendmentKey = { number: segment, mark };
    const { amended } = await log
      .knex('activity_amendments')
      .where(amendmentKey)
      .first();
    await log.knex('activity_amendments').where(amendmentKey).delete();
    await forgeAmendment(log.knex, ids[1], { segment, mark });
    const { amended: forged } = await log
      .knex('activity_amendments')
      .where(amendmentKey)
      .first();
    await log
      .knex('activity_amendments')
      .where(amendmentKey)
      .update({ amended: Buffer.concat([amended, forged]) });
    await selectRow(ids[1]).delete();
    for (const query of ['', `?to=${segment}`, `?from=${segment}`]) {
      expect(await log.verify(query)).toMatchObject({ ok: false });
    }
  });

  it('detects a rebuilt chain even when a former seal is inserted into it', async () => {
    const formerSeal = await log
      .knex('activity_seals')
      .where({ number: segment })
      .first();
    await selectRow(ids[0]).update({ ip: '10.0.0.1' });
    for (const table of CHAIN_TABLES) {
      await log.knex(table).delete();
    }
    const { number: last } = (await log.seal()).content;
    expect(await log.verify()).toMatchObject({ ok: true });
    await dropChecks(log.knex);
    const decoys = {
      '-1': UNKNOWN_HEAD_FINDING,
      '0': UNKNOWN_HEAD_FINDING,
      [last + 5]: {},
    };
    for (const [number, first_bad] of Object.entries(decoys)) {
      await log.knex('activity_seals').insert({ ...formerSeal, number });
      for (const query of ['', `&to=${last}`, '&from=1']) {
        expect(
          await log.verify(`?head=${formerSeal.head}${query}`),
        ).toMatchObject({
          ok: false,
          first_bad: { kind: 'missing', ...first_bad },
        });
      }
      await log.knex('activity_seals').where({ number }).delete();
    }
  });

  it('detects a changed seal outside the verified range', async () => {
    await log.post(1);
    const { content, head } = await log.seal();
    const last = content.number;
    const queryWithLaterHead = `?head=${head}&to=${segment}`;
    expect(await log.verify(queryWithLaterHead)).toMatchObject({ ok: true });
    await log
      .knex('activity_seals')
      .where({ number: last })
      .update({ sealed_at: new Date(0) });
    expect((await log.verify(queryWithLaterHead)).first_bad).toMatchObject({
      kind: 'changed',
      segment: last,
    });
    await log
      .knex('activity_seals')
      .where({ number: segment })
      .update({ sealed_at: new Date(0) });
    expect((await log.verify(`?from=${last}`)).first_bad).toMatchObject({
      kind: 'changed',
      segment,
    });
  });

  it('detects a truncated log when the caller provides a former head', async () => {
    const restoreBefore = await log.copy();
    await log.post(2);
    const { head } = await log.seal();
    await restoreBefore();
    expect(await log.verify()).toMatchObject({ ok: true });
    expect(await log.verify(`?head=${head}`)).toMatchObject({
      ok: false,
      first_bad: UNKNOWN_HEAD_FINDING,
    });
  });

  it('continues the chain after a backup is restored, and reports lost heads as missing', async () => {
    const { head: preserved } = await log.lastSeal();
    const restoreBackup = await log.copy();
    await log.post(2);
    const { head: lost } = await log.seal();
    await restoreBackup();
    await log.post(1);
    const { head } = await log.seal();
    expect(await log.verify(`?head=${preserved}`)).toMatchObject({ ok: true });
    expect(await log.verify(`?head=${head}`)).toMatchObject({ ok: true });
    expect((await log.verify(`?head=${lost}`)).first_bad).toEqual(
      UNKNOWN_HEAD_FINDING,
    );
  });
});
