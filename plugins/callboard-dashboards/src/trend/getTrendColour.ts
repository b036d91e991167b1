import type { Theme } from '@mui/material/styles';
import type { NumberTrend } from './computeTrend';

/** The direction that counts as good; for `neutral` numbers, neither. */
export type GoodDirection = 'more' | 'less' | 'neutral';

/** Returns the colour of a trend, readable on light and dark backgrounds: good, bad, or neither. */
export function getTrendColour(
  { direction }: NumberTrend,
  goodDirection: GoodDirection,
): (theme: Theme) => string {
  return ({ palette }) => {
    if (direction === 'same' || goodDirection === 'neutral') {
      return palette.text.secondary;
    }
    const isGood = (direction === 'up') === (goodDirection === 'more');
    const { light, dark } = isGood ? palette.success : palette.error;
    return palette.mode === 'dark' ? light : dark;
  };
}
