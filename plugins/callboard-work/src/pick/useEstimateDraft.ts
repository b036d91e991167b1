import type { WorkItem } from '@callboard/plugin-callboard-common';
import { formatMinutes, parseMinutes } from '@callboard/plugin-callboard-react';
import { useState } from 'react';

type Estimate = Pick<WorkItem, 'estimate_points' | 'estimate_time'>;

const MOST_POINTS = 1e6;
const MOST_MINUTES = 10_000_000;

/** Null for nothing, undefined for what is no number. */
function pointsOf(text: string): number | null | undefined {
  const typed = text.trim().replace(',', '.');
  if (!typed) {
    return null;
  }
  const points = Number(typed);
  return Number.isFinite(points) && points >= 0 && points <= MOST_POINTS
    ? points
    : undefined;
}

function minutesOf(text: string): number | null | undefined {
  if (!text.trim()) {
    return null;
  }
  const minutes = parseMinutes(text);
  return minutes !== undefined && minutes <= MOST_MINUTES ? minutes : undefined;
}

/** An estimate while it is being typed. */
export function useEstimateDraft(values: Estimate) {
  const { estimate_points: points, estimate_time: time } = values;
  const [pointsText, setPoints] = useState(points?.toString() ?? '');
  const [timeText, setTime] = useState(
    time === null ? '' : formatMinutes(time),
  );
  const newPoints = pointsOf(pointsText);
  const newTime = minutesOf(timeText);
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
