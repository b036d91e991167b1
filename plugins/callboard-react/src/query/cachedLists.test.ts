import { changePages, withoutItem } from './cachedLists';

const page = (...items: string[]) => ({
  items,
  next_cursor: null,
  total: 3,
});

const isB = (item: string) => item === 'b';

describe('lists in the cache', () => {
  it('change whether they are read as one page or as several', () => {
    const louder = ({ items, ...rest }: ReturnType<typeof page>) => ({
      ...rest,
      items: items.map(item => `${item}!`),
    });
    expect(changePages(page('a', 'b'), louder)).toEqual(page('a!', 'b!'));
    expect(
      changePages({ pages: [page('a'), page('b')], pageParams: [] }, louder),
    ).toEqual({ pages: [page('a!'), page('b!')], pageParams: [] });
  });

  it('lose an item, and count it no more', () => {
    expect(withoutItem(page('a', 'b', 'c'), isB)).toEqual({
      ...page('a', 'c'),
      total: 2,
    });
    const paged = { pages: [page('a'), page('b', 'c')], pageParams: [] };
    expect(withoutItem(paged, isB)).toEqual({
      pages: [
        { ...page('a'), total: 2 },
        { ...page('c'), total: 2 },
      ],
      pageParams: [],
    });
  });

  it('stay the same without it', () => {
    const paged = { pages: [page('a'), page('c')], pageParams: [] };
    expect(withoutItem(paged, isB)).toBe(paged);
  });
});
