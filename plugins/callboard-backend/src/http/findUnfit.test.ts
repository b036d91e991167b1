import { findUnfit } from './findUnfit';

const deep = (levels: number) =>
  JSON.parse(`${'['.repeat(levels)}1${']'.repeat(levels)}`);

describe('what no database can store', () => {
  it('is found wherever it is', () => {
    const value = {
      a: 'x\u0000',
      'b\ud800': 'fine',
      c: [{ d: ['fine', '\udc00'] }],
    };
    expect(findUnfit(value, 100).texts).toEqual(
      expect.arrayContaining([
        { path: '.a', reason: 'must not contain U+0000' },
        { path: '.?', reason: 'must not contain lone surrogates' },
        { path: '.c[0].d[1]', reason: 'must not contain lone surrogates' },
      ]),
    );
    expect(findUnfit(value, 100).texts).toHaveLength(3);
    expect(findUnfit(value, 1).texts).toHaveLength(1);
  });

  it('is not any other text, nor any other value', () => {
    const value = { '': '', '😀': ['ﷺ', '\u0001', '\u2028', null, true, -0.5] };
    expect(findUnfit(value, 100)).toEqual({ texts: [] });
    expect(findUnfit(undefined, 100)).toEqual({ texts: [] });
  });

  it('is what is nested deeper than 64 levels', () => {
    expect(findUnfit(deep(64), 1).whole).toBeUndefined();
    expect(findUnfit(deep(65), 1).whole).toMatch(/nested deeper than 64/);
    expect(findUnfit(deep(5_000), 1).whole).toMatch(/nested deeper than 64/);
  });

  it('is what holds more than 50 000 values', () => {
    expect(findUnfit(Array(50_000).fill(0), 1).whole).toBeUndefined();
    expect(findUnfit(Array(50_001).fill(0), 1).whole).toMatch(/50000 values/);
  });
});
