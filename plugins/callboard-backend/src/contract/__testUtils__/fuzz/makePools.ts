import { TestCallboard } from '../../../__testUtils__/startCallboard';
import { World } from '../World';
import { Pools } from './FuzzRequest';

/** Workspaces and members that fuzzing may use up. */
const SPARE = 40;

/** Departments with a link, likewise. */
const SPARE_LINKS = 10;
const SPARE_STAFF = 20;
const SPARE_DISPATCHES = 20;
const SPARE_SUBSCRIBERS = 20;

const ABSENT = '01900000-0000-7000-8000-000000000000';

/** Fills a Callboard with things for requests to name. */
export async function makePools(callboard: TestCallboard): Promise<Pools> {
  const world = new World(callboard);
  const own = await world.slug('own');
  const superAdmin = callboard.as('superAdmin');
  const { pid } = await world.project('own');
  const pools: Pools = {
    slug: [own],
    id: [],
    link_id: [ABSENT],
    change_id: [ABSENT],
    subscriber: ['tests', 'nobody'],
    cursor: [],
    pid: [pid, ABSENT],
    kind: ['user', 'component'],
    namespace: ['default'],
    name: ['max.member', 'nobody'],
  };
  for (let made = 0; made < SPARE; made += 1) {
    pools.id.push(await world.newMember('own'));
    const slug = world.newName('spare');
    await superAdmin.post('/workspaces', { slug, name: slug }).expect(201);
    pools.slug.push(slug);
  }
  for (let made = 0; made < SPARE_LINKS; made += 1) {
    const { id, link_id } = await world.newDepartmentLink('own');
    pools.id.push(id);
    pools.link_id.push(link_id);
  }
  for (let made = 0; made < SPARE_STAFF; made += 1) {
    pools.id.push((await world.newStaffMember('own')).id);
  }
  for (let made = 0; made < SPARE_DISPATCHES; made += 1) {
    pools.change_id.push((await world.newParkedDispatch()).change_id);
  }
  for (let made = 0; made < SPARE_SUBSCRIBERS; made += 1) {
    pools.subscriber.push((await world.newGoneSubscriber()).subscriber);
  }
  pools.id.push(ABSENT);
  pools.slug.push('absent');
  for (const path of [
    '/workspaces?limit=1',
    `/workspaces/${own}/members?limit=1`,
    `/workspaces/${own}/staff?limit=1`,
    `/workspaces/${own}/staff?limit=1&order_by=-date_of_joining`,
    '/admin/dispatches?limit=1',
    '/admin/activity?limit=1',
    '/admin/activity/summary?group_by=user,date&limit=1',
    '/admin/activity/summary?group_by=entity_type&limit=1',
  ]) {
    const page = await superAdmin.get(path).expect(200);
    pools.cursor.push(page.body.next_cursor);
  }
  return pools;
}
