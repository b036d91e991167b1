import { isTooDeep } from './isTooDeep';
import { mentionAt } from './mentionAt';
import { mentionLinks } from './mentionLinks';
import { quoteOf } from './quoteOf';

describe('mentionLinks', () => {
  const people = new Map([
    ['user:default/jane', { name: 'Jane [Doe](x)\n<b>', href: '/people/jane' }],
  ]);

  it('names the people who are mentioned, and nobody else', () => {
    expect(mentionLinks('Hi @jane, `@jane` and @joe!', people)).toBe(
      'Hi [@Jane \\[Doe\\]\\(x\\) \\<b\\>](</people/jane>), `@jane` and @joe!',
    );
  });
});

describe('mentionAt', () => {
  it.each([
    ['@', { start: 0, search: '' }],
    ['Hi @ma', { start: 3, search: 'ma' }],
    ['Hi (@Zoë.K', { start: 4, search: 'Zoë.K' }],
  ])('knows what is typed in %j', (text, expected) => {
    expect(mentionAt(text, text.length)).toEqual(expected);
  });

  it.each(['Hi', 'me@here', '@max ', '@@', '/@x'])(
    'knows that nobody is mentioned in %j',
    text => {
      expect(mentionAt(text, text.length)).toBeUndefined();
    },
  );

  it('looks no further than the caret', () => {
    expect(mentionAt('@max', 2)).toEqual({ start: 0, search: 'm' });
  });
});

describe('quoteOf', () => {
  it('quotes every line', () => {
    expect(quoteOf('One\n\n> Two\n')).toBe('> One\n>\n> > Two\n\n');
  });
});

describe('isTooDeep', () => {
  it.each(['>'.repeat(20_000), `Hi\n${'1) '.repeat(5_000)}`, '- '.repeat(100)])(
    'knows what would break the page',
    text => {
      expect(isTooDeep(text)).toBe(true);
    },
  );

  it.each(['> > > Quoted', '- [ ] One\n- [ ] Two', '-'.repeat(80), '**Bold**'])(
    'leaves %j alone',
    text => {
      expect(isTooDeep(text)).toBe(false);
    },
  );
});
