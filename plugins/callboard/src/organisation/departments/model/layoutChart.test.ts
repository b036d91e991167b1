import { departmentTree } from '../../../__testUtils__/departmentTree';
import { indexTree } from './indexTree';
import { CARD, layoutChart } from './layoutChart';

const index = indexTree(
  departmentTree([
    {
      name: 'A',
      children: [{ name: 'B', children: [{ name: 'C' }] }, { name: 'D' }],
    },
    { name: 'E' },
  ]),
);

describe('layoutChart', () => {
  it('shows what is expanded, and how it hangs together', () => {
    const { places, lines } = layoutChart(index, id => id === 'A');
    expect([...places.keys()]).toEqual(['A', 'B', 'D', 'E']);
    expect(lines).toEqual([
      { from: 'A', to: 'B' },
      { from: 'A', to: 'D' },
    ]);
  });

  it('puts children beneath, side by side, and nothing over another', () => {
    const { places } = layoutChart(index, () => true);
    const at = (id: string) => places.get(id)!;
    expect(at('A').y).toBe(at('E').y);
    expect(at('B').y).toBeGreaterThanOrEqual(at('A').y + CARD.height);
    expect(at('A').x).toBe((at('B').x + at('D').x) / 2);
    expect(at('D').x - at('B').x).toBeGreaterThan(CARD.width);
    expect(at('E').x - at('A').x).toBeGreaterThan(CARD.width);
  });

  it('is fast with thousands', () => {
    const many = indexTree(
      departmentTree(
        Array.from({ length: 40 }, (_, a) => ({
          name: `${a}`,
          children: Array.from({ length: 50 }, (__, b) => ({
            name: `${a}.${b}`,
          })),
        })),
      ),
    );
    const start = performance.now();
    expect(layoutChart(many, () => true).places.size).toBe(2_040);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
