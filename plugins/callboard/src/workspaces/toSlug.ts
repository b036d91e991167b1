const LONGEST = 63;

/** Letters that Unicode normalisation does not decompose into a letter and a diacritic. */
const spelled: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};

/** Suggests a short name for a name; empty if it has no usable letters. */
export function toSlug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/g, letter => spelled[letter])
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST + 1)
    .replace(/^-/, '')
    .slice(0, LONGEST)
    .replace(/-$/, '');
}
