import { withoutClosed } from './withoutClosed';

const states = [
  { id: 'todo', group: 'unstarted' as const },
  { id: 'doing', group: 'started' as const },
  { id: 'done', group: 'completed' as const },
];
const asked = (query: object, ...closed: string[]) =>
  withoutClosed(query, states, new Set(closed));

describe('what a list with closed groups is asked for', () => {
  it('is the same while none of its groups is closed', () => {
    const query = { state_group: 'unstarted,started', priority: 'high' };
    expect(asked(query)).toBe(query);
    expect(asked(query, 'done')).toBe(query);
  });

  it('leaves out what is closed', () => {
    expect(asked({ priority: 'high' }, 'todo')).toEqual({
      priority: 'high',
      state_id: 'doing,done',
    });
    expect(asked({ state_group: 'unstarted,started' }, 'todo')).toEqual({
      state_id: 'doing',
    });
    expect(asked({ state_id: 'doing,done' }, 'done')).toEqual({
      state_id: 'doing',
    });
  });

  it('is everything where everything is closed', () => {
    const query = { state_id: 'todo' };
    expect(asked(query, 'todo', 'doing', 'done')).toBe(query);
  });
});
