import { ChartOption } from './ChartOption';
import { ChartRequest } from './ChartRequest';
import { legendRoomOf } from './legendRoomOf';

/** Options that all charts share: how names and values read, and how they animate. */
export function commonOption(
  { words, printed }: ChartRequest,
  /** The value of what is drawn at a place, where that is not the place itself. */
  valueAt = (place: number) => place,
): ChartOption {
  return {
    animation: !printed,
    animationDuration: 0,
    animationDurationUpdate: 300,
    textStyle: { fontSize: 12 },
    tooltip: {
      show: !printed,
      confine: true,
      // Without markup of ours, names are written as text.
      valueFormatter: (place: unknown) =>
        words.value(typeof place === 'number' ? valueAt(place) : null),
    },
  };
}

/** The legend at the bottom, shown if there are names. */
export function legendOf(
  request: ChartRequest,
  names: readonly string[],
): ChartOption {
  const { printed } = request;
  return {
    show: names.length > 0,
    type: printed ? 'plain' : 'scroll',
    data: legendRoomOf(request, names).shown,
    bottom: 0,
    left: 0,
    right: 0,
    icon: 'roundRect',
    itemWidth: 10,
    itemHeight: 10,
    itemGap: 14,
    textStyle: { width: 140, overflow: 'truncate' },
    tooltip: { show: !printed },
  };
}

/** The area that is left beside the axes and above the legend. */
export function gridOf(
  request: ChartRequest,
  names: readonly string[],
): ChartOption {
  return {
    top: 12,
    left: 8,
    right: 16,
    bottom: names.length > 0 ? legendRoomOf(request, names).height : 8,
    outerBoundsMode: 'same',
    outerBoundsContain: 'axisLabel',
  };
}
