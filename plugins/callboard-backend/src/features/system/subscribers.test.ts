import { setTimeout as sleep } from 'timers/promises';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { World } from '../../contract/__testUtils__/World';

const PATH = '/admin/subscribers';

describeCallboard('who hears of changes', {}, callboard => {
  const boss = () => callboard().as('superAdmin');

  const find = async (name: string) => {
    const { body } = await boss().get(PATH).expect(200);
    return body.items.find((item: { name: string }) => item.name === name);
  };

  it('is listed, with what waits, what was set aside and whether it is paused', async () => {
    await boss().post('/workspaces', { slug: 'made', name: 'Made' });
    const { subscriber } = await new World(callboard()).newParkedDispatch();
    await callboard()
      .knex('outbox_subscribers')
      .where({ name: subscriber })
      .update({
        paused_at: new Date('2026-05-01T10:00:00Z'),
        next_probe_at: new Date('2026-05-01T10:01:00Z'),
        last_error: 'Error: away',
      });
    expect(await find(subscriber)).toEqual({
      name: subscriber,
      last_seen_at: expect.any(String),
      // What happened meanwhile may wait for it already.
      waiting: expect.any(Number),
      parked: 1,
      paused_at: '2026-05-01T10:00:00.000Z',
      next_probe_at: '2026-05-01T10:01:00.000Z',
      last_error: 'Error: away',
    });
    // The relay notes its own once it has begun.
    while (!(await find('events'))) {
      await sleep(50);
    }
    expect(await find('events')).toMatchObject({
      paused_at: null,
      next_probe_at: null,
      last_error: null,
    });
    const health = await callboard().as('nobody').get('/health').expect(200);
    expect(health.body.relay.paused).toBe(1);
  });

  it('is forgotten when it is gone, with what waits for it alone', async () => {
    const world = new World(callboard());
    const { subscriber } = await world.newGoneSubscriber();
    const { change_id } = await world.newParkedDispatch(subscriber);
    await boss().delete(`${PATH}/${subscriber}`).expect(204);
    expect(await find(subscriber)).toBeUndefined();
    const left = await callboard()
      .knex('outbox')
      .join('outbox_dispatches', 'outbox_dispatches.seq', 'outbox.seq')
      .where({ activity_id: change_id, subscriber });
    expect(left).toEqual([]);
    expect(
      await callboard()
        .knex('outbox')
        .where({ stage: 'retrying' })
        .whereNotIn('seq', callboard().knex('outbox_dispatches').select('seq')),
    ).toEqual([]);
    await boss().delete(`${PATH}/${subscriber}`).expect(404);
  });

  it('is forgotten with any number of changes, and others keep theirs', async () => {
    const world = new World(callboard());
    const { knex } = callboard();
    const gone = await world.newGoneSubscriber();
    const kept = await world.newParkedDispatch('another');
    const { change_id } = await world.newParkedDispatch(gone.subscriber);
    const [entry] = await knex('outbox').where({ activity_id: change_id });
    const [dispatch] = await knex('outbox_dispatches').where(gone);
    const copies = Array.from({ length: 2_500 }, (_, n) => ({
      ...entry,
      resource: null,
      people: null,
      seq: Number(entry.seq) + 1_000_000 + n,
    }));
    await knex.batchInsert('outbox', copies, 50);
    await knex.batchInsert(
      'outbox_dispatches',
      copies.map(({ seq }) => ({ ...dispatch, seq })),
      50,
    );
    await boss().delete(`${PATH}/${gone.subscriber}`).expect(204);
    expect(await knex('outbox_dispatches').where(gone)).toEqual([]);
    expect(
      await knex('outbox').where('seq', '>=', copies[0].seq).select('seq'),
    ).toEqual([]);
    expect(await find(kept.subscriber)).toMatchObject({ parked: 1 });
  });

  it('is not forgotten while a replica has it', async () => {
    const { body } = await boss().delete(`${PATH}/events`).expect(409);
    expect(body.error.message).toMatch(/has events/);
    expect(await find('events')).toBeDefined();
  });
});
