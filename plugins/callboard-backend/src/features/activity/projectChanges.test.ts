import { Activity } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../__testUtils__/startCallboard';
import { landscape, thing } from '../../core/projects/__testUtils__/landscape';
import { Desk } from '../work/__testUtils__/Desk';
import { addRows } from './__testUtils__/activityRows';

const DAY_MS = 86_400_000;

describeCallboard(
  'what changed in the own projects',
  { entities: [...landscape, thing('Component', 'other')] },
  callboard => {
    let mine: Desk;

    beforeAll(async () => {
      await callboard()
        .as('superAdmin')
        .post('/workspaces/default/members', {
          user_ref: people.reader,
          role: 'guest',
        })
        .expect(201);
      for (const who of ['member', 'guest'] as const) {
        await callboard().as(who).get('/me').expect(200);
      }
      mine = await Desk.open(callboard());
      for (const [user_ref, role] of [
        [people.member, 'member'],
        [people.guest, 'guest'],
        [people.reader, 'member'],
      ]) {
        await callboard()
          .as('superAdmin')
          .post(`${mine.path}/members`, { user_ref, role })
          .expect(201);
      }
      const item = await mine.make({ title: 'Mine' });
      await mine.patch(item, { priority: 'high' });
      const other = await Desk.open(callboard(), 'other');
      await other.make({ title: 'Not mine' });
      const { id: workspace_id } = await callboard()
        .knex('workspaces')
        .where({ slug: 'default' })
        .first('id');
      const row = {
        project_id: mine.pid,
        source: 'backend' as const,
        user_id: people.admin,
        entity_type: 'work_item' as const,
      };
      await addRows(callboard().knex, workspace_id, [
        {
          ...row,
          visibility: 'project',
          entity_label: 'Long ago',
          created_at: Date.now() - 31 * DAY_MS,
        },
        {
          ...row,
          visibility: 'project',
          entity_label: 'Detail',
          is_detail: true,
        },
        { ...row, visibility: 'project_members', entity_label: 'For members' },
        { ...row, visibility: 'admins', entity_label: 'For admins' },
      ]);
    });

    const list = async (who: PersonName, query = '') =>
      (
        await callboard()
          .as(who)
          .get(`/activity/my-projects?${query}`)
          .expect(200)
      ).body as { items: Activity[]; next_cursor: string | null };
    const labels = async (who: PersonName, query?: string) =>
      (await list(who, query)).items
        .filter(({ entity_type }) => entity_type === 'work_item')
        .map(({ action, entity_label }) => `${action} ${entity_label}`);

    it('is what those who are in them may see, of the last 30 days', async () => {
      const [made] = (await list('member')).items.filter(
        ({ action }) => action === 'create',
      );
      const changed = ['update', 'create'].map(
        action => `${action} ${made.entity_label}`,
      );
      const members = expect.stringMatching(/For members$/);
      expect(await labels('member')).toEqual([members, ...changed]);
      expect(await labels('guest')).toEqual(changed);
      expect(await labels('superAdmin')).toEqual([]);
    });

    it('takes a role in the project, whatever the role in the workspace', async () => {
      // A guest of the workspace who is a member of the project.
      const reader = await labels('reader');
      expect(reader).toEqual(await labels('member'));
      for (const who of ['reader', 'guest'] as const) {
        const { body } = await callboard()
          .as(who)
          .get('/activity?about=component:default/payments-api&limit=200')
          .expect(200);
        const seen = body.activities.map(({ id }: Activity) => id);
        const { items } = await list(who, 'limit=200');
        expect(seen).toEqual(expect.arrayContaining(items.map(({ id }) => id)));
        expect(body.total).toBe(seen.length);
        expect(
          body.activities.some((row: Activity) =>
            /For members/.test(row.entity_label ?? ''),
          ),
        ).toBe(who === 'reader');
      }
    });

    it('comes in pages', async () => {
      const all = (await list('member')).items.map(({ id }) => id);
      const first = await list('member', 'limit=2');
      const rest = await list(
        'member',
        `limit=200&cursor=${first.next_cursor}`,
      );
      expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(all);
    });
  },
);
