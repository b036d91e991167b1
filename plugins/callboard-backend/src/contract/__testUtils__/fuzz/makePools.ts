import { TestCallboard } from '../../../__testUtils__/startCallboard';
import { World } from '../World';
import { Pools } from './FuzzRequest';

/** Workspaces and members that fuzzing may use up. */
const SPARE = 40;

/** Fills a Callboard with things for requests to name. */
export async function makePools(callboard: TestCallboard): Promise<Pools> {
  const world = new World(callboard);
  const own = await world.slug('own');
  const superAdmin = callboard.as('superAdmin');
  const pools: Pools = { slug: [own], id: [], cursor: [] };
  for (let made = 0; made < SPARE; made += 1) {
    pools.id.push(await world.newMember('own'));
    const slug = world.newName('spare');
    await superAdmin.post('/workspaces', { slug, name: slug }).expect(201);
    pools.slug.push(slug);
  }
  pools.id.push('01900000-0000-7000-8000-000000000000');
  pools.slug.push('absent');
  for (const path of [
    '/workspaces?limit=1',
    `/workspaces/${own}/members?limit=1`,
    '/admin/activity?limit=1',
    '/admin/activity/summary?group_by=user,date&limit=1',
    '/admin/activity/summary?group_by=entity_type&limit=1',
  ]) {
    const page = await superAdmin.get(path).expect(200);
    pools.cursor.push(page.body.next_cursor);
  }
  return pools;
}
