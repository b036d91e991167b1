function inParts(minutes: number, wordOf: (hours: number) => string): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [
    ...(hours > 0 ? [`${wordOf(hours)}h`] : []),
    ...(rest > 0 || hours === 0 ? [`${rest}m`] : []),
  ];
  return parts.join(' ');
}

/** A duration as people read it: `2h 30m`, `45m`, `1,000h`. @public */
export function formatMinutes(minutes: number): string {
  return inParts(minutes, hours => hours.toLocaleString());
}

/**
 * A duration as a field to type in starts with: `2h 30m`, `45m`, `1000h`. From
 * it `parseMinutes` reads the same again; what parts thousands could part
 * decimals as well.
 *
 * @public
 */
export function writeMinutes(minutes: number): string {
  return inParts(minutes, String);
}
