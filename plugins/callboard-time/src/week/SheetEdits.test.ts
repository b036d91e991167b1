import fc from 'fast-check';
import { SheetEdits } from './SheetEdits';
import type { CellChange } from './SheetCell';

const cellOf = (work_item_id: string, minutes: number): CellChange => ({
  work_item_id,
  date: '2026-11-16',
  minutes,
});

const refusal = (problems: Array<{ field: string; reason: string }>) =>
  Object.assign(new Error('Refused'), {
    body: { error: { message: 'Refused', problems } },
  });

/** What is asked to be saved, as pairs of item and minutes. */
function sheet(answer: (cells: readonly CellChange[]) => unknown = () => {}) {
  const saved: Array<Array<[string, number]>> = [];
  const edits = new SheetEdits(async cells => {
    saved.push(cells.map(each => [each.work_item_id, each.minutes]));
    await answer(cells);
  });
  return { edits, saved };
}

const editOf = (edits: SheetEdits, item: string) =>
  edits.snapshot().get(item)?.get('2026-11-16');

describe('edits of a week', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('are saved together once nobody types', async () => {
    const { edits, saved } = sheet();
    edits.set([cellOf('a', 60)]);
    await jest.advanceTimersByTimeAsync(300);
    edits.set([cellOf('b', 30)]);
    await jest.advanceTimersByTimeAsync(300);
    expect(saved).toEqual([]);
    await jest.advanceTimersByTimeAsync(200);
    expect(saved).toEqual([
      [
        ['a', 60],
        ['b', 30],
      ],
    ]);
    expect(edits.isClean).toBe(true);
  });

  it('say the last word of a cell that was typed over while it was saved', async () => {
    let answer = () => {};
    const { edits, saved } = sheet(
      () => new Promise<void>(resolve => (answer = resolve)),
    );
    edits.set([cellOf('a', 60)]);
    const first = edits.flush();
    await jest.advanceTimersByTimeAsync(0);
    edits.set([cellOf('a', 90)]);
    answer();
    await jest.advanceTimersByTimeAsync(0);
    expect(editOf(edits, 'a')).toEqual({ minutes: 90 });
    answer();
    await first;
    expect(saved).toEqual([[['a', 60]], [['a', 90]]]);
    expect(edits.isClean).toBe(true);
  });

  it('keep a cell that the server names, and save the others', async () => {
    const { edits, saved } = sheet(cells => {
      const at = cells.findIndex(({ minutes }) => minutes > 600);
      if (at >= 0) {
        const field = `body.cells[${at}].minutes`;
        throw refusal([{ field, reason: 'leaves 2h' }]);
      }
    });
    edits.set([cellOf('a', 60), cellOf('b', 700), cellOf('c', 30)]);
    await edits.flush();
    expect(saved[1]).toEqual([
      ['a', 60],
      ['c', 30],
    ]);
    expect(editOf(edits, 'b')).toEqual({ minutes: 700, problem: 'leaves 2h' });
    edits.set([cellOf('b', 120)]);
    await edits.flush();
    expect(edits.isClean).toBe(true);
  });

  it('keep all where the server does not answer, to be tried again', async () => {
    let isAway = true;
    const { edits } = sheet(() => {
      if (isAway) {
        throw new Error('Failed to fetch');
      }
    });
    edits.set([cellOf('a', 60), cellOf('b', 30)]);
    await edits.flush();
    expect(editOf(edits, 'a')).toEqual({
      minutes: 60,
      problem: 'Failed to fetch',
    });
    isAway = false;
    await edits.retry();
    expect(edits.isClean).toBe(true);
  });

  it('keep what cannot be read, and never send it', async () => {
    const { edits, saved } = sheet();
    edits.hold(cellOf('a', 0), 'soon', 'This is not a duration.');
    await edits.retry();
    expect(saved).toEqual([]);
    expect(editOf(edits, 'a')).toEqual({
      text: 'soon',
      problem: 'This is not a duration.',
    });
  });

  it('tell of what was not saved when nobody looks', async () => {
    const { edits } = sheet(() => {
      throw new Error('Failed to fetch');
    });
    edits.onUnseenProblem = jest.fn();
    const leave = edits.subscribe(() => {});
    edits.set([cellOf('a', 60)]);
    await edits.flush();
    expect(edits.onUnseenProblem).not.toHaveBeenCalled();
    leave();
    await edits.retry();
    expect(edits.onUnseenProblem).toHaveBeenCalledTimes(1);
  });

  it('go in requests of 200 cells at most', async () => {
    const { edits, saved } = sheet();
    edits.set(Array.from({ length: 450 }, (_, at) => cellOf(`i${at}`, 5)));
    await edits.flush();
    expect(saved.map(({ length }) => length)).toEqual([200, 200, 50]);
  });

  it('end as they were typed, whatever is typed and refused meanwhile', async () => {
    jest.useRealTimers();
    const act = fc.record({
      item: fc.constantFrom('a', 'b', 'c'),
      minutes: fc.integer({ min: 0, max: 3 }),
      isFlushed: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { maxLength: 12 }),
        fc.func(fc.constantFrom('saved', 'named', 'away')),
        async (acts, fate) => {
          const held = new Map<string, number>();
          let calls = 0;
          const { edits } = sheet(async cells => {
            await Promise.resolve();
            calls += 1;
            const what = calls > 20 ? 'saved' : fate(calls);
            if (what === 'away') {
              throw new Error('Failed to fetch');
            }
            if (what === 'named') {
              throw refusal([{ field: 'body.cells[0]', reason: 'no' }]);
            }
            cells.forEach(cell => held.set(cell.work_item_id, cell.minutes));
          });
          const typed = new Map<string, number>();
          for (const { item, minutes, isFlushed } of acts) {
            typed.set(item, minutes);
            edits.set([cellOf(item, minutes)]);
            await (isFlushed ? edits.flush() : Promise.resolve());
          }
          for (let tries = 0; tries < 30 && !edits.isClean; tries += 1) {
            await edits.retry();
          }
          expect(held).toEqual(typed);
        },
      ),
    );
  });
});
