import { Found, Place } from './Eraser';
import { SearchAhead } from './SearchAhead';

/** Finds one row behind each place, and nothing behind the last. */
function searchOf(isAhead = true) {
  const searched: string[] = [];
  const find = async (after: Place | undefined): Promise<Found> => {
    const [at] = (after ?? ['']) as string[];
    searched.push(at);
    if (at === 'bad') {
      throw new Error('away');
    }
    const next = at === 'c' ? undefined : [at === '' ? 'a' : 'c'];
    return { keys: next ? [next] : [], next };
  };
  return { searched, search: new SearchAhead(find, { isAhead }) };
}

describe('the search ahead', () => {
  it('has looked behind what was found before it is asked', async () => {
    const { search, searched } = searchOf();
    expect(await search.findAfter(undefined)).toMatchObject({ next: ['a'] });
    expect(searched).toEqual(['', 'a']);
    expect(await search.findAfter(['a'])).toMatchObject({ next: ['c'] });
    expect(searched).toEqual(['', 'a', 'c']);
    expect(await search.findAfter(['c'])).toEqual({ keys: [] });
    expect(searched).toEqual(['', 'a', 'c']);
  });

  it('looks again where it is asked for another place', async () => {
    const { search, searched } = searchOf();
    await search.findAfter(undefined);
    await search.findAfter(['b']);
    expect(searched).toEqual(['', 'a', 'b', 'c']);
  });

  it('fails whoever asks for what it failed to find', async () => {
    const { search } = searchOf();
    await expect(search.findAfter(['bad'])).rejects.toThrow('away');
    await search.end();
  });

  it('does nothing before it is asked where that would only hold up others', async () => {
    const { search, searched } = searchOf(false);
    await search.findAfter(undefined);
    expect(searched).toEqual(['']);
  });
});
