import type { Row } from '@tanstack/react-table';
import { tableItems, type DataTableGroup } from './tableItems';

const rows = (text: string) =>
  [...text].map(original => ({ original })) as Row<string>[];
const groupOf = (key: string): DataTableGroup => ({ key, label: key });
const drawn = (text: string, order: string, closed = '') =>
  tableItems(rows(text), groupOf, {
    groups: [...order].map(groupOf),
    closed: new Set(closed),
  })
    .map(item =>
      item.kind === 'row'
        ? item.row.original
        : `[${item.group.key}${item.isClosed ? '-' : ''}]`,
    )
    .join('');

describe('the rows of groups that can be closed', () => {
  it('stand under their headings, in the order of the groups', () => {
    expect(drawn('aab', 'abc')).toBe('[a]aa[b]b');
    expect(drawn('aab', 'ba')).toBe('[b]b[a]aa');
  });

  it('are hidden under those that are closed, also where none are loaded', () => {
    expect(drawn('aab', 'abc', 'ac')).toBe('[a-][b]b[c-]');
  });

  it('are drawn all the same where nobody knows their group', () => {
    expect(drawn('ax', 'a')).toBe('[a]a[x]x');
  });
});
