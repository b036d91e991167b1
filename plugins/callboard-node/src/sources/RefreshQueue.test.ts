import { RefreshQueue } from './RefreshQueue';

/** A queue whose tasks end when the test says so. */
function createQueue(maxTasks = 10, dropsAfterError = false) {
  const begun: string[] = [];
  const ends: Array<(error?: Error) => void> = [];
  const queue = new RefreshQueue<string>({
    maxTasks,
    run: task =>
      new Promise((resolve, reject) => {
        begun.push(task);
        ends.push(error => (error ? reject(error) : resolve()));
      }),
    onError: () => dropsAfterError,
  });
  const add = (key: string, task: string) =>
    queue.add(key, task, waiting => `${waiting}+${task}`);
  const end = async (error?: Error) => {
    ends.shift()!(error);
    await new Promise(setImmediate);
  };
  return { begun, add, end };
}

describe('RefreshQueue', () => {
  it('runs tasks one after another', async () => {
    const { begun, add, end } = createQueue();
    add('1', 'a');
    add('2', 'b');
    expect(begun).toEqual(['a']);
    await end();
    expect(begun).toEqual(['a', 'b']);
  });

  it('merges a task with a waiting one, but not with a running one', async () => {
    const { begun, add, end } = createQueue();
    add('1', 'a');
    add('1', 'b');
    add('1', 'c');
    await end();
    await end();
    expect(begun).toEqual(['a', 'b+c']);
  });

  it('rejects tasks when it is full, and accepts them later', async () => {
    const { add, end } = createQueue(1);
    expect([add('1', 'a'), add('2', 'b'), add('3', 'c')]).toEqual([
      true,
      true,
      false,
    ]);
    await end();
    expect(add('3', 'c')).toBe(true);
  });

  it.each([
    [false, ['a', 'b']],
    [true, ['a']],
  ])(
    'drops waiting tasks after an error if requested: %p',
    async (drops, expected) => {
      const { begun, add, end } = createQueue(10, drops);
      add('1', 'a');
      add('2', 'b');
      await end(new Error('no'));
      expect(begun).toEqual(expected);
    },
  );
});
