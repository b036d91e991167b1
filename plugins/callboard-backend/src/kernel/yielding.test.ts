import { countYields } from '../__testUtils__/countYields';
import { iterateInChunks, iterateInSteps, yieldToEventLoop } from './yielding';

const rows = Array.from({ length: 200 }, (_, index) => index);

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

  it('continues one of several loops per turn, in the order in which they yielded', async () => {
    let turn = 0;
    let next = setImmediate(function count() {
      turn += 1;
      next = setImmediate(count);
    });
    const seen: Array<[turn: number, loop: number]> = [];
    const loop = async (name: number) => {
      for (let nth = 0; nth < 3; nth += 1) {
        await yieldToEventLoop();
        seen.push([turn, name]);
      }
    };
    await Promise.all([loop(1), loop(2), loop(3)]);
    clearImmediate(next);
    expect(seen.map(([, name]) => name)).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3]);
    expect(new Set(seen.map(([at]) => at)).size).toBe(9);
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
