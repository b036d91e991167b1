import { Response } from 'supertest';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';

const databases = MigratedDatabases.create();

/** How many answers there are of each status. */
function countStatuses(answers: Response[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) {
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

async function idsStored(callboard: TestCallboard, action: string) {
  const ids = await callboard.knex('activity').where({ action }).pluck('id');
  return ids.sort();
}

describe.each(databases.eachSupportedId())('too many posts on %s', id => {
  it('of one person: as many are stored as are allowed, and the rest told when to go on', async () => {
    const callboard = await startCallboard(databases, id, {
      config: { activity: { eventsPerMinute: 20 } },
    });
    const member = callboard.as('member');
    const answers = await Promise.all(
      Array.from({ length: 200 }, () =>
        member.post('/activity', { action: 'too_fast' }),
      ),
    );
    expect(countStatuses(answers)).toEqual({ 201: 20, 429: 180 });
    for (const { status, headers } of answers) {
      const seconds = headers['retry-after'];
      expect([status, Number(seconds) >= 1]).toEqual([status, status === 429]);
    }
    const acknowledged = answers.flatMap(({ body }) => body.id ?? []);
    expect(await idsStored(callboard, 'too_fast')).toEqual(acknowledged.sort());
    await callboard.stop();
  });
});

it('while PostgreSQL stores nothing: only so many wait, the rest are told to come again', async () => {
  const callboard = await startCallboard(databases, 'POSTGRES_18', {
    config: { activity: { eventsPerMinute: 1_000_000 } },
  });
  const member = callboard.as('member');
  await member.get('/me').expect(200);
  const lock = await callboard.knex.transaction();
  await lock.raw('LOCK TABLE activity IN EXCLUSIVE MODE');
  let refused = 0;
  const posts = Array.from({ length: 140 }, async () => {
    const answer = await member.post(
      '/activity',
      Array.from({ length: 100 }, () => ({ action: 'too_much' })),
    );
    refused += Number(answer.status === 503);
    return answer;
  });
  // Ten thousand events may wait, and a few hundred be under way.
  while (refused < 20) {
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  await lock.rollback();
  const answers = await Promise.all(posts);
  const counts = countStatuses(answers);
  expect(Object.keys(counts)).toEqual(['201', '503']);
  expect(counts[201]).toBeGreaterThanOrEqual(100);
  for (const { status, headers } of answers) {
    expect(headers['retry-after']).toBe(status === 503 ? '1' : undefined);
  }
  const acknowledged = answers.flatMap(({ body }) => body.ids ?? []);
  expect(await idsStored(callboard, 'too_much')).toEqual(acknowledged.sort());
  await callboard.stop();
});
