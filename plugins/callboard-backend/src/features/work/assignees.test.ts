import { oneDatabase } from '../../__testUtils__/databases';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { Desk } from './__testUtils__/Desk';
import { Thread } from './__testUtils__/Thread';

describeCallboard(
  'somebody outside a project',
  {
    entities: landscape,
    databases: oneDatabase,
    config: { workspaces: { default: { autoJoin: 'none' } } },
  },
  callboard => {
    let desk: Desk;
    let mine: Thread;
    let other: Thread;

    beforeAll(async () => {
      const boss = callboard().as('superAdmin');
      for (const [user_ref, role] of [
        [people.member, 'member'],
        [people.guest, 'guest'],
      ]) {
        await boss
          .post('/workspaces/default/members', { user_ref, role })
          .expect(201);
      }
      desk = await Desk.open(callboard());
      const assignees = [people.guest, people.member];
      mine = await Thread.on(callboard(), desk, { assignees });
      other = await Thread.on(callboard(), desk);
    });

    const itemPath = ({ item }: Thread) => `${desk.path}/work-items/${item.id}`;

    it('changes the items assigned to them, but not where those stand', async () => {
      const me = desk.as('member');
      await me
        .patch(itemPath(mine), {
          title: 'Better',
          priority: 'high',
          state_id: desk.states.Done.id,
        })
        .expect(200);
      await me.patch(itemPath(other), { title: 'Better' }).expect(403);
      for (const patch of [
        { parent_id: other.item.id },
        { parent_id: null },
        { sort_order: 1 },
        { archived_at: '2026-01-01T00:00:00.000Z' },
      ]) {
        const { body } = await me.patch(itemPath(mine), patch).expect(403);
        expect(body.error.message).toContain(Object.keys(patch)[0]);
      }
      expect(await desk.read(mine.item)).toMatchObject({
        title: 'Better',
        priority: 'high',
        archived_at: null,
      });
      await me.delete(itemPath(mine)).expect(403);
      await me.post(`${desk.path}/work-items`, { title: 'New' }).expect(403);
    });

    it('changes several at once, if all are theirs', async () => {
      const me = desk.as('member');
      const path = `${desk.path}/work-items/bulk-update`;
      const changes = { priority: 'low' };
      const all = [mine.item.id, other.item.id];
      await me.post(path, { ids: all, changes }).expect(403);
      const ids = [mine.item.id];
      await me.post(path, { ids, changes: { parent_id: null } }).expect(403);
      await me.post(path, { ids, changes }).expect(200);
      expect(await desk.read(other.item)).toMatchObject({ priority: 'none' });
    });

    it('comments on the items assigned to them, and owns what they said', async () => {
      const me = desk.as('member');
      const said = await mine.say('On it', 'member');
      await me.post(other.path, { body: 'Me too' }).expect(403);
      const theirs = await mine.say('Thanks');
      await me.patch(mine.pathOf(theirs), { body: 'No' }).expect(403);
      await me.delete(mine.pathOf(theirs)).expect(403);
      const boss = desk.as('superAdmin');
      for (const body of ['No', 7]) {
        await boss.patch(mine.pathOf(said), { body }).expect(403);
      }
      await desk.patch(mine.item, { assignees: [people.guest] });
      await me.patch(itemPath(mine), { title: 'Best' }).expect(403);
      await me.post(mine.path, { body: 'Still on it' }).expect(403);
      await me.patch(mine.pathOf(said), { body: 'Was on it' }).expect(200);
      await me.delete(mine.pathOf(said)).expect(204);
      await boss.delete(mine.pathOf(theirs)).expect(204);
      expect(await mine.list()).toEqual([]);
    });

    it('reads only, as a guest of the workspace', async () => {
      const guest = desk.as('guest');
      await guest.get(mine.path).expect(200);
      await guest.patch(itemPath(mine), { title: 'Mine' }).expect(403);
      await guest.post(mine.path, { body: 'Mine' }).expect(403);
      expect(await mine.list()).toEqual([]);
    });

    it('sees and says nothing where the project is secret', async () => {
      const boss = desk.as('superAdmin');
      const said = await mine.say('Between us');
      await desk.patch(mine.item, { assignees: [people.member] });
      await boss.patch(desk.path, { access: 'secret' }).expect(200);
      const me = desk.as('member');
      await me.get(mine.path).expect(404);
      await me.get(mine.pathOf(said)).expect(404);
      await me.post(mine.path, { body: 'Hello' }).expect(404);
      await me.patch(itemPath(mine), { title: 'Mine' }).expect(404);
      expect(await mine.list()).toEqual([said]);
    });
  },
);
