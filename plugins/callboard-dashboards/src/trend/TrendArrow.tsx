import ArrowDownwardIcon from '@mui/icons-material/ArrowDownward';
import ArrowUpwardIcon from '@mui/icons-material/ArrowUpward';
import DragHandleIcon from '@mui/icons-material/DragHandle';
import type { NumberTrend } from './computeTrend';

const arrows = {
  up: ArrowUpwardIcon,
  down: ArrowDownwardIcon,
  same: DragHandleIcon,
};

/** The direction of a trend; the adjacent text must state it, too. */
export function TrendArrow(props: { direction: NumberTrend['direction'] }) {
  const Arrow = arrows[props.direction];
  return <Arrow aria-hidden sx={{ fontSize: 14, flexShrink: 0 }} />;
}
