import { changesIn, tracesOf } from '../../../__testUtils__/tracesOf';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { encodeCursor } from '../../../http/cursor';
import { Desk } from '../__testUtils__/Desk';
import { Thread } from '../__testUtils__/Thread';

const absent = '01920000-0000-7000-8000-000000000000';

describeCallboard('comments', { entities: landscape }, callboard => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open(callboard());
    for (const who of ['member', 'guest'] as const) {
      await callboard().as(who).get('/me').expect(200);
    }
  });

  it('are said, changed and deleted, and each of it is told', async () => {
    const thread = await Thread.on(callboard(), desk);
    const { identifier, title } = thread.item;
    const said = await thread.say('Looks **good**');
    expect(said).toEqual({
      id: expect.any(String),
      project_id: desk.pid,
      work_item_id: thread.item.id,
      author_ref: people.superAdmin,
      author_name: 'Sue Super',
      body: 'Looks **good**',
      mentions: [],
      source: 'callboard',
      external_id: null,
      external_url: null,
      edited_at: null,
      version: 1,
      created_at: expect.any(String),
      updated_at: said.created_at,
      deleted_at: null,
      deleted_by: null,
    });
    const boss = thread.as('superAdmin');
    const changed = await boss
      .patch(thread.pathOf(said), { body: 'Looks fine' })
      .set('If-Match', '"1"')
      .expect(200);
    expect(changed.headers.etag).toBe('"2"');
    expect(changed.body).toEqual({
      ...said,
      body: 'Looks fine',
      version: 2,
      edited_at: expect.any(String),
      updated_at: changed.body.edited_at,
    });
    expect(await thread.list()).toEqual([changed.body]);
    await boss.patch(thread.pathOf(said), { body: 'Looks fine' }).expect(200);
    await boss
      .patch(thread.pathOf(said), { body: 'Late' })
      .set('If-Match', '"1"')
      .expect(412);
    await boss.delete(thread.pathOf(said)).set('If-Match', '"1"').expect(412);
    await boss.delete(thread.pathOf(said)).expect(204);
    await boss.get(thread.pathOf(said)).expect(404);
    await boss.delete(thread.pathOf(said)).expect(404);

    const traces = await tracesOf(callboard(), said.id);
    expect(traces.map(({ action }) => action)).toEqual([
      'create',
      'update',
      'delete',
    ]);
    expect(traces[0]).toMatchObject({
      entity_type: 'work_item_comment',
      entity_label: `${identifier} ${title}`,
    });
    expect(changesIn(traces[1])).toEqual({
      body: ['Looks **good**', 'Looks fine'],
    });
    expect(changesIn(traces[2])).toMatchObject({ body: ['Looks fine', null] });
  });

  it('leave nothing but their place when they are deleted', async () => {
    const thread = await Thread.on(callboard(), desk);
    const said = await thread.say('Never mind, @max.member');
    await thread.say('Go on');
    await thread.as('superAdmin').delete(thread.pathOf(said)).expect(204);
    expect(await thread.list()).toMatchObject([{ body: 'Go on' }]);
    expect(await thread.list('include_deleted=true')).toMatchObject([
      {
        id: said.id,
        body: '',
        mentions: [],
        deleted_at: expect.any(String),
        deleted_by: people.superAdmin,
      },
      { body: 'Go on', deleted_at: null, deleted_by: null },
    ]);
  });

  it('come in pages, in the order they were written or the other way round', async () => {
    const thread = await Thread.on(callboard(), desk);
    const said = ['one', 'two', 'three'];
    for (const body of said) await thread.say(body);
    for (const [order, expected] of [
      ['created_at', said],
      ['-created_at', [...said].reverse()],
    ] as const) {
      const found: string[] = [];
      let cursor = '';
      do {
        const { body } = await thread
          .as('superAdmin')
          .get(`${thread.path}?limit=2&order_by=${order}${cursor}`)
          .expect(200);
        expect(body.total).toBe(3);
        found.push(...body.items.map((item: { body: string }) => item.body));
        cursor = body.next_cursor && `&cursor=${body.next_cursor}`;
      } while (cursor);
      expect(found).toEqual(expected);
    }
    const { body } = await thread
      .as('superAdmin')
      .get(`${thread.path}?limit=1`)
      .expect(200);
    await thread
      .as('superAdmin')
      .get(`${thread.path}?order_by=-created_at&cursor=${body.next_cursor}`)
      .expect(400);
    const farBack = encodeCursor([
      'created_at',
      '-271821-04-20T00:00:00.000Z',
      body.items[0].id,
    ]);
    await thread
      .as('superAdmin')
      .get(`${thread.path}?cursor=${farBack}`)
      .expect(400);
  });

  it('mention only people who can see the item', async () => {
    const secret = await Desk.open(callboard(), 'payments_api');
    const boss = callboard().as('superAdmin');
    await boss.patch(secret.path, { access: 'secret' }).expect(200);
    const body =
      '@max.member, `@gus.guest` and @user:default/sue.super: @nobody';
    const open = await (await Thread.on(callboard(), desk)).say(body);
    expect(open.mentions).toEqual([people.member, people.superAdmin]);
    const thread = await Thread.on(callboard(), secret);
    const hidden = await thread.say(body);
    expect(hidden.mentions).toEqual([people.superAdmin]);
    const { body: edited } = await boss
      .patch(thread.pathOf(hidden), { body: 'Nobody' })
      .expect(200);
    expect(edited.mentions).toEqual([]);
    const [trace] = await tracesOf(callboard(), open.id);
    expect(trace.metadata).toMatchObject({
      names: { [people.superAdmin]: 'Sue Super' },
    });
  });

  it('are of one item of one project', async () => {
    const thread = await Thread.on(callboard(), desk);
    const other = await Thread.on(callboard(), desk);
    const said = await thread.say('Here');
    const boss = thread.as('superAdmin');
    await boss.get(other.pathOf(said)).expect(404);
    await boss.patch(other.pathOf(said), { body: 'There' }).expect(404);
    await boss.delete(other.pathOf(said)).expect(404);
    expect(await thread.list()).toEqual([said]);
    await boss.get(`${desk.path}/work-items/${absent}/comments`).expect(404);
    await boss
      .post(`${desk.path}/work-items/${absent}/comments`, { body: 'Lost' })
      .expect(404);
    await boss.delete(`${desk.path}/work-items/${thread.item.id}`).expect(204);
    await boss.get(thread.path).expect(404);
    await boss.get(thread.pathOf(said)).expect(404);
    await boss.post(thread.path, { body: 'Too late' }).expect(404);
  });

  it('say something, and not too much of it', async () => {
    const thread = await Thread.on(callboard(), desk);
    const boss = thread.as('superAdmin');
    await boss.post(thread.path, { body: ' \n ' }).expect(400);
    await boss.post(thread.path, {}).expect(400);
    await boss.post(thread.path, { body: 7 }).expect(400);
    const longest = '>'.repeat(20_000);
    await boss.post(thread.path, { body: `${longest}>` }).expect(400);
    expect((await thread.say(longest)).body).toBe(longest);
  });

  it('stay as they are while the project is archived', async () => {
    const archived = await Desk.open(callboard(), 'payments_api');
    const thread = await Thread.on(callboard(), archived);
    const said = await thread.say('Before');
    const boss = thread.as('superAdmin');
    await boss
      .patch(archived.path, { archived_at: '2026-01-01T00:00:00.000Z' })
      .expect(200);
    await boss.post(thread.path, { body: 'After' }).expect(409);
    await boss.patch(thread.pathOf(said), { body: 'After' }).expect(409);
    await boss.delete(thread.pathOf(said)).expect(409);
    expect(await thread.list()).toEqual([said]);
  });
});
