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

/** A problem with the titles of axes, metrics and charts in place of their names. */
export function plainReason(message: string): string {
  return message.replace(
    /\b[A-Za-z]+(?:_[A-Za-z]+)*\b/g,
    // Words such as `count` and `time` mean what they say.
    word => (/_|^[A-Z]{3,}$/.test(word) ? titles.get(word) ?? word : word),
  );
}
