import {
  chartTypes,
  numberAxes,
  numberMetrics,
} from '@callboard/plugin-callboard-common';

const titles: ReadonlyMap<string, string> = new Map(
  [numberAxes, numberMetrics, chartTypes].flatMap(table =>
    Object.entries(table).map(([name, { title }]): [string, string] => [
      name,
      `“${title}”`,
    ]),
  ),
);

/** Replaces the names of axes, metrics and charts in a problem with their titles. */
export function toPlainReason(message: string): string {
  return message.replace(
    /\b[A-Za-z]+(?:_[A-Za-z]+)*\b/g,
    // Words such as `count` and `time` are plain English already.
    word => (/_|^[A-Z]{3,}$/.test(word) ? titles.get(word) ?? word : word),
  );
}
