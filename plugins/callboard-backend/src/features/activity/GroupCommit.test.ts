import {
  controlledCommits,
  overloaded,
  settle,
} from './__testUtils__/controlledCommits';

describe('a group commit', () => {
  it('begins at once, and takes those who come meanwhile together', async () => {
    const { commits, add } = controlledCommits();
    const first = add('a');
    await settle();
    const others = [add('b'), add('c'), add('d')];
    await settle();
    expect(commits.map(({ items }) => items)).toEqual([['a']]);
    commits[0].succeed();
    await expect(first).resolves.toBe('stored a');
    await settle();
    expect(commits.map(({ items }) => items)).toEqual([['a'], ['b', 'c', 'd']]);
    commits[1].succeed();
    expect(await Promise.all(others)).toEqual([
      'stored b',
      'stored c',
      'stored d',
    ]);
  });

  it('takes those who come in the same turn together', async () => {
    const { commits, add } = controlledCommits();
    add('a');
    await Promise.resolve();
    add('b');
    await settle();
    expect(commits.map(({ items }) => items)).toEqual([['a', 'b']]);
  });

  it('answers nobody before the commit', async () => {
    const { commits, add } = controlledCommits();
    const answered = jest.fn();
    add('a').then(answered);
    await settle();
    expect(answered).not.toHaveBeenCalled();
    commits[0].succeed();
    await settle();
    expect(answered).toHaveBeenCalledWith('stored a');
  });

  it('takes no more than the limit, in the order they came; what is larger goes alone', async () => {
    const { commits, add } = controlledCommits({ maxTogether: 3 });
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
      await settle();
      commits[n].succeed();
    }
    await settle();
    expect(commits.map(({ items }) => items)).toEqual([
      ['a', 'b'],
      ['c'],
      ['d'],
      ['e'],
    ]);
  });

  it('begins another beside the first only when there is enough for it, and never a third', async () => {
    const { commits, add } = controlledCommits({
      maxTogether: 2,
      maxAtOnce: 2,
    });
    add('a');
    await settle();
    add('b');
    await settle();
    expect(commits).toHaveLength(1);
    ['c', 'd', 'e', 'f', 'g'].forEach(item => add(item));
    await settle();
    expect(commits.map(({ items }) => items)).toEqual([['a'], ['b', 'c']]);
    commits[1].succeed();
    await settle();
    expect(commits.map(({ items }) => items).slice(2)).toEqual([['d', 'e']]);
    commits[0].succeed();
    commits[2].succeed();
    await settle();
    expect(commits.map(({ items }) => items).slice(3)).toEqual([['f', 'g']]);
  });

  it('refuses what there is no room for, until there is', async () => {
    const { commits, add } = controlledCommits({ maxWaiting: 3 });
    add('under way', 50).catch(() => {});
    await expect(add('more than there is room for', 4)).rejects.toMatchObject(
      overloaded,
    );
    const last = add('fits', 3);
    await expect(add('does not')).rejects.toMatchObject(overloaded);
    await settle();
    const later = add('fits now');
    commits[0].succeed();
    await settle();
    commits[1].succeed();
    expect(await Promise.all([last, later])).toEqual([
      'stored fits',
      'stored fits now',
    ]);
  });

  it('settles what it took before it closes, and takes nothing after', async () => {
    const { group, commits, add } = controlledCommits();
    const taken = [add('a')];
    await settle();
    taken.push(add('b'));
    const closed = jest.fn();
    const closing = group.close().then(closed);
    await expect(add('late')).rejects.toMatchObject(overloaded);
    commits[0].succeed();
    await settle();
    expect(closed).not.toHaveBeenCalled();
    commits[1].succeed();
    await closing;
    expect(await Promise.all(taken)).toEqual(['stored a', 'stored b']);
  });

  it('closes at once when nothing is there', async () => {
    const { group } = controlledCommits();
    await expect(group.close()).resolves.toBeUndefined();
  });
});
