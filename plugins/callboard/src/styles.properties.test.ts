import fc from 'fast-check';

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

/** Elements with elements in them, three deep. */
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

describe("the tests' quick styles", () => {
  it('are those of the rules that match', () => {
    fc.assert(
      fc.property(selector, markup, (rule, html) => {
        document.head.innerHTML = `<style>${rule} { order: 7 }</style>`;
        document.body.innerHTML = html;
        for (const element of document.body.querySelectorAll('*')) {
          expect({
            rule,
            html: element.outerHTML,
            isStyled: window.getComputedStyle(element).order === '7',
          }).toEqual({
            rule,
            html: element.outerHTML,
            isStyled: element.matches(rule),
          });
        }
      }),
      {
        numRuns: 300,
        examples: [
          ['.a [role="b"]', '<div class="a"><span role="b"></span></div>'],
        ],
      },
    );
  });
});
