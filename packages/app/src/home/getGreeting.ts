const NOON = 12;
const EVENING = 18;
const MORNING = 5;

/** Returns the greeting for an hour of the day, 0 to 23. */
export function getGreeting(hour: number): string {
  if (hour >= MORNING && hour < NOON) {
    return 'Good morning';
  }
  return hour >= NOON && hour < EVENING ? 'Good afternoon' : 'Good evening';
}
