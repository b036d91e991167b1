import { slug } from '@callboard/plugin-callboard-common';
import { slugOf } from './slugOf';

describe('slugOf', () => {
  it.each([
    ['Research & Development', 'research-development'],
    ['  Größe, Œuvre, Łódź  ', 'grosse-oeuvre-lodz'],
    ['Équipe n°1', 'equipe-n-1'],
    ['研究', ''],
    ['---', ''],
  ])('makes %j into %j', (name, expected) => {
    expect(slugOf(name)).toBe(expected);
  });

  it('is never too long, and never ends in a hyphen', () => {
    const long = slugOf(`${'a'.repeat(62)} b`);
    expect(long).toBe('a'.repeat(62));
    expect(slug.safeParse(long).success).toBe(true);
  });
});
