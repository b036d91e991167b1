const MAX_LENGTH = 80;

/** A name of a file for a dashboard, which every system takes. */
export function exportFileName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+/, '');
  // By characters, so that none is cut in two.
  const short = Array.from(plain).slice(0, MAX_LENGTH).join('');
  return `${short.replace(/-+$/, '') || 'dashboard'}.json`;
}
