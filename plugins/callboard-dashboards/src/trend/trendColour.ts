import type { Theme } from '@mui/material/styles';
import type { NumberTrend } from './trendOf';

/** Which direction is welcome; that of `neutral` numbers is neither. */
export type GoodDirection = 'more' | 'less' | 'neutral';

/** The colour of a trend, to be read on light and dark paper: good, bad, or neither. */
export function trendColour(
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
