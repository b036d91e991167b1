import fc from 'fast-check';
import { testSeed } from '@callboard/plugin-callboard-react/testUtils';

fc.configureGlobal({ seed: testSeed });

const tag = fc.constantFrom('', '', 'div', 'SPAN', '*');
const part = fc.constantFrom(
  '.a',
  '.b',
  '.a-b',
  '[role="b"]',
  '[title=".a, .b > i"]',
  ':not(.a)',
  ':not(.a, .b)',
  ':is(.a, span .b)',
  ':not(:is(.a))',
  ':first-child',
);
const compound = fc.oneof(
  part,
  fc
    .tuple(tag, fc.array(part, { maxLength: 2 }))
    .map(([name, parts]) => name + parts.join('') || '.b'),
);
const complex = fc
  .array(fc.tuple(fc.constantFrom(' ', ' ', ' ', '>', ' + ', '~'), compound), {
    minLength: 1,
    maxLength: 3,
  })
  .map(steps => steps.flat().slice(1).join(''));
const selector = fc
  .array(complex, { minLength: 1, maxLength: 2 })
  .map(alternatives => alternatives.join(', '));

/** Nested elements, three levels deep. */
const markup = [1, 2, 3].reduce<fc.Arbitrary<string>>(
  inside =>
    fc
      .tuple(
        fc.constantFrom('div', 'span'),
        fc.constantFrom('', 'a', 'b', 'b\na', 'a-b', ' a  b '),
        fc.constantFrom('', 'role="b"', 'title=".a, .b > i"'),
        fc.array(inside, { maxLength: 3 }),
      )
      .map(
        ([name, classes, rest, children]) =>
          `<${name} class="${classes}" ${rest}>${children.join('')}</${name}>`,
      ),
  fc.constant(''),
);

/** Style sheets, as lists of rules. */
const sheets = fc.array(
  fc.record({
    media: fc.constantFrom('', '', '', 'screen', 'print'),
    selectors: fc.array(selector, { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 3 },
);

const wrapInMedia = (media: string, rules: string) =>
  media ? `@media ${media} { ${rules} }` : rules;

describe('getComputedStyle in the test environment @full', () => {
  it('applies the last matching rule of all style sheets that are not for print', () => {
    let styled = 0;
    fc.assert(
      fc.property(sheets, markup, (written, html) => {
        let rules = 0;
        const numbered = written.map(({ media, selectors }) => ({
          media,
          rules: selectors.map(text => {
            rules += 1;
            return { text, order: String(rules) };
          }),
        }));
        document.head.innerHTML = numbered
          .map(sheet => {
            const lines = sheet.rules.map(
              ({ text, order }) => `${text} { order: ${order} }`,
            );
            return `<style>${wrapInMedia(
              sheet.media,
              lines.join(' '),
            )}</style>`;
          })
          .join('');
        document.body.innerHTML = html;
        const onScreen = numbered
          .filter(({ media }) => media !== 'print')
          .flatMap(sheet => sheet.rules);
        for (const element of document.body.querySelectorAll('*')) {
          const last = onScreen.findLast(({ text }) => element.matches(text));
          styled += last ? 1 : 0;
          expect({
            sheets: document.head.innerHTML,
            html: element.outerHTML,
            order: window.getComputedStyle(element).order,
          }).toEqual({
            sheets: document.head.innerHTML,
            html: element.outerHTML,
            order: last?.order ?? '',
          });
        }
      }),
      {
        numRuns: 300,
        examples: [
          [
            [{ media: '', selectors: ['.a [role="b"]'] }],
            '<div class="a"><span role="b"></span></div>',
          ],
        ],
      },
    );
    expect(styled).toBeGreaterThan(300);
  });

  it('applies rules that are inserted and deleted later', () => {
    document.head.innerHTML = '<style>.a { order: 1 }</style>';
    document.body.innerHTML = '<div class="a"><i></i></div>';
    const [element] = document.body.children;
    const readOrder = () => {
      // jsdom also applies changed rules only when the page changes.
      element.append('');
      return window.getComputedStyle(element).order;
    };
    const sheet = document.styleSheets[0];
    expect(readOrder()).toBe('1');
    sheet.insertRule('.a { order: 2 }', 1);
    expect(readOrder()).toBe('2');
    sheet.deleteRule(1);
    sheet.insertRule('div { order: 3 }', 1);
    expect(readOrder()).toBe('3');
  });
});
