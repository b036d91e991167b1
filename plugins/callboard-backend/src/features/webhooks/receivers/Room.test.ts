import { setImmediate as nextTurn } from 'timers/promises';
import { NoRoomError, Room } from './Room';

/** Work that ends when it is told to. */
function newWork() {
  let end = () => {};
  let hasBegun = false;
  const done = new Promise<void>(resolve => {
    end = resolve;
  });
  const run = async () => {
    hasBegun = true;
    await done;
  };
  return { run, end: () => end(), hasBegun: () => hasBegun };
}

describe('a room', () => {
  it('takes what fits, in the order in which it was asked for', async () => {
    const room = new Room({ size: 10, waitMs: 60_000 });
    const [first, large, small] = [newWork(), newWork(), newWork()];
    const all = [room.run(4, first.run), room.run(8, large.run)];
    all.push(room.run(1, small.run));
    await nextTurn();
    expect([first, large, small].map(work => work.hasBegun())).toEqual([
      true,
      false,
      false,
    ]);
    first.end();
    await nextTurn();
    expect([large, small].map(work => work.hasBegun())).toEqual([true, true]);
    large.end();
    small.end();
    await Promise.all(all);
    expect(room.isEmpty).toBe(true);
  });

  it('takes what is larger than itself when it is empty', async () => {
    const room = new Room({ size: 10, waitMs: 60_000 });
    await expect(room.run(11, async () => 'done')).resolves.toBe('done');
  });

  it('sends away who has waited too long, and goes on', async () => {
    const room = new Room({ size: 1, waitMs: 20 });
    const first = newWork();
    const running = room.run(1, first.run);
    await expect(room.run(1, newWork().run)).rejects.toThrow(NoRoomError);
    first.end();
    await running;
    await expect(room.run(1, async () => 'next')).resolves.toBe('next');
    expect(room.isEmpty).toBe(true);
  });
});
