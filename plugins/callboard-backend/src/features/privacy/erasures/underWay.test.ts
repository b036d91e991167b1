import { MAX_ATTEMPTS } from '../../../changes/backoff';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import { until } from '../../../__testUtils__/until';
import { columnsWith } from './__testUtils__/columnsWith';
import { untilErased } from './__testUtils__/untilErased';
import { LogEraser } from './LogEraser';

describeCallboard('Erasures that are under way', {}, callboard => {
  const begin = async (user_ref: string) => {
    const { body } = await callboard()
      .as('superAdmin')
      .post('/admin/erasures', { user_ref, reason: 'They asked for it' })
      .expect(202);
    return body.id as string;
  };

  it('can be several, and do not get into each other’s way', async () => {
    for (const who of ['member', 'guest'] as const) {
      await callboard()
        .as(who)
        .post('/activity', { action: 'page_view', entity_label: 'A page' })
        .expect(201);
    }
    await callboard()
      .as('superAdmin')
      .post('/activity', {
        action: 'add_note',
        entity_label: 'Max Member told Gus Guest',
      })
      .expect(201);
    const ids = await Promise.all([people.member, people.guest].map(begin));
    const done = await Promise.all(ids.map(id => untilErased(callboard(), id)));
    expect(done.map(({ status }) => status)).toEqual(['done', 'done']);
    const { knex } = callboard();
    expect(
      await columnsWith(knex, [
        ...[people.member, people.guest],
        ...['Max Member', 'Gus Guest', 'max.member@', 'gus.guest@'],
      ]),
    ).toEqual([]);
    expect(
      await knex('activity').where({
        entity_label: 'Erased person told Erased person',
      }),
    ).toHaveLength(1);
  });

  it('go on when they are asked for again after they have failed', async () => {
    const { knex } = callboard();
    await callboard().as('reader').post('/activity', { action: 'page_view' });
    const failing = jest
      .spyOn(LogEraser.prototype, 'find')
      .mockRejectedValue(new Error('the disk is full'));
    const id = await begin(people.reader);
    await until(async () => {
      const [job] = await knex('jobs').where({ queue: 'erasures' });
      return Boolean(job?.last_error);
    });
    await knex('jobs')
      .where({ queue: 'erasures' })
      .update({ attempts: MAX_ATTEMPTS, due_at: new Date() });
    const failed = await untilErased(callboard(), id);
    expect(failed).toMatchObject({ id, status: 'failed' });
    expect(failed.finished_at).not.toBeNull();

    failing.mockRestore();
    expect(await begin(people.reader)).toBe(id);
    expect(await untilErased(callboard(), id)).toMatchObject({
      status: 'done',
      pseudonym: failed.pseudonym,
    });
    expect(await columnsWith(knex, [people.reader])).toEqual([]);
  });
});
