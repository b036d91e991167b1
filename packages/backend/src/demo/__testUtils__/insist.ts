/** @throws Error unless a rule of Callboard is kept */
export function insist(rule: boolean): void {
  if (!rule) {
    throw new Error('A rule of Callboard is broken');
  }
}
