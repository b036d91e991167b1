/** A name without what makes no difference to whether it is taken. */
export const foldName = (name: string): string =>
  name
    .trim()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLocaleUpperCase('en');
