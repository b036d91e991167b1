/** Longer ones are no names of people, and have too many orders. */
const MOST_WORDS = 6;

/** A name as it is, and with the last name first, or no longer first. */
export function spellingsOf(name: string): string[] {
  const [last, first, ...others] = name.split(', ');
  if (first !== undefined) {
    return others.length > 0 ? [name] : [name, `${first} ${last}`];
  }
  const words = name.split(' ');
  if (words.length > MOST_WORDS) {
    return [name];
  }
  // Nobody knows how many words the last name has.
  const turned = words.slice(1).map((_, at) => {
    const [before, after] = [words.slice(0, at + 1), words.slice(at + 1)];
    return `${after.join(' ')}, ${before.join(' ')}`;
  });
  return [name, ...turned];
}
