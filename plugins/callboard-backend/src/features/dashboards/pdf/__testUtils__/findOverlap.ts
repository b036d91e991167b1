import { ChartText } from '../drawChart';

type Point = readonly [x: number, y: number];

/** Glyphs rarely reach the edges of their line. */
const [ABOVE, BELOW] = [0.7, 0.1];

/** Finds two texts that overlap. */
export function findOverlap(
  texts: readonly ChartText[],
): [string, string] | undefined {
  const boxes = texts.map(computeCorners);
  for (const [nth, one] of boxes.entries()) {
    for (let other = nth + 1; other < boxes.length; other += 1) {
      if (
        texts[nth].text &&
        texts[other].text &&
        isOverlapping(one, boxes[other])
      ) {
        return [texts[nth].text, texts[other].text];
      }
    }
  }
  return undefined;
}

function computeCorners({ x, y, angle, width, size }: ChartText): Point[] {
  const radians = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  return (
    [
      [0, -size * ABOVE],
      [width, -size * ABOVE],
      [width, size * BELOW],
      [0, size * BELOW],
    ] as const
  ).map(([dx, dy]) => [x + dx * cos - dy * sin, y + dx * sin + dy * cos]);
}

/** Whether two rotated boxes overlap, by the separating axis theorem. */
function isOverlapping(
  one: readonly Point[],
  other: readonly Point[],
): boolean {
  return [one, other].every(([a, b, c]) =>
    [
      [b[0] - a[0], b[1] - a[1]],
      [c[0] - b[0], c[1] - b[1]],
    ].every(([x, y]) => {
      const projectOntoAxis = (points: readonly Point[]) =>
        points.map(point => point[0] * x + point[1] * y);
      return (
        Math.max(...projectOntoAxis(one)) >
          Math.min(...projectOntoAxis(other)) &&
        Math.max(...projectOntoAxis(other)) > Math.min(...projectOntoAxis(one))
      );
    }),
  );
}
