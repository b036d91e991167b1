import { describeWithoutJobs } from '../../../__testUtils__/describeCallboard';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { TimeFixture } from '../__testUtils__/TimeFixture';

describeWithoutJobs('estimates', { entities: catalogEntities }, callboard => {
  let fixture: TimeFixture;
  const read = async (query = '') =>
    (
      await fixture
        .as('member')
        .get(`${fixture.project.path}/estimates?${query}`)
        .expect(200)
    ).body;

  beforeAll(async () => {
    fixture = await TimeFixture.open(callboard());
    const cycle = await fixture.project.createSetting('cycles', {
      name: 'Sprint 1',
    });
    const log = async (item: { id: string }, minutes: number) =>
      fixture.log('member', { duration_minutes: minutes }, item);
    const make = (title: string, values: object) =>
      fixture.project.make({ title, ...values });
    const under = await make('Under', {
      estimate_time: 100,
      cycle_id: cycle.id,
    });
    await log(under, 30);
    await log(under, 20);
    const over = await make('Over', {
      estimate_time: 60,
      cycle_id: cycle.id,
    });
    await log(over, 90);
    await log(await make('Unplanned', {}), 15);
    await make('Ahead', { estimate_time: 500 });
    await make('Nothing at all', {});
    const deleted = await make('Gone', { estimate_time: 10 });
    await log(deleted, 5);
    const never = await make('Never', { estimate_time: 10 });
    for (const { id } of [deleted, never]) {
      await fixture
        .as('superAdmin')
        .delete(`${fixture.project.path}/work-items/${id}`)
        .expect(204);
    }
  });

  it('omits work items that are archived, drafts or in triage', async () => {
    const before = await read();
    const superAdmin = fixture.as('superAdmin');
    const states = await superAdmin
      .get(`${fixture.project.path}/states`)
      .expect(200);
    const triage = states.body.items.find(
      ({ group }: { group: string }) => group === 'triage',
    );
    const planned = { estimate_time: 1_000 };
    await fixture.project.make({ ...planned, is_draft: true });
    await fixture.project.make({ ...planned, state_id: triage.id });
    const archived = await fixture.project.make(planned);
    await fixture.log('member', { duration_minutes: 7 }, archived);
    await superAdmin
      .patch(`${fixture.project.path}/work-items/${archived.id}`, {
        archived_at: new Date().toISOString(),
      })
      .expect(200);
    expect(await read()).toEqual(before);
  });

  it('lists estimated, logged and remaining minutes by work item, newest first', async () => {
    const { items, totals, total } = await read();
    expect(
      items.map((item: any) => [
        item.name,
        item.estimate_minutes,
        item.logged_minutes,
        item.remaining_minutes,
        item.over_minutes,
        item.unestimated_minutes,
      ]),
    ).toEqual([
      ['Gone', 10, 5, 5, 0, 0],
      ['Ahead', 500, 0, 500, 0, 0],
      ['Unplanned', null, 15, 0, 0, 15],
      ['Over', 60, 90, 0, 30, 0],
      ['Under', 100, 50, 50, 0, 0],
    ]);
    expect(total).toBe(5);
    expect(totals).toEqual({
      estimate_minutes: 670,
      logged_minutes: 145,
      remaining_minutes: 555,
      over_minutes: 30,
      unestimated_minutes: 15,
    });
  });

  it('groups totals by cycle and module', async () => {
    const cycles = await read('by=cycle');
    expect(cycles.items).toEqual([
      {
        cycle_id: expect.any(String),
        name: 'Sprint 1',
        estimate_minutes: 160,
        logged_minutes: 140,
        remaining_minutes: 50,
        over_minutes: 30,
        unestimated_minutes: 0,
      },
      {
        cycle_id: null,
        name: null,
        estimate_minutes: 510,
        logged_minutes: 5,
        remaining_minutes: 505,
        over_minutes: 0,
        unestimated_minutes: 15,
      },
    ]);
    const modules = await read('by=module');
    expect(modules.items).toHaveLength(1);
    expect(modules.totals).toEqual(cycles.totals);
  });

  it('returns pages without gaps, 400 for an unknown grouping and 403 to guests', async () => {
    for (const grouping of ['work_item', 'cycle']) {
      const all = await read(`by=${grouping}`);
      const found = [];
      let cursor = '';
      do {
        const page = await read(`by=${grouping}&limit=1${cursor}`);
        found.push(...page.items);
        cursor = page.next_cursor && `&cursor=${page.next_cursor}`;
      } while (cursor);
      expect(found).toEqual(all.items);
    }
    await fixture
      .as('member')
      .get(`${fixture.project.path}/estimates?by=person`)
      .expect(400);
    await fixture
      .as('guest')
      .get(`${fixture.project.path}/estimates`)
      .expect(403);
  });
});
