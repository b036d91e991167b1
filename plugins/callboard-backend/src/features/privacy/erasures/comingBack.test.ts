import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import {
  people,
  startCallboardOn,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';
import { columnsWith } from './__testUtils__/columnsWith';
import { untilErased } from './__testUtils__/untilErased';
import { LogEraser } from './LogEraser';

describeCallboard('Whoever signs in', {}, callboard => {
  const begin = async (user_ref: string) => {
    const { body } = await callboard()
      .as('superAdmin')
      .post('/admin/erasures', { user_ref, reason: 'They asked for it' })
      .expect(202);
    return body.id as string;
  };
  const live = async (where: TestCallboard, who: 'member' | 'guest') => {
    await where
      .as(who)
      .post('/activity', { action: 'page_view', entity_label: 'A page' })
      .expect(201);
  };
  const joined = async (user_ref: string) =>
    callboard().knex('memberships').where({ user_ref });

  it('after an erasure starts anew', async () => {
    await live(callboard(), 'member');
    const [before] = await joined(people.member);
    const erasure = await untilErased(callboard(), await begin(people.member));
    expect(await joined(people.member)).toEqual([]);
    expect(await joined(erasure.pseudonym)).toMatchObject([{ id: before.id }]);

    const max = callboard().as('member');
    const { body: me } = await max.get('/me').expect(200);
    expect(me).toMatchObject({
      display_name: 'Max Member',
      workspaces: [{ slug: 'default', role: 'member' }],
    });
    const { body } = await max.get('/me/activity').expect(200);
    expect(
      body.activities.map((row: any) => [row.action, row.entity_type]),
    ).toEqual([['create', 'workspace_member']]);
  });

  it('while they are erased loses what they do then, too', async () => {
    await live(callboard(), 'guest');
    // It remembers nobody whom it has let in.
    const replica = await startCallboardOn(callboard().knex);
    const real = LogEraser.prototype.find;
    const found = jest
      .spyOn(LogEraser.prototype, 'find')
      .mockImplementationOnce(async function find(this: LogEraser, ...args) {
        await live(replica, 'guest');
        expect(await joined(people.guest)).toHaveLength(1);
        return real.apply(this, args);
      });
    const { status, pseudonym } = await untilErased(
      callboard(),
      await begin(people.guest),
    );
    expect(found.mock.calls.length).toBeGreaterThan(1);
    found.mockRestore();
    await replica.stop();
    expect(status).toBe('done');
    expect(
      await columnsWith(callboard().knex, [
        people.guest,
        'Gus Guest',
        'gus.guest@example.com',
      ]),
    ).toEqual([]);
    expect(await joined(pseudonym)).toHaveLength(1);
  });
});
