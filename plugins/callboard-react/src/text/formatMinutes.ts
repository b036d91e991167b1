import { formatCount } from './formatCount';

/** A duration as people read it: `2h 30m`, `45m`, `1,000h`. @public */
export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [
    ...(hours > 0 ? [`${formatCount(hours)}h`] : []),
    ...(rest > 0 || hours === 0 ? [`${rest}m`] : []),
  ].join(' ');
}
