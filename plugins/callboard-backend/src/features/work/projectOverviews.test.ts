import { ProjectOverview } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../__testUtils__/startCallboard';
import { landscape, thing } from '../../core/projects/__testUtils__/landscape';
import { Desk } from './__testUtils__/Desk';

const path = '/workspaces/default/projects/overview';

describeCallboard(
  'an overview of projects',
  {
    entities: [
      ...landscape,
      ...['alpha', 'beta', 'gamma', 'hidden'].map(name =>
        thing('Component', name),
      ),
    ],
  },
  callboard => {
    const desks: Record<string, Desk> = {};

    beforeAll(async () => {
      for (const who of ['member', 'guest', 'stranger'] as const) {
        await callboard().as(who).get('/me').expect(200);
      }
      for (const name of ['alpha', 'beta', 'gamma', 'hidden', 'payments-api']) {
        desks[name] = await Desk.open(callboard(), name);
      }
      await callboard()
        .as('superAdmin')
        .patch(desks.hidden.path, { access: 'secret' })
        .expect(200);
      await callboard()
        .as('superAdmin')
        .post(`${desks.gamma.path}/members`, {
          user_ref: people.member,
          role: 'member',
        })
        .expect(201);

      const { beta } = desks;
      const inState = (name: string) => ({ state_id: beta.states[name].id });
      await beta.make({ ...inState('Todo'), target_date: '2020-02-01' });
      await beta.make({ ...inState('In Review'), target_date: '2090-02-01' });
      await beta.make({ ...inState('In Progress') });
      // None of these is work ahead.
      await beta.make({ ...inState('Done'), target_date: '2020-02-01' });
      await beta.make({ ...inState('Triage'), target_date: '2020-02-01' });
      await beta.make({ is_draft: true, target_date: '2020-02-01' });
      const old = await beta.make({ target_date: '2020-02-01' });
      await beta.patch(old, { archived_at: new Date().toISOString() });
      await desks.alpha.make();
    });

    const list = async (who: PersonName, query = '') =>
      (await callboard().as(who).get(`${path}?${query}`).expect(200)).body as {
        items: ProjectOverview[];
        total: number;
        next_cursor: string | null;
      };
    const names = async (who: PersonName, query = '') =>
      (await list(who, query)).items.map(({ project }) => project.name);

    it('counts the work ahead, and nothing else', async () => {
      const { items } = await list('guest', 'search=beta');
      expect(items).toMatchObject([
        {
          is_mine: false,
          counts: { open: 3, backlog: 0, unstarted: 1, started: 2, overdue: 1 },
          last_changed_at: expect.any(String),
          owner_ref: null,
          member_count: 0,
        },
      ]);
      const [owned] = (await list('guest', 'search=payments-api')).items;
      expect(owned).toMatchObject({
        counts: { open: 0, overdue: 0 },
        last_changed_at: null,
        owner_ref: 'group:default/team-a',
        member_count: 1,
      });
    });

    it('has the own projects first, and only what the caller can see', async () => {
      expect(await names('member', 'order_by=name')).toEqual([
        'gamma',
        'alpha',
        'beta',
        'Payments API',
      ]);
      expect(await names('stranger', 'order_by=name')).toEqual([
        'Payments API',
        'alpha',
        'beta',
        'gamma',
      ]);
      expect(await names('superAdmin', 'order_by=name&search=hidden')).toEqual([
        'hidden',
      ]);
      expect(await names('guest', 'search=hidden')).toEqual([]);
      expect(await names('member', 'is_mine=true')).toEqual(['gamma']);
      expect((await list('member', 'is_mine=false')).total).toBe(3);
    });

    it.each([
      ['name', 'alpha beta gamma Payments API'],
      ['-last_changed_at', 'alpha beta gamma Payments API'],
      ['-open', 'beta alpha gamma Payments API'],
      ['-overdue', 'beta alpha gamma Payments API'],
    ])('is ordered by %s, also page by page', async (order, expected) => {
      const query = `order_by=${order}`;
      expect((await names('guest', query)).join(' ')).toBe(expected);
      const paged: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: Awaited<ReturnType<typeof list>> = await list(
          'member',
          `${query}&limit=1${cursor && `&cursor=${cursor}`}`,
        );
        expect(page.total).toBe(4);
        paged.push(...page.items.map(({ project }) => project.name));
        cursor = page.next_cursor;
      }
      expect(paged).toEqual(await names('member', query));
      expect(paged[0]).toBe('gamma');
    });

    it('refuses the cursor of another order', async () => {
      const { next_cursor } = await list('guest', 'order_by=-open&limit=1');
      const { status } = await callboard()
        .as('guest')
        .get(`${path}?order_by=name&limit=1&cursor=${next_cursor}`);
      expect(status).toBe(400);
    });

    it('leaves archived projects out on request', async () => {
      await callboard()
        .as('superAdmin')
        .patch(desks['payments-api'].path, {
          archived_at: new Date().toISOString(),
        })
        .expect(200);
      expect(await names('stranger', 'is_archived=true')).toEqual([
        'Payments API',
      ]);
      expect(await names('stranger', 'is_archived=false')).not.toContain(
        'Payments API',
      );
    });
  },
);
