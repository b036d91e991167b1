/** It is noon on the day after the days that widgets are asked about. */
export const clock = { now: () => Date.parse('2026-10-01T12:00:00Z') };
