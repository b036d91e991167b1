import { SearchableWorkItem } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { Desk } from './__testUtils__/Desk';

jest.setTimeout(60_000);

describeCallboard(
  'what everybody may find',
  { entities: landscape },
  callboard => {
    const found = async (): Promise<SearchableWorkItem[]> => {
      const items: SearchableWorkItem[] = [];
      let cursor = '';
      do {
        const { body } = await callboard()
          .as('service')
          .get(`/search/work-items?limit=2${cursor && `&cursor=${cursor}`}`)
          .expect(200);
        items.push(...body.items);
        cursor = body.next_cursor;
      } while (cursor);
      return items;
    };

    it('are the items of open projects, neither drafts nor archived', async () => {
      const open = await Desk.open(callboard());
      const secret = await Desk.open(callboard(), 'payments_api');
      const boss = callboard().as('superAdmin');
      const item = await open.make({ title: 'Open', description: 'Why' });
      for (const title of ['Second', 'Third']) await open.make({ title });
      await open.make({ title: 'Draft', is_draft: true });
      const old = await open.make({ title: 'Old' });
      await open.patch(old, { archived_at: '2026-01-01T00:00:00.000Z' });
      await secret.make({ title: 'Secret' });
      const titles = async () => (await found()).map(({ title }) => title);
      expect(await titles()).toContain('Secret');
      await boss.patch(secret.path, { access: 'secret' }).expect(200);
      expect(await titles()).toEqual(['Open', 'Second', 'Third']);
      expect((await found())[0]).toEqual({
        id: item.id,
        workspace: 'default',
        project_id: open.pid,
        project: 'Payments API',
        entity_ref: 'component:default/payments-api',
        identifier: item.identifier,
        title: 'Open',
        description: 'Why',
        state: 'Backlog',
        state_group: 'backlog',
        state_color: '#6e7781',
        updated_at: item.updated_at,
      });
      await boss
        .patch(open.path, { archived_at: '2026-01-01T00:00:00.000Z' })
        .expect(200);
      expect(await titles()).toEqual([]);
    });
  },
);

describeCallboard(
  'where nobody joins by themselves',
  {
    entities: landscape,
    config: { workspaces: { default: { autoJoin: 'none' } } },
  },
  callboard => {
    it('nothing can be found by everybody', async () => {
      await (await Desk.open(callboard())).make();
      const { body } = await callboard()
        .as('service')
        .get('/search/work-items')
        .expect(200);
      expect(body).toEqual({ items: [], next_cursor: null });
    });
  },
);
