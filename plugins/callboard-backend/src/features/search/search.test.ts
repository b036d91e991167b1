import {
  SearchBadge,
  SearchResult,
  SearchType,
  resourceParameters,
} from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../__testUtils__/startCallboard';
import { catalogEntities } from '../../core/projects/__testUtils__/catalogEntities';
import { ProjectFixture } from '../work/__testUtils__/ProjectFixture';
import { MatchRank, Match } from '../../core/resources/SearchText';
import { pickBestMatches } from './addSearch';

const base = '/workspaces/default';
const names: PersonName[] = ['admin', 'member', 'guest'];

describeCallboard(
  'search',
  { entities: catalogEntities, databases: 'tagged' },
  callboard => {
    const boss = () => callboard().as('superAdmin');
    const search = async (
      who: PersonName,
      q: string,
      limit = 50,
    ): Promise<SearchResult[]> => {
      const query = new URLSearchParams({ q, limit: String(limit) });
      return (await callboard().as(who).get(`/search?${query}`).expect(200))
        .body.items;
    };
    const titles = async (who: PersonName, q: string) =>
      (await search(who, q)).map(({ title }) => title);
    const make = async (path: string, body: object) =>
      (await boss().post(`${base}${path}`, body).expect(201)).body;

    beforeAll(async () => {
      for (const role of names) {
        await make('/members', { user_ref: people[role], role });
      }
    });

    it('finds resources of every type, with subtitle, URL and state', async () => {
      const fixture = await ProjectFixture.open(callboard());
      const item = await fixture.make({ title: 'Quokka rounds down' });
      const engineering = await make('/departments', { name: 'Engineering' });
      const department = await make('/departments', {
        name: 'Quokka care',
        code: 'QC',
        parent_id: engineering.id,
      });
      const person = await make('/staff', {
        staff_id: 'S1',
        first_name: 'Ursula',
        last_name: 'Quokka',
        email: 'ursula@example.org',
        position: 'Keeper',
        department_id: department.id,
      });
      const work = '/catalog/default/component/payments-api/work';
      const found = {
        department: {
          type: 'department',
          id: department.id,
          title: 'Quokka care',
          subtitle: 'QC · Engineering',
          workspace_slug: 'default',
          url: `/organisation/departments?workspace=default&department=${department.id}`,
          state: null,
          mark: null,
        },
        item: {
          type: 'work_item',
          id: item.id,
          title: `${item.identifier} Quokka rounds down`,
          subtitle: 'Payments API',
          workspace_slug: 'default',
          url: `${work}?item=${item.id}`,
          state: { name: 'Backlog', color: '#6e7781', group: 'backlog' },
          mark: null,
        },
        person: {
          type: 'person',
          id: person.id,
          title: 'Ursula Quokka',
          subtitle: 'Keeper · Quokka care',
          workspace_slug: 'default',
          url: `/organisation/people/${person.id}?workspace=default`,
          state: null,
          mark: null,
        },
      };
      for (const who of ['superAdmin', ...names] as const) {
        expect(await search(who, 'quokka')).toEqual([
          found.department,
          found.person,
          found.item,
        ]);
      }
      expect((await search('guest', 'payments api'))[0]).toEqual({
        type: 'project',
        id: fixture.pid,
        title: 'Payments API',
        subtitle: item.identifier.replace(/-\d+$/, ''),
        workspace_slug: 'default',
        url: work,
        state: null,
        mark: null,
      });
      expect(await search('guest', 'max.member')).toEqual([
        {
          type: 'person',
          id: people.member,
          title: 'Max Member',
          subtitle: people.member,
          workspace_slug: 'default',
          url: '/catalog/default/user/max.member',
          state: null,
          mark: null,
        },
      ]);
    });

    it('lists the matching identifier first, also in lower case or without its hyphen @full-sqlite @postgres', async () => {
      const fixture = await ProjectFixture.open(callboard());
      const made = [];
      for (let n = 0; n < 12; n += 1) made.push(await fixture.make());
      const [prefix, number] = made[0].identifier.split('-');
      const { identifier } = await fixture.make({
        title: `Like ${prefix}-${number}, but worse`,
      });
      expect(identifier).not.toBe(made[0].identifier);
      for (const typed of [
        `${prefix}-${number}`,
        `${prefix.toLowerCase()} ${number}`,
        `${prefix}${number}`,
      ]) {
        expect((await search('guest', typed))[0].id).toBe(made[0].id);
      }
      const starts = (await search('guest', `${prefix}-1`)).map(
        ({ title }) => title.split(' ')[0],
      );
      expect(starts.slice(0, 3)).toEqual([
        `${prefix}-1`,
        `${prefix}-10`,
        `${prefix}-11`,
      ]);
      expect(
        (await search('guest', '12')).some(({ title }) =>
          title.startsWith(`${prefix}-12 `),
        ),
      ).toBe(true);
    });

    it('sorts results by title match, then by last change @full-sqlite @postgres', async () => {
      const fixture = await ProjectFixture.open(callboard());
      for (const title of [
        'Unnumbatted',
        'Feed it, numbat keeper',
        'Fence for numbats',
        'Numbat',
        'Numbat food',
        'Another numbat',
        'Keeper of a NÜMBAT',
      ]) {
        await fixture.make({ title });
      }
      const inOrder = async (q: string) =>
        (await titles('member', q)).map(title => title.replace(/^\S+ /, ''));
      expect(await inOrder('numbat')).toEqual([
        'Numbat',
        'Numbat food',
        'Keeper of a NÜMBAT',
        'Another numbat',
        'Feed it, numbat keeper',
        'Fence for numbats',
        'Unnumbatted',
      ]);
      expect(await inOrder('numbat keeper')).toEqual([
        'Feed it, numbat keeper',
        'Keeper of a NÜMBAT',
      ]);
      expect(await search('member', 'numbat', 2)).toHaveLength(2);
    });

    it('marks archived, draft, inactive and former results, and sorts them last', async () => {
      const fixture = await ProjectFixture.open(callboard());
      const old = await fixture.make({ title: 'Echidna' });
      await fixture.patch(old, { archived_at: '2026-01-01T00:00:00.000Z' });
      await fixture.make({ title: 'Echidna, later', is_draft: true });
      await fixture.make({ title: 'Not an echidna' });
      const deleted = await fixture.make({ title: 'Echidna is gone' });
      await boss()
        .delete(`${fixture.path}/work-items/${deleted.id}`)
        .expect(204);
      await make('/departments', { name: 'Echidna', is_active: false });
      await make('/staff', {
        staff_id: 'S2',
        first_name: 'Echidna',
        last_name: 'Jones',
        email: 'jones@example.org',
        employment_status: 'resigned',
      });
      const found = await search('guest', 'echidna');
      expect(
        found.map(({ title, mark }) => [title.replace(/^\S+-\d+ /, ''), mark]),
      ).toEqual([
        ['Not an echidna', null],
        ['Echidna', 'inactive'],
        ['Echidna', 'archived'],
        ['Echidna Jones', 'left'],
        ['Echidna, later', 'draft'],
      ]);
    });

    it('treats wildcards, quotes and backslashes in the query literally', async () => {
      const fixture = await ProjectFixture.open(callboard());
      await fixture.make({ title: 'Cut 100% of \\bilby_costs' });
      const found = expect.stringMatching(/bilby/);
      for (const q of ['100%', '\\bilby', 'bilby_c', '0% OF']) {
        expect(await titles('guest', q)).toEqual([found]);
      }
      for (const q of ['1%0', 'bilb%costs', 'bilby\\_', '__', "'; --", '--']) {
        expect(await titles('guest', q)).not.toContainEqual(found);
      }
      expect(await titles('guest', '\u0301\u0301')).toEqual([]);
    });

    it('returns exactly the resources that the user has access to @postgres', async () => {
      const fixtures = await Promise.all(
        ['payments-api', 'payments_api'].map(name =>
          ProjectFixture.open(callboard(), name),
        ),
      );
      const { body: shop } = await boss()
        .put(`${base}/projects/by-entity/system/default/shop`)
        .expect(200);
      const projects = [...fixtures.map(({ pid }) => pid), shop.id];
      await boss()
        .post('/workspaces', { slug: 'elsewhere', name: 'Elsewhere' })
        .expect(201);
      await boss()
        .post('/workspaces/elsewhere/members', {
          user_ref: people.reader,
          role: 'guest',
        })
        .expect(201);
      const there = await boss()
        .put('/workspaces/elsewhere/projects/by-entity/system/default/shop')
        .expect(200);
      const projectPaths = [
        ...projects.map(id => `${base}/projects/${id}`),
        `/workspaces/elsewhere/projects/${there.body.id}`,
      ];
      const known: Record<string, string[]> = {
        work_item: [],
        department: [],
      };
      for (const path of projectPaths) {
        const { body } = await boss()
          .post(`${path}/work-items`, { title: 'Wombat' })
          .expect(201);
        known.work_item.push(body.id);
      }
      for (const slug of ['default', 'elsewhere']) {
        const { body } = await boss()
          .post(`/workspaces/${slug}/departments`, { name: 'Wombat' })
          .expect(201);
        known.department.push(body.id);
      }
      const everybody: PersonName[] = [
        'superAdmin',
        ...names,
        'reader',
        'stranger',
      ];
      const compare = async () => {
        const counts = [];
        for (const who of everybody) {
          const query = Object.entries(known).map(
            ([type, ids]) =>
              `${
                resourceParameters[type as 'work_item' | 'department']
              }=${ids}`,
          );
          const resources = await callboard()
            .as(who)
            .get(`/resources?${query.join('&')}`)
            .expect(200);
          const toSortedIds = (items: Array<{ type: string; id: string }>) =>
            items.map(({ type, id }) => `${type} ${id}`).sort();
          const found = await search(who, 'wombat');
          expect([who, toSortedIds(found)]).toEqual([
            who,
            toSortedIds(resources.body.items),
          ]);
          counts.push(found.length);
        }
        return counts;
      };
      // Every member of the workspace sees an open project.
      const open = await compare();
      for (const path of projectPaths) {
        await boss().patch(path, { access: 'secret' }).expect(200);
      }
      await boss()
        .post(`${base}/projects/${projects[0]}/members`, {
          user_ref: people.guest,
          role: 'guest',
        })
        .expect(201);
      const secret = await compare();
      expect([open, secret]).toEqual([
        [6, 4, 4, 4, 6, 4],
        [6, 4, 2, 2, 2, 2],
      ]);
      expect(await titles('stranger', 'elsewhere')).toEqual([]);
    });

    it.each(['', 'q=', 'q=a', 'q=%20a%20', `q=${'a'.repeat(201)}`])(
      'returns 400 for the query %.20s',
      async query => {
        const { status } = await boss().get(`/search?${query}`);
        expect(status).toBe(400);
      },
    );

    it.each(['limit=0', 'limit=51', 'limit=x', 'type=person'])(
      'returns 400 for the parameter %s',
      async query => {
        const { status } = await boss().get(`/search?q=pay&${query}`);
        expect(status).toBe(400);
      },
    );
  },
);

function match(
  type: SearchType,
  id: string,
  matchRank: MatchRank,
  badge: SearchBadge | null = null,
): Match {
  return {
    type,
    id,
    matchRank,
    mark: badge,
    title: id,
    subtitle: '',
    workspace_slug: 'default',
    url: '/',
    state: null,
  };
}

const getIds = (matches: Match[]) => matches.map(({ id }) => id);

describe('pickBestMatches', () => {
  it('sorts the best matches first, and archived results last', () => {
    const matches = [
      match('work_item', 'old', MatchRank.identifier, 'archived'),
      match('work_item', 'part', MatchRank.insideWord),
      match('person', 'word', MatchRank.word),
      match('work_item', 'named', MatchRank.identifier),
      match('work_item', 'another word', MatchRank.word),
    ];
    expect(getIds(pickBestMatches(matches, 10))).toEqual([
      'named',
      'word',
      'another word',
      'part',
      'old',
    ]);
  });

  it('reserves a fifth of the results for each type that can fill them', () => {
    const items = Array.from({ length: 20 }, (_, n) =>
      match('work_item', `item ${n}`, MatchRank.word),
    );
    const members = ['one', 'two', 'three', 'four'].map(id =>
      match('person', id, MatchRank.insideWord),
    );
    const left = match('department', 'gone', MatchRank.same, 'inactive');
    expect(getIds(pickBestMatches([left, ...members, ...items], 10))).toEqual([
      ...items.slice(0, 8).map(({ id }) => id),
      'one',
      'two',
    ]);
  });
});
