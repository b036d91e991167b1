/** PostgreSQL is stopped in the middle of the load, and started again. */
import { setTimeout as sleep } from 'node:timers/promises';

const AWAY_MS = 10_000;

export const title = () => `PostgreSQL away for ${AWAY_MS / 1_000} s, twice`;

async function healthOf({ port }) {
  const url = `http://127.0.0.1:${port}/api/callboard/health`;
  const answer = await fetch(url);
  await answer.arrayBuffer();
  return answer.status;
}

export async function run({ fleet, load, onStep }) {
  const notes = [];
  for (const mode of ['fast', 'immediate']) {
    onStep(mode === 'fast' ? 'shut down' : 'crashed');
    load.allow(Infinity);
    await sleep(2_000);
    const starts = fleet.members.map(({ starts: count }) => count);
    const away = fleet.postgres.restart({ mode, awayMs: AWAY_MS });
    await sleep(AWAY_MS / 2);
    const during = await Promise.all(fleet.members.map(healthOf));
    await away;
    const back = Date.now();
    const before = load.journal.counts().acknowledged;
    while (load.journal.counts().acknowledged === before) {
      await sleep(10);
    }
    const healed = Date.now() - back;
    load.allow(load.journal.acts);
    const after = await Promise.all(fleet.members.map(healthOf));
    if (fleet.members.some(({ starts: count }, n) => count !== starts[n])) {
      throw new Error('A replica was started again');
    }
    if ([...during, ...after].join() !== '503,503,200,200') {
      throw new Error(`Health says ${during}, then ${after}`);
    }
    notes.push(
      `${
        mode === 'fast' ? 'shut down' : 'crashed'
      }: first acknowledged ${healed} ms after it was back`,
    );
  }
  return notes;
}
