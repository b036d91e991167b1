import { toPlainText } from './plainText';

describe('toPlainText', () => {
  it.each([
    ['# Why\n\nIt **rounds** _down_', 'Why It rounds down'],
    ['See [the ledger](https://example.org/l) `x < 1`', 'See the ledger x < 1'],
    ['- one\n- [ ] two\n\n1. three', 'one two three'],
    ['```ts\nconst a = 1;\n```\nafter', 'const a = 1; after'],
    ['| a | b |\n|---|---|\n| 1 | 2 |', 'a b 1 2'],
    ['<!-- Describe the bug -->\n<b>Loud</b>\nlines', 'Loud lines'],
    ['![a chart](chart.png) of 2 * 3 * 4', 'a chart of 2 * 3 * 4'],
    ['a <!-- b --> <?c d?> <!E f> <![CDATA[g]]> h', 'a h'],
    ['a <!--> b <!---> c <!-- d ---> e <! f>', 'a b c e <! f>'],
    ['', ''],
  ])('strips Markdown syntax from %j', (markdown, text) => {
    expect(toPlainText(markdown)).toBe(text);
  });

  it.each(['<!--a', '<!a', '<?a', '<![CDATA['])(
    'returns a text with many unclosed %s, and searches their end once',
    start => {
      const text = `x ${start.repeat(1_000)}`;
      const searches = [
        jest.spyOn(String.prototype, 'match'),
        jest.spyOn(String.prototype, 'indexOf'),
      ];
      const plainText = toPlainText(text);
      const counts = searches.map(({ mock }) => mock.calls.length);
      searches.forEach(search => search.mockRestore());
      expect(plainText).toBe(text);
      expect(Math.max(...counts)).toBeLessThan(100);
    },
  );
});
