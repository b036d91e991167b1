import { NO_VALUE } from '../dashboards/numbers';
import { KeyColours } from './KeyColours';

describe('the colours of a page', () => {
  it('are the same for the same key', () => {
    const colours = new KeyColours();
    const first = colours.of('PROJECT', 'a');
    expect(colours.of('PROJECT', 'b')).not.toEqual(first);
    expect(colours.of('PROJECT', 'a')).toEqual(first);
  });

  it('are the same for a person as author and as assignee', () => {
    const colours = new KeyColours();
    const max = colours.of('ASSIGNEES', 'user:default/max');
    colours.of('USER', 'user:default/mona');
    expect(colours.of('CREATED_BY', 'user:default/max')).toEqual(max);
    expect(colours.of('MEMBER', 'user:default/max')).toEqual(max);
  });

  it('have a meaning for states and priorities, however they are asked about', () => {
    const one = new KeyColours();
    const other = new KeyColours();
    one.of('STATE_GROUPS', 'started');
    expect(one.of('STATE_GROUPS', 'completed')).toEqual(
      other.of('STATE_GROUPS', 'completed'),
    );
  });

  it('are grey for what has no value, and for nothing else', () => {
    const colours = new KeyColours();
    const grey = colours.of('LABELS', NO_VALUE);
    const others = Array.from({ length: 30 }, (_, at) =>
      colours.of('LABELS', `label ${at}`),
    );
    expect(others).not.toContainEqual({ ...grey, isPale: expect.anything() });
  });

  it('differ for as many keys as there are colours, twice', () => {
    const colours = new KeyColours();
    const given = Array.from({ length: 14 }, (_, at) =>
      JSON.stringify(colours.of('LABELS', `${at}`)),
    );
    expect(new Set(given).size).toBe(14);
  });

  it('take any word for a key', () => {
    const colours = new KeyColours();
    const given = ['__proto__', 'constructor', 'toString'].map(key =>
      JSON.stringify(colours.of('LABELS', key)),
    );
    expect(new Set(given).size).toBe(3);
  });
});
