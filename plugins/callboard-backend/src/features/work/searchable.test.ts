import { SearchableWorkItem } from '@callboard/plugin-callboard-common';
import { workItemConditions } from '@callboard/plugin-callboard-node';
import { range } from 'lodash';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { untilRelayed } from '../../__testUtils__/untilRelayed';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { Desk } from './__testUtils__/Desk';

describeCallboard(
  'what everybody may find',
  { entities: landscape },
  callboard => {
    const found = async (query = ''): Promise<SearchableWorkItem[]> => {
      const items: SearchableWorkItem[] = [];
      let cursor = '';
      do {
        const { body } = await callboard()
          .as('service')
          .get(
            `/search/work-items?limit=2${query}${
              cursor && `&cursor=${cursor}`
            }`,
          )
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
      const restricted = await found('&restricted=true');
      expect(restricted.map(({ title }) => title)).toEqual([
        'Open',
        'Second',
        'Third',
        'Secret',
      ]);
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
  "what the portal's policy may ask about an item",
  { entities: landscape },
  callboard => {
    const ask = (
      ids: string[],
      askers: Array<{ userRef: string; ownershipRefs: string[] }>,
    ) =>
      callboard()
        .as('service')
        .post('/.well-known/backstage/permissions/apply-conditions', {
          items: askers.map(asker => ({
            id: asker.userRef,
            resourceRef: ids,
            resourceType: 'callboard-work-item',
            conditions: workItemConditions.isVisibleTo(asker),
          })),
        });

    /** Who of some people may see items, according to the permission rule. */
    const seen = async (
      ids: string[],
      userRefs: string[],
      groups: string[] = [],
    ) => {
      const { body } = await ask(
        ids,
        userRefs.map(userRef => ({
          userRef,
          ownershipRefs: [userRef, ...groups],
        })),
      ).expect(200);
      return body.items.map(({ result }: { result: string[] }) => result);
    };
    const newcomer = 'user:default/new.comer';

    it('is who is welcome, until somebody removes them', async () => {
      const desk = await Desk.open(callboard());
      const { id } = await desk.make();
      const guest = callboard().as('guest');
      await guest.get('/me').expect(200);
      const boss = callboard().as('superAdmin');
      const members = '/workspaces/default/members';
      const { body } = await boss
        .get(`${members}?search=gus.guest`)
        .expect(200);
      await boss.delete(`${members}/${body.items[0].id}`).expect(204);
      await guest.get(desk.path).expect(404);
      // Nobody has asked about this workspace before, so its people are not cached yet.
      expect(await seen([id], [people.guest, newcomer])).toEqual([
        ['DENY'],
        ['ALLOW'],
      ]);
    });

    it('is the same however references are written', async () => {
      const desk = await Desk.open(callboard());
      const boss = callboard().as('superAdmin');
      await boss.patch(desk.path, { access: 'secret' }).expect(200);
      const { id } = await desk.make();
      const member = 'User:Default/Max.Member';
      await boss
        .post(`${desk.path}/members`, {
          user_ref: people.member,
          role: 'guest',
        })
        .expect(201);
      expect(await seen([id], [member, newcomer])).toEqual([
        ['ALLOW'],
        ['DENY'],
      ]);
      const team = ['Group:Default/Team-A'];
      expect(await seen([id], [newcomer], team)).toEqual([['ALLOW']]);
      await boss.patch(desk.path, { access: 'open' }).expect(200);
    });

    it('takes a thousand references of somebody, and no more', async () => {
      const { id } = await (await Desk.open(callboard())).make();
      const refs = range(1_001).map(at => `group:default/g${at}`);
      const asker = { userRef: newcomer, ownershipRefs: refs };
      expect(await ask([id], [asker])).toMatchObject({ status: 400 });
      const most = { ...asker, ownershipRefs: refs.slice(1) };
      expect(await ask([id], [most])).toMatchObject({ status: 200 });
    });

    it('reads the people of a workspace once for several pages', async () => {
      const { id } = await (await Desk.open(callboard())).make();
      await seen([id], [newcomer]);
      // The relay asks about people as well.
      await untilRelayed(callboard().knex);
      const queries: string[] = [];
      const note = ({ sql }: { sql: string }) => queries.push(sql);
      callboard().knex.on('query', note);
      await seen([id], [newcomer]);
      callboard().knex.off('query', note);
      expect(queries.some(sql => /work_items/.test(sql))).toBe(true);
      expect(
        queries.filter(sql => /from .(memberships|staff)\W/.test(sql)),
      ).toEqual([]);
    });

    it('is nobody if an item is deleted, hidden or does not exist', async () => {
      const desk = await Desk.open(callboard());
      const live = await desk.make();
      const draft = await desk.make({ is_draft: true });
      const old = await desk.make();
      await desk.patch(old, { archived_at: '2026-01-01T00:00:00.000Z' });
      const gone = await desk.make();
      await callboard()
        .as('superAdmin')
        .delete(`${desk.path}/work-items/${gone.id}`)
        .expect(204);
      const ids = [live, draft, old, gone].map(({ id }) => id);
      expect(await seen([...ids, 'no id'], [newcomer])).toEqual([
        ['ALLOW', 'DENY', 'DENY', 'DENY', 'DENY'],
      ]);
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
