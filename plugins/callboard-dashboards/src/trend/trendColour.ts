import type { NumberTrend } from './trendOf';

/** Which direction is welcome; that of `neutral` numbers is neither. */
export type Welcome = 'more' | 'less' | 'neutral';

/** The colour of a trend: good, bad, or neither. */
export function trendColour(
  { direction }: NumberTrend,
  welcome: Welcome,
): string {
  if (direction === 'same' || welcome === 'neutral') {
    return 'text.secondary';
  }
  return (direction === 'up') === (welcome === 'more')
    ? 'success.main'
    : 'error.main';
}
