import { viewQueryOf, withView } from './viewQuery';

const of = (address: string) => viewQueryOf(new URLSearchParams(address));
const moved = (address: string, query: string) =>
  withView(new URLSearchParams(address), query).toString();

describe('what of an address is a view', () => {
  it('is filters, order and layout, and nothing else', () => {
    expect(
      of('workspace=default&item=1&q=ledger&order=title&view=board&label=a'),
    ).toBe('label=a&q=ledger&order=title&view=board');
  });

  it('is the same in whatever order the filters were set', () => {
    expect(of('q=a&priority=low,high&show=all&state=a')).toBe(
      of('state=a&priority=high,low&q=a&show=all'),
    );
    expect(of('order=title')).not.toBe(of('order=priority'));
  });

  it('takes the place of another one, and leaves the rest of the address', () => {
    expect(
      moved('workspace=default&item=1&q=ledger&view=board', 'priority=high'),
    ).toBe('workspace=default&priority=high');
  });

  it('sets nothing that is no part of a view', () => {
    expect(moved('workspace=default', 'workspace=other&q=a')).toBe(
      'workspace=default&q=a',
    );
  });
});
