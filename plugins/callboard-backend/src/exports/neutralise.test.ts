import fc from 'fast-check';
import { neutralise, restore } from './neutralise';

describe('neutralise', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', "'=1", "''-"])(
    'puts an apostrophe in front of %j',
    text => {
      expect(neutralise(text)).toBe(`'${text}`);
    },
  );

  it.each(['', 'plain', "'", "it's", "'quoted'", ' =1', '\n=1', 'a=1', '１'])(
    'leaves %j alone',
    text => {
      expect(neutralise(text)).toBe(text);
    },
  );

  it('never leaves a text that begins like a formula', () => {
    fc.assert(
      fc.property(textLikeFormulas(), text => {
        expect(neutralise(text)).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });

  it('is undone by restore, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), textLikeFormulas()),
        text => {
          expect(restore(neutralise(text))).toBe(text);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

function textLikeFormulas() {
  const unit = fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', 'a');
  return fc.string({ unit });
}
