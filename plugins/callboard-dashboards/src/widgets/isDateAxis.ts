import {
  numberAxes,
  type NumberAxis,
  type NumberAxisName,
} from '@callboard/plugin-callboard-common';

/** Whether what lies on an axis are days, weeks or months. */
export function isDateAxis(axis: NumberAxisName | null): boolean {
  const known: NumberAxis | null = axis && numberAxes[axis];
  return known?.order === 'date';
}
