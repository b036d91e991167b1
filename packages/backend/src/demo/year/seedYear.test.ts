import { newActivity, newWorkItem } from '@callboard/plugin-callboard-common';
import { RecordingServices } from '../__testUtils__/RecordingServices';
import { demoPeople, userRefOf } from '../demoPeople';
import { makeDemoWorld } from '../world/DemoWorld';
import { seedNothingButRoles, seedYear } from './seedYear';

const NOW = new Date('2026-03-18T15:04:05.678Z');
const TODAY = Date.parse('2026-03-18T00:00:00Z');
const DAY_MS = 86_400_000;

async function live(people: number, days: number, now = NOW) {
  const services = new RecordingServices();
  const world = makeDemoWorld({ people });
  const counts = await seedYear(services, world, { days }, now);
  return { services, world, counts };
}

describe('seedYear', () => {
  it('lives through the same year again', async () => {
    const one = await live(12, 60);
    const other = await live(12, 60);
    expect(other.services.events).toEqual(one.services.events);
    expect(other.services.changes).toEqual(one.services.changes);
    expect(other.services.acts).toEqual(one.services.acts);
    expect(other.services.issues).toEqual(one.services.issues);
  });

  it('makes a believable year by default', async () => {
    const { services, counts } = await live(40, 365);
    const { events } = services;
    expect(counts.events).toBe(events.length);
    expect(events.length).toBeGreaterThan(12_000);
    expect(events.length).toBeLessThan(22_000);
    expect(services.people).toHaveLength(40);

    const onWeekends = events.filter(({ at }) => at.getUTCDay() % 6 === 0);
    expect(onWeekends.length).toBeLessThan(events.length / 20);
    const atNight = events.filter(({ at }) => at.getUTCHours() < 5);
    expect(atNight.length).toBeLessThan(events.length / 20);

    const actions = new Set(events.map(({ event }) => event.action));
    expect([...actions].sort()).toEqual([
      'click',
      'create',
      'entity_view',
      'page_view',
      'search',
    ]);
  });

  it('stays within the year and before now', async () => {
    const { services } = await live(40, 100);
    const first = TODAY - 100 * DAY_MS;
    const events = services.events.map(({ at }) => at.getTime());
    expect(Math.min(...events)).toBeGreaterThanOrEqual(first);
    expect(Math.max(...events)).toBeLessThan(NOW.getTime());
    const changes = services.changes.map(({ at }) => at);
    expect(Math.min(...changes)).toBeGreaterThan(first - 3 * DAY_MS);
    expect(Math.max(...changes)).toBeLessThan(TODAY);
  });

  it('leaves today to whoever tries the portal', async () => {
    const { services } = await live(40, 30);
    const refs = demoPeople.map(userRefOf);
    const today = services.events.filter(({ at }) => at.getTime() >= TODAY);
    expect(today.length).toBeGreaterThan(0);
    expect(today.filter(({ user_ref }) => refs.includes(user_ref))).toEqual([]);
  });

  it('gives the company an organisation: people who join, move and leave', async () => {
    const { services, world } = await live(40, 365);
    expect(services.departments.size).toBe(60);
    expect(services.staff.size).toBe(world.people.length);
    expect(services.staff.size + services.imported.length).toBe(400);
    expect([...services.projects.values()].sort()).toEqual([
      ...Array(12).fill('open'),
      'secret',
    ]);
    const count = (start: string) =>
      services.changes.filter(({ what }) => what.startsWith(start)).length;
    expect(count('transfer ')).toBeGreaterThan(5);
    expect(count('resigned ')).toBeGreaterThan(0);
    expect(count('appoint ')).toBeGreaterThan(5);
    expect(count('link ')).toBeGreaterThan(5);
    const codes = services.imported.map(row => row.department_code);
    expect(new Set(codes).size).toBe(60);
  });

  it('gives the company work: made, planned and done, a third of it elsewhere', async () => {
    const { services, counts } = await live(40, 365);
    const { acts, issues } = services;
    expect(counts).toMatchObject({ projects: 13, items: 3_000 });
    const made = acts.filter(act => 'make' in act);
    // The example item comes from GitHub instead of being made by people.
    expect(made).toHaveLength(2_099);
    expect(issues.size).toBe(901);
    for (const { input } of made) {
      // The names of parents become ids where they are recorded.
      const { error } = newWorkItem.safeParse({ ...input, parent_id: null });
      expect(error).toBeUndefined();
    }
    const named = new Set(made.map(({ make }) => make));
    const changed = acts.flatMap(act => ('change' in act ? act.change : []));
    expect(
      changed.filter(name => !named.has(name) && !issues.has(name)),
    ).toEqual([]);
    const titles = new Set(made.map(({ input }) => input.title));
    expect(titles.size).toBeGreaterThan(made.length * 0.8);
    const times = acts.map(({ at }) => at.getTime());
    expect(Math.min(...times)).toBeGreaterThan(TODAY - 366 * DAY_MS);
    expect(Math.max(...times)).toBeLessThan(TODAY);
    for (const { updated_at } of issues.values()) {
      expect(Date.parse(updated_at)).toBeLessThan(TODAY);
    }
  });

  it('has comments on GitHub issues, by people whom the portal knows and by others', async () => {
    const { comments } = (await live(40, 365)).services;
    expect(comments.length).toBeGreaterThan(100);
    const known = comments.filter(({ author_ref }) => author_ref);
    expect(known.length).toBeGreaterThan(comments.length / 3);
    expect(known.length).toBeLessThan(comments.length);
  });

  it('makes more work for more people and more days', async () => {
    const makes = async (people: number, days: number) => {
      const { acts } = (await live(people, days)).services;
      return acts.filter(act => 'make' in act).length;
    };
    expect(await makes(80, 365)).toBe(4_199);
    expect(await makes(40, 73)).toBe(420);
    expect(await makes(4, 1)).toBe(13);
  });

  it('makes only events that the API would take', async () => {
    const { services } = await live(20, 20);
    const refused = services.events.filter(
      ({ event }) => !newActivity.safeParse(event).success,
    );
    expect(refused).toEqual([]);
  });

  it('gives the demo people their roles, and some roles a past', async () => {
    const { services } = await live(40, 365);
    const role = (name: string) =>
      services.roles.get(`default user:default/${name}`);
    expect(role('alex.admin')).toBe('admin');
    expect(role('mona.manager')).toBe('member');
    expect(role('max.member')).toBe('member');
    expect(role('gina.guest')).toBe('guest');
    const acts = services.changes.map(({ what }) => what);
    expect(acts.filter(what => /^update default user:/.test(what))).not.toEqual(
      [],
    );
    expect(acts.filter(what => /^remove /.test(what))).not.toEqual([]);
    expect(acts.filter(what => /^update default \{/.test(what)).pop()).toBe(
      'update default {"timezone":"UTC"}',
    );
  });

  it('knows only members who are there: nobody acts before or after', async () => {
    const { services } = await live(60, 365);
    const acts = new Map<string, number[]>();
    for (const { user_ref, at } of services.events) {
      if (!acts.has(user_ref)) {
        acts.set(user_ref, []);
      }
      acts.get(user_ref)!.push(at.getTime());
    }
    const outOfPlace = services.changes.filter(({ what, at }) => {
      const [verb, workspace, user_ref] = what.split(' ');
      const moments = workspace === 'default' ? acts.get(user_ref) ?? [] : [];
      return (
        (verb === 'add' && Math.min(...moments) <= at) ||
        (verb === 'remove' && Math.max(...moments) >= at)
      );
    });
    expect(outOfPlace).toEqual([]);
  });

  it.each([
    [4, 1],
    [5, 2],
    [9, 15],
    [300, 3],
  ])('works for %i people and %i days', async (people, days) => {
    const { services } = await live(people, days);
    expect(services.people).toHaveLength(people);
    expect(services.events.length).toBeGreaterThan(0);
  });

  it.each(['2026-01-01T00:00:00.000Z', '2026-03-29T23:59:59.999Z'])(
    'can end at %s',
    async now => {
      const { services } = await live(8, 14, new Date(now));
      expect(services.events.length).toBeGreaterThan(0);
    },
  );
});

describe('seedNothingButRoles', () => {
  it('leaves the four people with their roles', async () => {
    const services = new RecordingServices();
    await seedNothingButRoles(services, makeDemoWorld({ people: 40 }), NOW);
    expect(services.events).toEqual([]);
    expect([...services.roles.values()]).toEqual([
      'admin',
      'member',
      'member',
      'guest',
    ]);
  });
});
