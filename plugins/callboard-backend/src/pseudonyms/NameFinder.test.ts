import fc from 'fast-check';
import { NameFinder } from './NameFinder';

const substitutes = { name: () => '#', ref: () => '@' };

function finderOf(...names: string[]): NameFinder {
  const finder = new NameFinder();
  names.forEach((name, at) => finder.add(`user:default/p${at}`, name));
  return finder;
}

describe('finding names in texts', () => {
  it.each([
    ['Jane Doe', 'Ask Jane Doe.', 'Ask #.'],
    ['Jane Doe', 'JANE DOE, jane doe', '#, #'],
    ['Jane Doe', 'Jane Doerr and Mary-Jane Doe', 'Jane Doerr and Mary-#'],
    ['jane.doe@example.com', '<Jane.Doe@Example.com>', '<#>'],
    ['Jane Doe', 'someone@else.org', '(mail address)'],
    ['jane.doe', 'cc @jane.doe!', 'cc @#!'],
    ['Jane Doe', 'user:default/jane.doe, USER:other/x', '@, @'],
    ['İbrahim Öz', 'İbrahim Öz, ibrahim', '#, ibrahim'],
    ['O’Neil', 'Call O’Neil', 'Call #'],
    ['constructor', 'a constructor, a __proto__', 'a #, a __proto__'],
    ['Jane Doe', 'Jane', 'Jane'],
  ])('%p in %p', (name, text, shown) => {
    expect(finderOf(name).replace(text, substitutes)).toBe(shown);
  });

  it('takes the longest name that fits', () => {
    const finder = finderOf('Jane', 'Jane Doe');
    expect(finder.replace('Jane Doe and Jane', substitutes)).toBe('# and #');
  });

  it('leaves nobody who is known, wherever they are in a text', () => {
    const word = fc.stringMatching(/^\p{L}{2,8}$/u);
    const name = fc
      .tuple(word, word)
      .map(([first, last]) => `${first} ${last}`);
    const gap = fc.constantFrom(' ', ', ', ': ', ' – ', '\n', '" ', ' (');
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 8 }),
        fc.array(fc.tuple(gap, fc.nat(), fc.boolean()), { maxLength: 12 }),
        (names, parts) => {
          const text = parts
            .map(([before, which, isUpper]) => {
              const one = names[which % names.length];
              return before + (isUpper ? one.toUpperCase() : one);
            })
            .join('');
          const shown = finderOf(...names).replace(text, substitutes);
          for (const one of names) {
            expect(shown.includes(one)).toBe(false);
          }
        },
      ),
    );
  });
});
