/** The replica that hands a notice out is killed, having told some and not all. */

const HITS = 4;
const TRIES = 12;

export const title = () => `kill -9 in the middle of fan-out, ${HITS} times`;

/** The replica that writes copies at this moment, and how many are there. */
async function look(fleet, id) {
  const { rows } = await fleet.knex.raw(
    `SELECT
       (SELECT count(*)::int FROM notifications WHERE notice_id = ?) AS told,
       ARRAY(
         SELECT a.application_name
         FROM pg_locks l JOIN pg_stat_activity a USING (pid)
         WHERE l.relation = 'notifications'::regclass
           AND l.mode = 'RowExclusiveLock' AND l.granted
       ) AS writers`,
    [id],
  );
  const [{ told, writers }] = rows;
  const writer = fleet.members.find(({ name }) =>
    writers.includes(fleet.applicationName(name)),
  );
  return { told, writer };
}

/**
 * Waits until a replica is at it and has told so many, and freezes it there.
 *
 * @returns undefined when everybody was told before
 */
async function freezeWriter(fleet, id, { least, all }) {
  let seen = { told: 0 };
  while (seen.told < all) {
    seen = await look(fleet, id);
    if (seen.writer && seen.told >= least) {
      const { writer } = seen;
      writer.freeze();
      seen = await look(fleet, id);
      if (seen.writer === writer && seen.told < all) {
        return { victim: writer, told: seen.told };
      }
      writer.thaw();
    }
  }
  return undefined;
}

/** Tells the crowd something. */
async function announce({ caller, place, journal }, nth) {
  const word = `crowd-${nth}`;
  const recipients = place.crowd;
  const { id } = await caller.must(
    'superAdmin',
    'POST',
    '/workspaces/crowd/announcements',
    { title: word, to: { everyone: true } },
  );
  journal.notices.push({ word, outcome: 'done', recipients });
  return id;
}

export async function run({ fleet, load, random, onStep }) {
  const all = load.place.crowd.length;
  const hits = [];
  const restarts = [];
  let tries = 0;
  while (hits.length < HITS) {
    if (tries === TRIES) {
      throw new Error(`Only ${hits.length} of ${tries} hit a fan-out`);
    }
    tries += 1;
    await fleet.untilAllReady();
    const id = await announce(load, tries);
    const least = 1 + random.below(all * 0.7);
    const hit = await freezeWriter(fleet, id, { least, all });
    if (hit) {
      await hit.victim.kill();
      restarts.push(hit.victim.start());
      hits.push(hit.told);
      onStep(`${hits.length} of ${HITS}`);
    }
  }
  await Promise.all(restarts);
  return [
    `killed when it had told ${hits.join(
      ', ',
    )} of ${all}, with more written and not committed; ${tries} tries`,
  ];
}
