import {
  controlledCommits,
  overloaded,
  settle,
} from './__testUtils__/controlledCommits';

const refusal = () =>
  Object.assign(new Error('one of them is bad'), { code: '23502' });

describe('what a group commit cannot store, or not in time', () => {
  it('lets nobody wait for ever, and never stores what it gave up before its turn', async () => {
    const { commits, add } = controlledCommits({ maxWaitMs: 50 });
    const underWay = add('under way');
    await settle();
    const waiting = add('waiting');
    expect(await Promise.allSettled([underWay, waiting])).toMatchObject([
      { reason: overloaded },
      { reason: overloaded },
    ]);
    commits[0].succeed();
    await settle();
    expect(commits).toHaveLength(1);
    const next = add('next');
    await settle();
    commits[1].succeed();
    await expect(next).resolves.toBe('stored next');
    expect(commits[1].items).toEqual(['next']);
  });

  it('makes room when it gives somebody up', async () => {
    const { add } = controlledCommits({ maxWaitMs: 5, maxWaiting: 1 });
    add('under way').catch(() => {});
    await settle();
    await expect(add('waiting')).rejects.toThrow('in time');
    await expect(add('waiting in its place')).rejects.toThrow('in time');
  });

  it('stores each alone when they are refused together', async () => {
    const { commits, add } = controlledCommits();
    const all = Promise.allSettled(['a', 'bad', 'c'].map(item => add(item)));
    await settle();
    commits[0].fail(refusal());
    await settle();
    commits[1].succeed();
    await settle();
    commits[2].fail(new Error('this one is bad'));
    await settle();
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

  it('does not store alone what was given up while others were', async () => {
    const { commits, add } = controlledCommits({ maxWaitMs: 100 });
    const all = Promise.allSettled(['a', 'b'].map(item => add(item)));
    await settle();
    commits[0].fail(refusal());
    await settle();
    expect(commits[1].items).toEqual(['a']);
    expect(await all).toMatchObject([
      { reason: overloaded },
      { reason: overloaded },
    ]);
    commits[1].succeed();
    await settle();
    expect(commits).toHaveLength(2);
  });

  it('does not store what was given up while there was no connection', async () => {
    let connect = () => {};
    const connected = new Promise<void>(resolve => {
      connect = resolve;
    });
    const { group, commits, add } = controlledCommits(
      { maxWaitMs: 200 },
      connected,
    );
    const early = add('early');
    await new Promise(resolve => setTimeout(resolve, 100));
    const late = add('late');
    await expect(early).rejects.toMatchObject(overloaded);
    connect();
    await settle();
    expect(commits[0].items).toEqual([]);
    commits[0].succeed();
    await settle();
    expect(commits[1].items).toEqual(['late']);
    commits[1].succeed();
    await expect(late).resolves.toBe('stored late');
    await group.close();
  });

  it.each(['57P01', '08006', '40003', 'ENETUNREACH', undefined])(
    'tells all, and tries none again, when they may be stored already (%s)',
    async code => {
      const { commits, add } = controlledCommits();
      const all = Promise.allSettled(['a', 'b'].map(item => add(item)));
      await settle();
      commits[0].fail(Object.assign(new Error('gone'), { code }));
      await settle();
      expect(commits).toHaveLength(1);
      expect((await all).map(({ status }) => status)).toEqual([
        'rejected',
        'rejected',
      ]);
    },
  );

  it('rejects each with an error of its own, which keeps what was sent to itself', async () => {
    const { commits, add } = controlledCommits();
    const all = Promise.allSettled(['a', 'b'].map(item => add(item)));
    await settle();
    const gone = Object.assign(new Error('shutting down'), { code: '57P01' });
    gone.message = `insert into log values ('secret') - ${gone.message}`;
    commits[0].fail(gone);
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
