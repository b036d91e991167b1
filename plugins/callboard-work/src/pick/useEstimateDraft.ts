import {
  writeDuration,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import { useState } from 'react';
import { minutesIn, pointsIn } from './readEstimate';

type Estimate = Pick<WorkItem, 'estimate_points' | 'estimate_time'>;

/** An estimate while it is being typed. */
export function useEstimateDraft(values: Estimate) {
  const { estimate_points: points, estimate_time: time } = values;
  const [startPoints] = useState(points);
  const startText = startPoints?.toString() ?? '';
  const [pointsText, setPoints] = useState(startText);
  const [timeText, setTime] = useState(
    time === null ? '' : writeDuration(time),
  );
  const [pointsTouched, setPointsTouched] = useState(false);
  const [timeTouched, setTimeTouched] = useState(false);
  // Other systems may have set what nobody can type; it can stay as it is.
  const newPoints =
    pointsText === startText ? startPoints : pointsIn(pointsText);
  const newTime = minutesIn(timeText);
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
    /** The time as it was understood, where the text says it otherwise. */
    understood:
      newTime && timeText.trim() !== writeDuration(newTime)
        ? newTime
        : undefined,
    /** Both as they would be; undefined while one cannot be read. */
    patch,
    /** What somebody has typed of both, also to empty it again. */
    touched: {
      ...(pointsTouched && { estimate_points: newPoints }),
      ...(timeTouched && { estimate_time: newTime }),
    } as Partial<Estimate>,
    isChanged: newPoints !== points || newTime !== time,
  };
}
