import fc from 'fast-check';
import { decodeCursor, encodeCursor, isId } from './cursor';

const isText = (position: unknown): position is string =>
  typeof position === 'string';
const refusal = /query\.cursor: is not a cursor of this list/;

describe('cursors', () => {
  it('come back as what they were made of', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter(text => !text.includes('\0')),
        text => {
          const cursor = encodeCursor(text);
          expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
          expect(decodeCursor(cursor, isText)).toBe(text);
        },
      ),
    );
  });

  it.each(['', 'x', '!!', 'bnVsbA', encodeCursor(7), encodeCursor(['a'])])(
    'are refused when this list did not make them: %j',
    cursor => {
      expect(() => decodeCursor(cursor, isText)).toThrow(refusal);
    },
  );

  it('are refused when they hold text that no database takes', () => {
    for (const text of ['\u0000', 'a\u0000b', '\ud800']) {
      expect(() => decodeCursor(encodeCursor(text), isText)).toThrow(refusal);
      const within = encodeCursor([text]);
      expect(() => decodeCursor(within, Array.isArray as any)).toThrow(refusal);
    }
  });

  it('know ids', () => {
    expect(isId('01900000-0000-7000-8000-000000000000')).toBe(true);
    expect(isId('01900000-0000-7000-8000-00000000000')).toBe(false);
    expect(isId('01900000-0000-7000-8000-00000000000A')).toBe(false);
    expect(isId(7)).toBe(false);
  });
});
