/** Longer texts are not names of people, and have too many permutations. */
const MAX_WORDS = 6;

/** A name as given, and with the order of first and last name swapped. */
export function getNameSpellings(name: string): string[] {
  const [last, first, ...others] = name.split(', ');
  if (first !== undefined) {
    return others.length > 0 ? [name] : [name, `${first} ${last}`];
  }
  const words = name.split(' ');
  if (words.length > MAX_WORDS) {
    return [name];
  }
  // The number of words in the last name is unknown.
  const turned = words.slice(1).map((_, at) => {
    const [before, after] = [words.slice(0, at + 1), words.slice(at + 1)];
    return `${after.join(' ')}, ${before.join(' ')}`;
  });
  return [name, ...turned];
}
