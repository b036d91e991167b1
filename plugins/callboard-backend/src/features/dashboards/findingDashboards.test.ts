import { SearchResult, Thing } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { PersonName } from '../../__testUtils__/startCallboard';
import { makeDashboardWorld } from './__testUtils__/makeDashboardWorld';

const path = '/workspaces/default/dashboards';
const everybody = ['superAdmin', 'admin', 'member', 'guest'] as const;

describeCallboard('finding dashboards', {}, callboard => {
  const { enter, newDashboard, otherWorkspace } = makeDashboardWorld(callboard);

  beforeAll(enter);

  const search = async (who: PersonName, q: string): Promise<SearchResult[]> =>
    (
      await callboard()
        .as(who)
        .get(`/search?q=${encodeURIComponent(q)}`)
        .expect(200)
    ).body.items;

  const places = async (
    who: PersonName,
    ...ids: string[]
  ): Promise<{ items: Thing[]; gone: unknown[] }> =>
    (await callboard().as(who).get(`/things?dashboards=${ids}`).expect(200))
      .body;

  it('tells what they are called, whose they are and where', async () => {
    const { id } = await newDashboard('member', {
      name: 'Büro Wombat 100%',
      access: 'shared',
    });
    const url = `/dashboards/${id}?workspace=default`;
    const found = {
      type: 'dashboard',
      id,
      title: 'Büro Wombat 100%',
      subtitle: 'Max Member',
      workspace_slug: 'default',
      url,
      state: null,
      mark: null,
    };
    for (const q of ['wombat', 'BURO', 'wombat buro', '0%']) {
      expect(await search('guest', q)).toEqual([found]);
    }
    expect(await search('guest', 'w_mbat')).toEqual([]);
    expect(await places('guest', id)).toEqual({
      items: [
        {
          type: 'dashboard',
          id,
          title: 'Büro Wombat 100%',
          workspace_slug: 'default',
          url,
        },
      ],
      gone: [],
    });
  });

  it('finds private ones for their owners alone, shared ones in workspaces of one’s own', async () => {
    const own = await newDashboard('member', { name: 'Echidna, mine' });
    const shared = await newDashboard('admin', {
      name: 'Echidna, ours',
      access: 'shared',
    });
    const elsewhere = await otherWorkspace();
    const { body: far } = await callboard()
      .as('superAdmin')
      .post(elsewhere, { name: 'Echidna, far', access: 'shared' })
      .expect(201);
    const seen: Record<string, string[]> = {};
    for (const who of everybody) {
      const found = (await search(who, 'echidna')).map(({ id }) => id).sort();
      const { items } = await places(who, own.id, shared.id, far.id);
      expect([who, items.map(({ id }) => id).sort()]).toEqual([who, found]);
      seen[who] = found;
    }
    expect(seen).toEqual({
      superAdmin: [shared.id, far.id].sort(),
      admin: [shared.id],
      member: [own.id, shared.id].sort(),
      guest: [shared.id],
    });
  });

  it('says that one is gone to who could read it, and finds it no more', async () => {
    const shared = await newDashboard('member', {
      name: 'Numbat, ours',
      access: 'shared',
    });
    const own = await newDashboard('member', { name: 'Numbat, mine' });
    for (const { id } of [shared, own]) {
      await callboard().as('member').delete(`${path}/${id}`).expect(204);
    }
    expect(await search('member', 'numbat')).toEqual([]);
    const gone = (id: string) => ({ type: 'dashboard', id });
    expect((await places('guest', shared.id, own.id)).gone).toEqual([
      gone(shared.id),
    ]);
    expect((await places('member', shared.id, own.id)).gone).toEqual([
      gone(shared.id),
      gone(own.id),
    ]);
  });

  it('knows the owner whose name nobody knows by their reference', async () => {
    await newDashboard('member', { name: 'Quoll', access: 'shared' });
    const { knex } = callboard();
    await knex('dashboards')
      .where({ name: 'Quoll' })
      .update({ owner_ref: 'user:default/gone' });
    expect((await search('guest', 'quoll'))[0].subtitle).toBe(
      'user:default/gone',
    );
  });
});
