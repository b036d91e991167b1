/** What the replicas answer about everything there is. */
import { BELL } from '../Place.mjs';

/** All pages of a list, with what the first says besides. */
async function readAll(get, path) {
  const items = [];
  let first;
  let cursor;
  do {
    const page = await get(cursor ? `${path}&cursor=${cursor}` : path);
    first ??= page;
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return { ...first, items };
}

/** The log and the work items, as a super admin sees them. */
export async function askForWork(caller, member) {
  const get = path => caller.mustOf(member, 'superAdmin', 'GET', path);
  const { total } = await get('/admin/activity?limit=1');
  const { total: counted } = await get('/admin/activity/summary');
  const { items } = await readAll(
    get,
    '/workspaces/default/work-items?limit=200',
  );
  return { name: member.name, total, counted, items };
}

/** Everybody's bell, and whether they may see the secret project now. */
export async function askForBells({ caller, place, journal }, member) {
  const bells = [];
  for (const user of [...place.users, BELL]) {
    const get = path => caller.mustOf(member, user, 'GET', path);
    const { items, unread_count } = await readAll(
      get,
      '/notifications?limit=100',
    );
    const sight = journal.sights.findLast(one => one.user === user);
    const maySee =
      place.kindOf(user) === 'insider' ||
      sight?.to === Number.POSITIVE_INFINITY;
    bells.push({ name: member.name, user, maySee, items, unread_count });
  }
  return bells;
}

/** The types of notifications that are mailed, unless somebody says otherwise. */
export async function askForMailedTypes({ caller, place }) {
  const { types } = await caller.must(
    ...[place.users[0], 'GET', '/notifications/preferences'],
  );
  return new Set(
    types.filter(({ channels }) => channels.email).map(({ type }) => type),
  );
}
