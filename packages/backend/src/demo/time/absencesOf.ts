import { NewTimeOff } from '@callboard/plugin-callboard-common';
import { createChance } from '../world/chance';
import { Calendar } from '../year/Calendar';
import { Tenure } from '../year/tenures';

/** Days on which somebody is away, and when they said so. */
export type Absence = Omit<NewTimeOff, 'member_id'> & { at: Date };

/** How long before they leave people tell of a vacation, in days. */
const NOTICE = 21;

/** When somebody was on vacation or ill in the year. */
export function absencesOf(
  { person, from }: Tenure,
  calendar: Calendar,
): Absence[] {
  const chance = createChance(`absences of ${person.name}`);
  const { days } = calendar;
  const first = Math.ceil(from * days);
  const dateOf = (day: number) => calendar.dayAt(day).toFormat('yyyy-MM-dd');
  const away = (kind: string, begin: number, length: number, told: number) => ({
    kind,
    date_from: dateOf(begin),
    date_to: dateOf(begin + length - 1),
    at: calendar.dayAt(Math.max(first, told)).plus({ hours: 8 }).toJSDate(),
  });
  const draw = (length: number) =>
    chance.number.int({ min: first, max: Math.max(first, days - 10 - length) });
  const vacations = [5, 10, 5].map(length => {
    const begin = draw(length);
    return away('vacation', begin, length, begin - NOTICE);
  });
  const spells = chance.number.int({ min: 0, max: 3 });
  const illnesses = Array.from({ length: spells }, () => {
    const begin = draw(3);
    return away('sick', begin, chance.number.int({ min: 1, max: 3 }), begin);
  });
  return days - first < 60
    ? []
    : [...vacations, ...illnesses].sort(
        (one, other) => one.at.getTime() - other.at.getTime(),
      );
}
