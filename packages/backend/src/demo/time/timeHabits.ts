/** How somebody logs their time. */
export interface TimeHabits {
  /** How much of the working days they log at all. */
  diligence: number;
  /** How many minutes they log on a day, about. */
  minutes: number;
}

const usual: TimeHabits = { diligence: 0.97, minutes: 470 };

/** Everybody logs alike, but for one who forgets and one who logs too much. */
export function timeHabits(index: number): TimeHabits {
  switch (index) {
    case 6:
      return { diligence: 0.55, minutes: 430 };
    case 8:
      return { diligence: 1, minutes: 610 };
    default:
      return usual;
  }
}
