import {
  departmentTree,
  type Sketch,
} from '../../../__testUtils__/departmentTree';
import { mainDepartmentsOf } from './mainDepartmentsOf';

const namesOf = (...sketches: Sketch[]) =>
  mainDepartmentsOf(departmentTree(sketches)).map(({ name }) => name);

describe('mainDepartmentsOf', () => {
  it('passes over those that stand alone at the top', () => {
    const shop = { name: 'Shop' };
    const engineering = { name: 'Engineering', children: [shop] };
    const sales = { name: 'Sales' };
    expect(namesOf({ name: 'All', children: [engineering, sales] })).toEqual([
      'Engineering',
      'Sales',
    ]);
    expect(namesOf(engineering, sales)).toEqual(['Engineering', 'Sales']);
  });

  it('ends where there is nothing beneath', () => {
    expect(namesOf({ name: 'All', children: [{ name: 'Sales' }] })).toEqual([
      'Sales',
    ]);
    expect(namesOf()).toEqual([]);
  });
});
