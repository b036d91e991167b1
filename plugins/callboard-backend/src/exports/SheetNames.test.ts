import { SheetNames } from './SheetNames';

describe('SheetNames', () => {
  it('numbers a name that is asked for again', () => {
    const names = new SheetNames();
    expect(['Raw', 'Raw', 'raw', 'Summary'].map(n => names.take(n))).toEqual([
      'Raw',
      'Raw 2',
      'raw 3',
      'Summary',
    ]);
  });

  it('keeps to what Excel accepts', () => {
    const names = new SheetNames();
    expect(names.take("'a/b[c]:d*e?f\\g'")).toBe('a b c  d e f g');
    expect(names.take('')).toBe('Sheet');
    expect(names.take('History')).toBe('History 2');
    expect(names.take('x'.repeat(40))).toBe('x'.repeat(31));
    expect(names.take('x'.repeat(40))).toBe(`${'x'.repeat(29)} 2`);
  });
});
