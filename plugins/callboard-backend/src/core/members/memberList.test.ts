import { Member } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { testEntities } from '../../__testUtils__/startCallboard';
import { MemberStore } from './MemberStore';

const entities = [
  ...testEntities,
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'zoe', namespace: 'default' },
    spec: { profile: { displayName: 'Ärmel Zoë' } },
  },
];

describeCallboard('the list of members', { entities }, callboard => {
  const superAdmin = () => callboard().as('superAdmin');
  const path = '/workspaces/list/members';

  beforeAll(async () => {
    await superAdmin()
      .post('/workspaces', { slug: 'list', name: 'List' })
      .expect(201);
    const wanted = {
      'ada.admin': 'admin',
      'max.member': 'member',
      'gus.guest': 'guest',
      'ann_of.100percent': 'guest',
      zoe: 'member',
    };
    for (const [name, role] of Object.entries(wanted)) {
      await superAdmin()
        .post(path, { user_ref: `user:default/${name}`, role })
        .expect(201);
    }
  });

  async function names(query: string): Promise<string[]> {
    const { body } = await superAdmin().get(`${path}?${query}`).expect(200);
    expect(body.total).toBe(body.items.length);
    return body.items.map((item: Member) => item.user_ref.split('/')[1]);
  }

  it.each(['', 'search='])(
    'is ordered by name, without case and accents (%s)',
    async query => {
      expect(await names(query)).toEqual([
        'ada.admin',
        'ann_of.100percent',
        'zoe',
        'gus.guest',
        'max.member',
        'sue.super',
      ]);
    },
  );

  it.each([
    ['role=admin', ['ada.admin', 'sue.super']],
    ['role=guest', ['ann_of.100percent', 'gus.guest']],
    ['search=ADA', ['ada.admin']],
    ['search=Max%20Mem', ['max.member']],
    ['search=default/z', ['zoe']],
    [`search=${encodeURIComponent('Ärmel')}`, ['zoe']],
    [`search=${encodeURIComponent('ärmel')}`, ['zoe']],
    [`search=${encodeURIComponent('armel')}`, ['zoe']],
    [`search=${encodeURIComponent('ZOË')}`, ['zoe']],
    ['search=armel%20zo', ['zoe']],
    ['search=%20zoe%20', ['zoe']],
    // A decomposed ë.
    ['search=Zoe%CC%88', ['zoe']],
    ['search=max&role=admin', []],
    ['search=nobody-at-all', []],
    // Wild cards of SQL are text.
    ['search=_', ['ann_of.100percent']],
    ['search=%25', []],
    ['search=%5C', []],
  ])('is narrowed by %s', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it('is paged, each member once', async () => {
    const found: string[] = [];
    let next: string | null = '';
    let pages = 0;
    while (next !== null) {
      const page: any = await superAdmin()
        .get(`${path}?limit=4${next && `&cursor=${next}`}`)
        .expect(200);
      expect(page.body.total).toBe(6);
      found.push(...page.body.items.map((item: Member) => item.display_name));
      next = page.body.next_cursor;
      pages += 1;
    }
    expect(pages).toBe(2);
    expect(found).toEqual([
      'Ada Admin',
      'ann_of.100percent',
      'Ärmel Zoë',
      'Gus Guest',
      'Max Member',
      'Sue Super',
    ]);
  });

  it('follows changes of names', async () => {
    const { knex } = callboard();
    const user_ref = 'user:default/zoe';
    const call = async (search_text: string) => {
      await knex('people').where({ user_ref }).update({ search_text });
      await new MemberStore(knex).sortByName([user_ref]);
    };
    const { search_text } = await knex('people').where({ user_ref }).first();
    await call('ZZ TOP\nUSER:DEFAULT/ZOE');
    expect((await names('')).pop()).toBe('zoe');
    await call(search_text);
    expect((await names('')).indexOf('zoe')).toBe(2);
  });

  it('refuses cursors of the list of workspaces, and the other way round', async () => {
    const cursorOf = async (list: string) =>
      (await superAdmin().get(`${list}?limit=1`).expect(200)).body.next_cursor;
    const [members, workspaces] = [
      await cursorOf(path),
      await cursorOf('/workspaces'),
    ];
    for (const wrong of [
      `${path}?cursor=${workspaces}`,
      `/workspaces?cursor=${members}`,
    ]) {
      const answer = await superAdmin().get(wrong).expect(400);
      expect(answer.body.error.message).toBe(
        'query.cursor: is not a cursor of this list',
      );
    }
  });

  it.each(['role=owner', 'limit=0', 'limit=201', 'limit=x', 'cursor=!'])(
    'refuses %s, naming the parameter',
    async query => {
      const answer = await superAdmin().get(`${path}?${query}`).expect(400);
      expect(answer.body.error.message).toContain(
        `query.${query.split('=')[0]}: `,
      );
    },
  );

  it('finds people by reference before their names are known', async () => {
    const user_ref = 'user:default/unseen';
    await superAdmin().post(path, { user_ref, role: 'guest' }).expect(201);
    await callboard().knex('people').where({ user_ref }).delete();
    expect(await names('search=Default/Un')).toEqual(['unseen']);
  });
});
