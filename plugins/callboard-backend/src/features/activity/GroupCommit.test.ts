import {
  createControlledCommits,
  overloaded,
  flushPromises,
} from './__testUtils__/controlledCommits';

describe('GroupCommit', () => {
  it('starts the first commit at once and batches items that arrive during it', async () => {
    const { commits, add } = createControlledCommits();
    const first = add('a');
    await flushPromises();
    const others = [add('b'), add('c'), add('d')];
    await flushPromises();
    expect(commits.map(({ items }) => items)).toEqual([['a']]);
    commits[0].succeed();
    await expect(first).resolves.toBe('stored a');
    await flushPromises();
    expect(commits.map(({ items }) => items)).toEqual([['a'], ['b', 'c', 'd']]);
    commits[1].succeed();
    expect(await Promise.all(others)).toEqual([
      'stored b',
      'stored c',
      'stored d',
    ]);
  });

  it('commits items added in the same event-loop turn together', async () => {
    const { commits, add } = createControlledCommits();
    add('a');
    await Promise.resolve();
    add('b');
    await flushPromises();
    expect(commits.map(({ items }) => items)).toEqual([['a', 'b']]);
  });

  it('resolves an item only after its commit succeeds', async () => {
    const { commits, add } = createControlledCommits();
    const answered = jest.fn();
    add('a').then(answered);
    await flushPromises();
    expect(answered).not.toHaveBeenCalled();
    commits[0].succeed();
    await flushPromises();
    expect(answered).toHaveBeenCalledWith('stored a');
  });

  it('limits the batch size, preserves arrival order and commits oversized items alone', async () => {
    const { commits, add } = createControlledCommits({ maxBatchSize: 3 });
    for (const [item, size] of [
      ['a', 2],
      ['b', 1],
      ['c', 1],
      ['d', 9],
      ['e', 1],
    ] as const) {
      add(item, size);
    }
    for (let n = 0; n < 4; n += 1) {
      await flushPromises();
      commits[n].succeed();
    }
    await flushPromises();
    expect(commits.map(({ items }) => items)).toEqual([
      ['a', 'b'],
      ['c'],
      ['d'],
      ['e'],
    ]);
  });

  it('starts a second concurrent commit only for a full batch, and never a third', async () => {
    const { commits, add } = createControlledCommits({
      maxBatchSize: 2,
      maxConcurrentCommits: 2,
    });
    add('a');
    await flushPromises();
    add('b');
    await flushPromises();
    expect(commits).toHaveLength(1);
    ['c', 'd', 'e', 'f', 'g'].forEach(item => add(item));
    await flushPromises();
    expect(commits.map(({ items }) => items)).toEqual([['a'], ['b', 'c']]);
    commits[1].succeed();
    await flushPromises();
    expect(commits.map(({ items }) => items).slice(2)).toEqual([['d', 'e']]);
    commits[0].succeed();
    commits[2].succeed();
    await flushPromises();
    expect(commits.map(({ items }) => items).slice(3)).toEqual([['f', 'g']]);
  });

  it('rejects items while the queue is full and accepts them once it has room', async () => {
    const { commits, add } = createControlledCommits({ maxQueueSize: 3 });
    add('under way', 50).catch(() => {});
    await expect(add('more than there is room for', 4)).rejects.toMatchObject(
      overloaded,
    );
    const last = add('fits', 3);
    await expect(add('does not')).rejects.toMatchObject(overloaded);
    await flushPromises();
    const later = add('fits now');
    commits[0].succeed();
    await flushPromises();
    commits[1].succeed();
    expect(await Promise.all([last, later])).toEqual([
      'stored fits',
      'stored fits now',
    ]);
  });

  it('completes accepted items before it closes and rejects new ones', async () => {
    const { group, commits, add } = createControlledCommits();
    const taken = [add('a')];
    await flushPromises();
    taken.push(add('b'));
    const closed = jest.fn();
    const closing = group.close().then(closed);
    await expect(add('late')).rejects.toMatchObject(overloaded);
    commits[0].succeed();
    await flushPromises();
    expect(closed).not.toHaveBeenCalled();
    commits[1].succeed();
    await closing;
    expect(await Promise.all(taken)).toEqual(['stored a', 'stored b']);
  });

  it('closes at once when the queue is empty', async () => {
    const { group } = createControlledCommits();
    await expect(group.close()).resolves.toBeUndefined();
  });
});

const createRejection = () =>
  Object.assign(new Error('one of them is bad'), { code: '23502' });

describe('GroupCommit failures and timeouts', () => {
  it('rejects items after maxWaitMs and never commits those still in the queue', async () => {
    const { commits, add } = createControlledCommits({ maxWaitMs: 50 });
    const underWay = add('under way');
    await flushPromises();
    const waiting = add('waiting');
    expect(await Promise.allSettled([underWay, waiting])).toMatchObject([
      { reason: overloaded },
      { reason: overloaded },
    ]);
    commits[0].succeed();
    await flushPromises();
    expect(commits).toHaveLength(1);
    const next = add('next');
    await flushPromises();
    commits[1].succeed();
    await expect(next).resolves.toBe('stored next');
    expect(commits[1].items).toEqual(['next']);
  });

  it('frees queue space when a waiting item times out', async () => {
    const { add } = createControlledCommits({ maxWaitMs: 5, maxQueueSize: 1 });
    add('under way').catch(() => {});
    await flushPromises();
    await expect(add('waiting')).rejects.toThrow('in time');
    await expect(add('waiting in its place')).rejects.toThrow('in time');
  });

  it('retries items one by one when the database refuses the batch', async () => {
    const { commits, add } = createControlledCommits();
    const all = Promise.allSettled(['a', 'bad', 'c'].map(item => add(item)));
    await flushPromises();
    commits[0].fail(createRejection());
    await flushPromises();
    commits[1].succeed();
    await flushPromises();
    commits[2].fail(new Error('this one is bad'));
    await flushPromises();
    commits[3].succeed();
    expect((await all).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(commits.slice(1).map(({ items }) => items)).toEqual([
      ['a'],
      ['bad'],
      ['c'],
    ]);
  });

  it('omits timed-out items when it retries a refused batch one by one', async () => {
    const { commits, add } = createControlledCommits({ maxWaitMs: 100 });
    const all = Promise.allSettled(['a', 'b'].map(item => add(item)));
    await flushPromises();
    commits[0].fail(createRejection());
    await flushPromises();
    expect(commits[1].items).toEqual(['a']);
    expect(await all).toMatchObject([
      { reason: overloaded },
      { reason: overloaded },
    ]);
    commits[1].succeed();
    await flushPromises();
    expect(commits).toHaveLength(2);
  });

  it('omits items that timed out while no connection was available', async () => {
    let connect = () => {};
    const connected = new Promise<void>(resolve => {
      connect = resolve;
    });
    const { group, commits, add } = createControlledCommits(
      { maxWaitMs: 200 },
      connected,
    );
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    const early = add('early');
    await flushPromises();
    jest.advanceTimersByTime(100);
    const late = add('late');
    jest.advanceTimersByTime(100);
    jest.useRealTimers();
    await expect(early).rejects.toMatchObject(overloaded);
    connect();
    await flushPromises();
    expect(commits[0].items).toEqual([]);
    commits[0].succeed();
    await flushPromises();
    expect(commits[1].items).toEqual(['late']);
    commits[1].succeed();
    await expect(late).resolves.toBe('stored late');
    await group.close();
  });

  it.each(['57P01', '08006', '40003', 'ENETUNREACH', undefined])(
    'rejects all items without a retry when the commit outcome is unknown (%s)',
    async code => {
      const { commits, add } = createControlledCommits();
      const all = Promise.allSettled(['a', 'b'].map(item => add(item)));
      await flushPromises();
      commits[0].fail(Object.assign(new Error('gone'), { code }));
      await flushPromises();
      expect(commits).toHaveLength(1);
      expect((await all).map(({ status }) => status)).toEqual([
        'rejected',
        'rejected',
      ]);
    },
  );

  it('rejects each item with a separate error that omits the submitted values', async () => {
    const { commits, add } = createControlledCommits();
    const all = Promise.allSettled(['a', 'b'].map(item => add(item)));
    await flushPromises();
    const connectionError = Object.assign(new Error('shutting down'), {
      code: '57P01',
    });
    connectionError.message = `insert into log values ('secret') - ${connectionError.message}`;
    commits[0].fail(connectionError);
    const [one, other] = (await all).map(
      answer => (answer as PromiseRejectedResult).reason,
    );
    expect(one).not.toBe(other);
    for (const error of [one, other]) {
      expect(error).toMatchObject(overloaded);
      expect(error.cause).toBeUndefined();
      expect(`${error.message} ${error.stack}`).not.toContain('secret');
    }
    expect(one.stack).toContain('caused by Error: 57P01: shutting down');
    expect(other.stack).not.toContain('shutting down');
  });
});
