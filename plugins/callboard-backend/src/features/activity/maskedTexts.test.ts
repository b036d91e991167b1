import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { namesOnlyFor } from '../../pseudonyms/__testUtils__/namesOnlyFor';
import { addRows, addWorkspace, readAll } from './__testUtils__/activityRows';
import { countAll } from './__testUtils__/countAll';

jest.setTimeout(60_000);

const MANY = 10_500;
const DAY_MS = 86_400_000;

describeCallboard(
  'texts that are looked for without names',
  {
    config: { activity: { privacy: 'pseudonymous' } },
    services: [namesOnlyFor(people.superAdmin)],
  },
  callboard => {
    beforeAll(async () => {
      await callboard().as('member').get('/me').expect(200);
      for (const [slug, label] of [
        ['quiet', 'Desk'],
        ['busy', 'Desk of Max Member'],
      ]) {
        const id = await addWorkspace(callboard(), slug, {
          members: [[people.admin, 'admin']],
        });
        await addRows(callboard().knex, id, [
          {
            entity_label: 'Max Memberships',
            created_at: Date.now() - 2 * DAY_MS,
          },
          ...Array.from({ length: MANY }, (_, nth) => ({
            entity_label: `${label} ${nth}`,
            created_at: Date.now() - DAY_MS + nth,
          })),
        ]);
      }
      await countAll(callboard().knex);
    }, 60_000);

    const path = (slug: string, q: string, sub = '') =>
      `/activity${sub}?workspace=${slug}&q=${encodeURIComponent(q)}`;
    const get = async (slug: string, q: string, sub = '', status = 200) => {
      const { body } = await callboard()
        .as('admin')
        .get(path(slug, q, sub))
        .expect(status);
      return body;
    };

    it('are not found by the name of who acted, nor looked through for it', async () => {
      const { total, total_at_least, activities } = await get(
        'quiet',
        'Max Member',
      );
      expect(total_at_least).toBeUndefined();
      expect(total).toBe(1);
      expect(activities[0].entity_label).toBe('Max Memberships');
      expect((await get('quiet', 'Max Member', '/summary')).total).toBe(1);
    });

    it('are looked for in so many rows at a time, and on the next page in others', async () => {
      const first = await get('busy', 'Max Member');
      expect(first).toMatchObject({
        activities: [],
        total: 0,
        total_at_least: true,
        next_cursor: expect.any(String),
      });
      const all = await readAll(
        callboard().as('admin'),
        path('busy', 'Max Member'),
      );
      expect(all.map(row => row.entity_label)).toEqual(['Max Memberships']);
    });

    it('are counted up to some', async () => {
      const { total, total_at_least } = await get('busy', 'desk');
      expect([total, total_at_least]).toEqual([10_000, true]);
      const few = await get('busy', 'desk of somebody 1049');
      expect(few).toMatchObject({ total: 0, next_cursor: null });
    });

    it.each(['/summary', '/facets', '/export.jsonl'])(
      'are asked about for fewer days where too many rows can have them: %s',
      async sub => {
        const { error } = await get('busy', 'Max Member', sub, 400);
        expect(error.message).toMatch(/^query\.q: .* fewer days/);
      },
    );
  },
);
