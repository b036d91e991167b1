import { cellStyle, trackStyles } from './columnStyles';

const below = (width: number) =>
  `@container (min-width: 720.02px) and (max-width: ${width - 0.02}px)`;

describe('the columns of a table', () => {
  it('have one layout where none of them gives way', () => {
    expect(trackStyles([{ width: '80px' }, { width: '1fr' }], false)).toEqual({
      gridTemplateColumns: '80px 1fr',
    });
  });

  it('shrink and go as the table gets narrower, the least of them last', () => {
    const styles = trackStyles(
      [
        { width: '1fr' },
        { width: '88px', brief: { below: 1_200, width: '40px' } },
        { width: '100px', leftOutBelow: 900 },
      ],
      true,
    );
    expect(Object.entries(styles as object)).toEqual([
      ['gridTemplateColumns', '24px 1fr 88px 100px'],
      [below(1_200), { gridTemplateColumns: '24px 1fr 40px 100px' }],
      [below(900), { gridTemplateColumns: '24px 1fr 40px' }],
    ]);
  });

  it('hide their words, or themselves, at the widths of their tracks', () => {
    expect(
      cellStyle({
        width: '88px',
        brief: { below: 1_200, width: '40px' },
        leftOutBelow: 900,
      }),
    ).toMatchObject({
      [below(1_200)]: { '& [data-word]': { clipPath: 'inset(50%)' } },
      [below(900)]: { display: 'none' },
    });
  });

  it('are left out, or put first, where rows are stacked', () => {
    const stacked = '@container (max-width: 720px)';
    expect(cellStyle({ width: '1fr', narrow: 'hide' })).toMatchObject({
      [stacked]: { display: 'none' },
    });
    expect(cellStyle({ width: '1fr', narrow: 'first' })).toMatchObject({
      [stacked]: { flexBasis: '100%', order: -1 },
    });
  });
});
