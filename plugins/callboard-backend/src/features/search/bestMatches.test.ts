import { SearchMark, SearchType } from '@callboard/plugin-callboard-common';
import { Likeness } from '../../core/things/SearchText';
import { Match } from '../../core/things/ThingSearcher';
import { bestMatches } from './bestMatches';

function match(
  type: SearchType,
  id: string,
  likeness: Likeness,
  mark: SearchMark | null = null,
): Match {
  return {
    type,
    id,
    likeness,
    mark,
    title: id,
    subtitle: '',
    workspace_slug: 'default',
    url: '/',
    state: null,
  };
}

const idsOf = (matches: Match[]) => matches.map(({ id }) => id);

describe('bestMatches', () => {
  it('puts what matches best first, and what is archived last', () => {
    const matches = [
      match('work_item', 'old', Likeness.identifier, 'archived'),
      match('work_item', 'part', Likeness.part),
      match('person', 'word', Likeness.word),
      match('work_item', 'named', Likeness.identifier),
      match('work_item', 'another word', Likeness.word),
    ];
    expect(idsOf(bestMatches(matches, 10))).toEqual([
      'named',
      'word',
      'another word',
      'part',
      'old',
    ]);
  });

  it('keeps a fifth of the places for each type that can fill them', () => {
    const items = Array.from({ length: 20 }, (_, n) =>
      match('work_item', `item ${n}`, Likeness.word),
    );
    const people = ['one', 'two', 'three', 'four'].map(id =>
      match('person', id, Likeness.part),
    );
    const left = match('department', 'gone', Likeness.same, 'inactive');
    expect(idsOf(bestMatches([left, ...people, ...items], 10))).toEqual([
      ...items.slice(0, 8).map(({ id }) => id),
      'one',
      'two',
    ]);
  });
});
