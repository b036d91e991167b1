import { newWorkItem } from '@callboard/plugin-callboard-react/testUtils';
import { placeInColumn } from './placeInColumn';

const item = (number: number) =>
  newWorkItem(number, { sort_order: number * 10 });

function column(numbers: number[][], isAll = true) {
  const total = numbers.flat().length + (isAll ? 0 : 10);
  return {
    pageParams: numbers.map((_, at) => at),
    pages: numbers.map((page, at) => ({
      items: page.map(item),
      next_cursor: at === numbers.length - 1 && isAll ? null : String(at),
      total,
    })),
  };
}

const namesIn = ({ pages }: ReturnType<typeof placeInColumn>) =>
  pages.map(({ items }) => items.map(({ identifier }) => identifier));

describe('placeInColumn', () => {
  it('puts a card where it belongs, on whichever page that is', () => {
    const after = placeInColumn(
      column([
        [1, 2],
        [4, 5],
      ]),
      item(3),
      true,
    );
    expect(namesIn(after)).toEqual([
      ['PAY-1', 'PAY-2'],
      ['PAY-3', 'PAY-4', 'PAY-5'],
    ]);
    expect(after.pages[0].total).toBe(5);
  });

  it('moves a card within its column, and counts it once', () => {
    const moved = { ...item(1), sort_order: 45 };
    const after = placeInColumn(
      column([
        [1, 2],
        [4, 5],
      ]),
      moved,
      true,
    );
    expect(namesIn(after)).toEqual([['PAY-2'], ['PAY-4', 'PAY-1', 'PAY-5']]);
    expect(after.pages[0].total).toBe(4);
  });

  it('takes a card away that belongs elsewhere', () => {
    const after = placeInColumn(column([[1, 2]]), item(2), false);
    expect(namesIn(after)).toEqual([['PAY-1']]);
    expect(after.pages[0].total).toBe(1);
  });

  it('leaves alone what it is not about', () => {
    const before = column([[1, 2]]);
    expect(placeInColumn(before, item(9), false)).toBe(before);
  });

  it('puts the last card at the end, where all are loaded', () => {
    expect(namesIn(placeInColumn(column([[1]]), item(9), true))).toEqual([
      ['PAY-1', 'PAY-9'],
    ]);
  });

  it('does not show a card among what comes before it', () => {
    const after = placeInColumn(column([[1]], false), item(9), true);
    expect(namesIn(after)).toEqual([['PAY-1']]);
    expect(after.pages[0].total).toBe(12);
  });
});
