import { iterateInChunks, iterateInSteps } from './yielding';

const rows = Array.from({ length: 200 }, (_, index) => index);

/** Counts how often the event loop ran other work during a loop. */
async function countYields(loop: () => Promise<void>): Promise<number> {
  let yields = 0;
  let next = setImmediate(function count() {
    yields += 1;
    next = setImmediate(count);
  });
  await loop();
  clearImmediate(next);
  return yields;
}

describe('event-loop yielding', () => {
  it('returns each row once in chunks, and yields between two chunks', async () => {
    const chunks: number[][] = [];
    const yields = await countYields(async () => {
      for await (const chunk of iterateInChunks(rows, 60)) chunks.push(chunk);
    });
    expect(chunks.map(({ length }) => length)).toEqual([60, 60, 60, 20]);
    expect(chunks.flat()).toEqual(rows);
    expect(yields).toBeGreaterThanOrEqual(3);
  });

  it('returns each row once in steps, and yields after each slow step', async () => {
    const few = rows.slice(0, 5);
    const seen: number[] = [];
    const yields = await countYields(async () => {
      for await (const row of iterateInSteps(few)) {
        seen.push(row);
        const began = performance.now();
        while (performance.now() - began < 10) continue;
      }
    });
    expect(seen).toEqual(few);
    expect(yields).toBeGreaterThanOrEqual(4);
  });
});
