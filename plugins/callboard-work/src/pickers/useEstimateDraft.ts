import {
  formatDuration,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import { useState } from 'react';
import { parseMinutes, parsePoints } from './readEstimate';

type Estimate = Pick<WorkItem, 'estimate_points' | 'estimate_time'>;

/** Returns an estimate while the user types it. */
export function useEstimateDraft(values: Estimate) {
  const { estimate_points: points, estimate_time: time } = values;
  const [startPoints] = useState(points);
  const startText = startPoints?.toString() ?? '';
  const [pointsText, setPoints] = useState(startText);
  const [timeText, setTime] = useState(
    time === null ? '' : formatDuration(time),
  );
  const [pointsTouched, setPointsTouched] = useState(false);
  const [timeTouched, setTimeTouched] = useState(false);
  // Other systems may have set values that users cannot type; these remain valid.
  const newPoints =
    pointsText === startText ? startPoints : parsePoints(pointsText);
  const newTime = parseMinutes(timeText);
  const patch: Estimate | undefined =
    newPoints === undefined || newTime === undefined
      ? undefined
      : { estimate_points: newPoints, estimate_time: newTime };
  return {
    points: pointsText,
    setPoints: (text: string) => {
      setPointsTouched(true);
      setPoints(text);
    },
    time: timeText,
    setTime: (text: string) => {
      setTimeTouched(true);
      setTime(text);
    },
    isPointsWrong: newPoints === undefined,
    isTimeWrong: newTime === undefined,
    /** The parsed time, if the text writes it differently. */
    understood:
      newTime && timeText.trim() !== formatDuration(newTime)
        ? newTime
        : undefined,
    /** The new estimates; undefined while one is invalid. */
    patch,
    /** The edited estimates, including cleared ones. */
    touched: {
      ...(pointsTouched && { estimate_points: newPoints }),
      ...(timeTouched && { estimate_time: newTime }),
    } as Partial<Estimate>,
    isChanged: newPoints !== points || newTime !== time,
  };
}
