import { NO_VALUE } from '../dashboards/numbers';
import { KeyColours } from './KeyColours';

describe('KeyColours', () => {
  it('returns the same colour for the same key', () => {
    const colours = new KeyColours();
    const first = colours.getColour('PROJECT', 'a');
    expect(colours.getColour('PROJECT', 'b')).not.toEqual(first);
    expect(colours.getColour('PROJECT', 'a')).toEqual(first);
  });

  it('returns the same colour for a user as author, assignee and member', () => {
    const colours = new KeyColours();
    const max = colours.getColour('ASSIGNEES', 'user:default/max');
    colours.getColour('USER', 'user:default/mona');
    expect(colours.getColour('CREATED_BY', 'user:default/max')).toEqual(max);
    expect(colours.getColour('MEMBER', 'user:default/max')).toEqual(max);
  });

  it('returns fixed colours for state groups, regardless of earlier requests', () => {
    const one = new KeyColours();
    const other = new KeyColours();
    one.getColour('STATE_GROUPS', 'started');
    expect(one.getColour('STATE_GROUPS', 'completed')).toEqual(
      other.getColour('STATE_GROUPS', 'completed'),
    );
  });

  it('reserves grey for keys without a value', () => {
    const colours = new KeyColours();
    const grey = colours.getColour('LABELS', NO_VALUE);
    const others = Array.from({ length: 30 }, (_, at) =>
      colours.getColour('LABELS', `label ${at}`),
    );
    expect(others).not.toContainEqual({ ...grey, isPale: expect.anything() });
  });

  it('returns a different colour for each of 14 keys', () => {
    const colours = new KeyColours();
    const assigned = Array.from({ length: 14 }, (_, at) =>
      JSON.stringify(colours.getColour('LABELS', `${at}`)),
    );
    expect(new Set(assigned).size).toBe(14);
  });

  it('accepts names of built-in object properties as keys', () => {
    const colours = new KeyColours();
    const assigned = ['__proto__', 'constructor', 'toString'].map(key =>
      JSON.stringify(colours.getColour('LABELS', key)),
    );
    expect(new Set(assigned).size).toBe(3);
  });
});
