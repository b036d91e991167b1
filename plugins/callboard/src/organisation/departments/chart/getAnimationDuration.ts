/** The duration of the chart's animations; 0 if the person prefers reduced motion. */
export function getAnimationDuration(): number {
  const isUnwanted = window.matchMedia?.(
    '(prefers-reduced-motion: reduce)',
  ).matches;
  return isUnwanted ? 0 : 250;
}
