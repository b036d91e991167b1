import { HeavyReads } from './HeavyReads';

const limits = {
  atOnce: 3,
  perPerson: 2,
  waitingPerPerson: 2,
  maxWaitMs: 60_000,
};

/** Reads that end when they are told to, and which of them have begun. */
function controlled(reads: HeavyReads) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const read = (name: string) =>
    reads.run(name[0], async () => {
      begun.push(name);
      await new Promise<void>(resolve => ends.set(name, resolve));
      return name;
    });
  const end = async (name: string) => {
    ends.get(name)!();
    await new Promise(setImmediate);
  };
  return { begun, read, end };
}

const settle = () => new Promise(setImmediate);

describe('heavy reads', () => {
  it('run a few at once, and of one person fewer', async () => {
    const { begun, read, end } = controlled(new HeavyReads(limits));
    const all = ['a1', 'a2', 'a3', 'b1', 'b2'].map(read);
    await settle();
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    await end('a1');
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
    for (const name of ['a2', 'b1', 'a3', 'b2']) await end(name);
    expect(await Promise.all(all)).toEqual(['a1', 'a2', 'a3', 'b1', 'b2']);
  });

  it('go first to whoever has fewest, not to whoever asked first', async () => {
    const { begun, read, end } = controlled(new HeavyReads(limits));
    const all = ['a1', 'a2', 'b1', 'a3', 'b2', 'c1'].map(read);
    await settle();
    await end('a1');
    expect(begun.at(-1)).toBe('c1');
    await end('b1');
    expect(begun.at(-1)).toBe('b2');
    for (const name of ['a2', 'c1', 'b2', 'a3']) await end(name);
    await Promise.all(all);
  });

  it('are refused to who has enough of them waiting', async () => {
    const { read, end } = controlled(new HeavyReads(limits));
    const taken = ['a1', 'a2', 'a3', 'a4'].map(read);
    await settle();
    await expect(read('a5')).rejects.toMatchObject({
      name: 'TooManyRequestsError',
      retryAfterSeconds: expect.any(Number),
    });
    const other = read('b1');
    await settle();
    for (const name of ['a1', 'a2', 'a3', 'a4', 'b1']) await end(name);
    expect(await Promise.all([...taken, other])).toHaveLength(5);
    const again = read('a6');
    await settle();
    await end('a6');
    expect(await again).toBe('a6');
  });

  it('do not wait for ever', async () => {
    const reads = new HeavyReads({ ...limits, atOnce: 1, maxWaitMs: 1 });
    const { begun, read, end } = controlled(reads);
    const first = read('a1');
    await expect(read('b1')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      retryAfterSeconds: expect.any(Number),
    });
    await end('a1');
    await first;
    expect(begun).toEqual(['a1']);
  });

  it('leave their place also when they fail', async () => {
    const reads = new HeavyReads({ ...limits, atOnce: 1 });
    const failing = reads.run('a', async () => {
      throw new Error('no');
    });
    const next = reads.run('b', async () => 'b');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('b');
  });
});
