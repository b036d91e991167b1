/** How long the chart takes to move, for who does not mind motion. */
export function chartMotion(): number {
  const isUnwanted = window.matchMedia?.(
    '(prefers-reduced-motion: reduce)',
  ).matches;
  return isUnwanted ? 0 : 250;
}
