import type { WorkItem } from '@callboard/plugin-callboard-common';
import { writeMinutes } from '@callboard/plugin-callboard-react';
import { useState } from 'react';
import { minutesIn, pointsIn } from './readEstimate';

type Estimate = Pick<WorkItem, 'estimate_points' | 'estimate_time'>;

/** An estimate while it is being typed. */
export function useEstimateDraft(values: Estimate) {
  const { estimate_points: points, estimate_time: time } = values;
  const [startPoints] = useState(points);
  const startText = startPoints?.toString() ?? '';
  const [pointsText, setPoints] = useState(startText);
  const [timeText, setTime] = useState(time === null ? '' : writeMinutes(time));
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
    setPoints,
    time: timeText,
    setTime,
    isPointsWrong: newPoints === undefined,
    isTimeWrong: newTime === undefined,
    /** Both as they would be; undefined while one cannot be read. */
    patch,
    isChanged: newPoints !== points || newTime !== time,
  };
}
