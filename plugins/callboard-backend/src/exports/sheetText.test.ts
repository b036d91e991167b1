import { MAX_CELL_LENGTH, sheetText } from './sheetText';

describe('sheetText', () => {
  it('removes what XML cannot hold', () => {
    expect(sheetText('a\u0000b\u0008\u000bc\u001f\u007fd')).toBe('abcd');
    expect(sheetText('a\ud800b\udc00c\ufffed\uffff')).toBe('abcd');
  });

  it('keeps tabs, line breaks and characters beyond the basic plane', () => {
    expect(sheetText('a\tb\nc\r\nd\re 🎭 ü')).toBe('a\tb\nc\nd\ne 🎭 ü');
  });

  it('cuts an over-long text with a mark', () => {
    expect(sheetText('a'.repeat(MAX_CELL_LENGTH))).not.toContain('…');
    const cut = sheetText('a'.repeat(MAX_CELL_LENGTH + 1));
    expect(cut).toHaveLength(MAX_CELL_LENGTH);
    expect(cut.endsWith('a…')).toBe(true);
  });

  it('never cuts through a character', () => {
    const cut = sheetText(`${'a'.repeat(MAX_CELL_LENGTH - 2)}🎭🎭`);
    expect(cut).toBe(`${'a'.repeat(MAX_CELL_LENGTH - 2)}…`);
  });

  it('escapes what reads like an escape', () => {
    expect(sheetText('_x0041_ _x000d_ _x41_')).toBe(
      '_x005F_x0041_ _x005F_x000d_ _x41_',
    );
  });
});
