const MAX_LENGTH = 80;

/** Returns a file name for a dashboard that is valid on every system. */
export function exportFileName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+/, '');
  // By characters, so that none is split.
  const short = Array.from(plain).slice(0, MAX_LENGTH).join('');
  return `${short.replace(/-+$/, '') || 'dashboard'}.json`;
}
