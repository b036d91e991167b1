import fc from 'fast-check';
import { NameFinder } from './NameFinder';
import { shownBy } from './__testUtils__/shownBy';

function finderOf(...names: string[]): NameFinder {
  const finder = new NameFinder();
  names.forEach(name => finder.add(name));
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
    ['Jane Doe', 'user:default/jane.doe, USER:other/x.', '#, #.'],
    ['İbrahim Öz', 'İbrahim Öz, ibrahim', '#, ibrahim'],
    ['O’Neil', 'Call O’Neil', 'Call #'],
    ['constructor', 'a constructor, a __proto__', 'a #, a __proto__'],
    ['Jane Doe', 'Jane', 'Jane'],
    ['Jane  Doe', 'Jane\u00a0\u200bDoe, Jane\nDoe, JaneDoe', '#, #, JaneDoe'],
    ['Jane Doe', 'Doe, Jane; Doe,Jane; Doe Jane', '#; #; Doe Jane'],
    ['Doe, Jane', 'Jane Doe', '#'],
    ['Jane van der Doe', 'Doe, Jane van der; van der Doe, Jane', '#; #'],
    ['Jane Doe', '/search?q=Jane%20Doe&r=Jane+Doe', '/search?q=#&r=#'],
    ['Jürgen Öz', '/x?q=J%C3%BCrgen%20%C3%96z', '/x?q=#'],
    ['Jane Doe', '100%', '100%'],
    ['Jane Doe', '%20Jane Doe%', ' #%'],
    ['Jane Doe', '50%25%20of%20it', '50%25%20of%20it'],
    ['jane@example.com', '?m=jane%40example.com', '?m=#'],
    ['Jane Doe', '/catalog/default/user/jdoe', '/catalog/#'],
    ['Jane Doe', 'by-name/user/default/jdoe?a=1', '#?a=1'],
    ['Jane Doe', '/user/default/jdoe', '/#'],
    ['Jane Doe', '/user/settings', '/user/settings'],
    ['Jane Doe', '?o=user%3Adefault%2Fjdoe', '?o=#'],
    ['Jane Doe', '?o=user%253Adefault%252Fjdoe', '?o=#'],
    ['Jane Doe', '/default%2Fuser%2Fjdoe', '/#'],
    ['Jane Doe', 'q=a+user:default/jdoe', 'q=a+#'],
  ])('%p in %p', (name, text, shown) => {
    expect(shownBy(finderOf(name), text)).toBe(shown);
  });

  it('finds somebody in a text that was looked through before they were known', () => {
    const finder = finderOf('Jane Doe');
    expect(shownBy(finder, 'Max Moe and jim')).toBe('Max Moe and jim');
    finder.add('Max Moe');
    expect(shownBy(finder, 'Max Moe and jim')).toBe('# and jim');
    expect(shownBy(finder, 'cc @jim')).toBe('cc @jim');
    finder.addAccount('jim');
    expect(shownBy(finder, 'cc @jim')).toBe('cc @#');
  });

  it('takes the longest name that fits', () => {
    const finder = finderOf('Jane', 'Jane Doe');
    expect(shownBy(finder, 'Jane Doe and Jane')).toBe('# and #');
  });

  it('finds an account that is a word only where it is one', () => {
    const finder = new NameFinder();
    finder.addAccount('jdoe');
    finder.addAccount('jane.doe');
    expect(shownBy(finder, '@jdoe. user:jdoe, @other, jdoe, jane.doe')).toBe(
      '@#. #, @other, jdoe, #',
    );
  });

  it('takes long texts without pause', () => {
    const finder = finderOf('Jane Doe');
    const began = performance.now();
    for (const part of ['a', 'a/', 'user/', '%25', '@a', 'a.', 'jane ']) {
      finder.replace(part.repeat(100_000 / part.length));
    }
    expect(performance.now() - began).toBeLessThan(2_000);
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
          const shown = shownBy(finderOf(...names), text);
          for (const one of names) {
            expect(shown.includes(one)).toBe(false);
          }
        },
      ),
    );
  });
});
