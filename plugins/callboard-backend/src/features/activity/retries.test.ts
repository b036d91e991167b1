import { randomUUID } from 'crypto';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  people,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { claimInsertion } from './claims';
import { pruneClaims } from './pruneClaims';
import { addWorkspace } from './__testUtils__/activityRows';

const DAY = 86_400_000;
const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())('events sent again on %s', id => {
  let callboard: TestCallboard;

  beforeAll(async () => {
    callboard = await startCallboard(databases, id);
    await addWorkspace(callboard, 'other');
  });

  afterAll(() => callboard.stop());

  const event = (client_event_id: string, action = 'retried') => ({
    action,
    client_event_id,
  });

  const post = async (
    body: unknown,
    who: 'member' | 'guest' | 'superAdmin' = 'member',
    path = '/activity',
  ) => (await callboard.as(who).post(path, body).expect(201)).body;

  const countRows = async (ids: string[]) =>
    (await callboard.knex('activity').whereIn('id', ids)).length;

  const countOf = async (action: string) =>
    (await callboard.knex('activity').where({ action })).length;

  /** Lets time pass since an event was first sent. */
  const age = (client_event_id: string, days: number) =>
    callboard
      .knex('activity_client_events')
      .where({ client_event_id })
      .update({ created_at: new Date(Date.now() - days * DAY) });

  it('are stored once and answer the first id', async () => {
    const key = randomUUID();
    const first = await post(event(key));
    const second = await post({ ...event(key), action: 'other' });
    expect(second).toEqual(first);
    expect(await countRows([first.id])).toBe(1);
  });

  it('are recognised whatever the case of their id', async () => {
    const key = randomUUID();
    const first = await post(event(key));
    expect(await post(event(key.toUpperCase()))).toEqual(first);
  });

  it('are recognised in another workspace', async () => {
    const key = randomUUID();
    const first = await post(event(key), 'superAdmin');
    const again = await post(
      event(key),
      'superAdmin',
      '/activity?workspace=other',
    );
    expect(again).toEqual(first);
  });

  it('are different events when different people send them', async () => {
    const key = randomUUID();
    const mine = await post(event(key));
    const theirs = await post(event(key), 'guest');
    expect(theirs.id).not.toBe(mine.id);
    expect(await countRows([mine.id, theirs.id])).toBe(2);
  });

  it('are stored once when a batch holds them twice', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const { ids } = await post([
      event(one),
      event(two),
      event(one),
      { action: 'retried' },
    ]);
    expect(ids[2]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
    expect(await countRows(ids)).toBe(3);
  });

  it('are stored with what is new in a batch', async () => {
    const [old, fresh] = [randomUUID(), randomUUID()];
    const first = await post(event(old));
    const { ids } = await post([event(fresh), event(old)]);
    expect(ids[1]).toBe(first.id);
    expect(await countRows(ids)).toBe(2);
  });

  it('are stored once when 20 copies come at the same time', async () => {
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(event(key, 'simultaneous'))),
    );
    expect(new Set(answers.map(answer => answer.id)).size).toBe(1);
    expect(await countOf('simultaneous')).toBe(1);
  });

  it('do not block each other in batches of opposite order', async () => {
    const keys = Array.from({ length: 100 }, randomUUID);
    const forwards = keys.map(key => event(key, 'crossing'));
    const backwards = [...forwards].reverse();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        post(n % 2 === 0 ? forwards : backwards),
      ),
    );
    answers.forEach((answer, n) => {
      const ids = n % 2 === 0 ? answer.ids : [...answer.ids].reverse();
      expect(ids).toEqual(answers[0].ids);
    });
    expect(await countOf('crossing')).toBe(100);
  });

  it('are not remembered when they were refused', async () => {
    const key = randomUUID();
    await callboard
      .as('member')
      .post('/activity', [event(key, 'refused'), { action: 'BAD' }])
      .expect(400);
    await post(event(key, 'refused'));
    expect(await countOf('refused')).toBe(1);
  });

  it('are recognised for 30 days and new after that', async () => {
    const key = randomUUID();
    const first = await post(event(key));
    await age(key, 29.9);
    expect(await post(event(key))).toEqual(first);
    await age(key, 30.1);
    const second = await post(event(key));
    expect(second.id).not.toBe(first.id);
    expect(await countRows([first.id, second.id])).toBe(2);
    expect(await post(event(key))).toEqual(second);
  });

  it('are new once, when 10 copies come together after 30 days', async () => {
    const key = randomUUID();
    const first = await post(event(key, 'revived'));
    await age(key, 31);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post(event(key, 'revived'))),
    );
    const ids = new Set(answers.map(answer => answer.id));
    expect(ids.size).toBe(1);
    expect(ids.has(first.id)).toBe(false);
    expect(await countOf('revived')).toBe(2);
  });

  it('are forgotten by the upkeep after 30 days, and not before', async () => {
    const [old, recent] = [randomUUID(), randomUUID()];
    await post([event(old), event(recent)]);
    await age(old, 30.1);
    await age(recent, 29.9);
    await pruneClaims(callboard.knex, Date.now());
    const left = await callboard
      .knex('activity_client_events')
      .whereIn('client_event_id', [old, recent]);
    expect(left.map(row => row.client_event_id)).toEqual([recent]);
  });

  it('are forgotten in short steps, however many there are', async () => {
    const { knex } = callboard;
    const now = Date.now();
    const claims = Array.from({ length: 2_500 }, () => ({
      user_id: people.member,
      client_event_id: randomUUID(),
      activity_id: randomUUID(),
    }));
    const { rows } = claimInsertion(claims, now - 31 * DAY);
    await knex.batchInsert('activity_client_events', rows, 200);
    const forgotten: number[] = [];
    const note = (count: number, { method }: { method: string }) => {
      if (method === 'del') forgotten.push(count);
    };
    knex.on('query-response', note);
    await pruneClaims(knex, now);
    knex.off('query-response', note);
    expect(forgotten.slice(0, 2)).toEqual([1_000, 1_000]);
    expect(
      await knex('activity_client_events').whereIn(
        'client_event_id',
        claims.slice(0, 500).map(claim => claim.client_event_id),
      ),
    ).toEqual([]);
  });
});
