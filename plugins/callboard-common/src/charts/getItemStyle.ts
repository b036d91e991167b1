import { ChartRequest } from './ChartRequest';
import { KeyKind } from './KeyColours';

/** The item style of a key. */
export function getItemStyle(
  { colours, palette }: Pick<ChartRequest, 'colours' | 'palette'>,
  kind: KeyKind,
  key: string,
): { color: string; opacity: number } {
  const { index, isPale } = colours.getColour(kind, key);
  return { color: palette[index], opacity: isPale ? 0.6 : 1 };
}
