import { departmentTree } from '../../../__testUtils__/departmentTree';
import { indexTree } from './indexTree';
import { searchTree } from './searchTree';

const index = indexTree(
  departmentTree([
    {
      name: 'Engineering',
      children: [
        { name: 'Équipe Paiements', dept_code: '0911' },
        { name: 'Shop', short_name: 'SHP' },
      ],
    },
    { name: 'Sales' },
  ]),
);

describe('searchTree', () => {
  it.each([
    ['equipe', ['Équipe Paiements']],
    ['0911', ['Équipe Paiements']],
    ['shp', ['Shop']],
    [' SA ', ['Sales']],
    ['zzz', []],
  ])('finds by %j, ignoring case and accents', (text, expected) => {
    expect([...searchTree(index, text)!.found]).toEqual(expected);
  });

  it('keeps the way to what it found', () => {
    expect([...searchTree(index, 'shop')!.kept]).toEqual([
      'Engineering',
      'Shop',
    ]);
  });

  it.each([undefined, '', '   '])('looks for nothing in %j', text => {
    expect(searchTree(index, text)).toBeUndefined();
  });
});
