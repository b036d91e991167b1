import { Faker } from '@faker-js/faker';
import { WorkItem } from '@callboard/plugin-callboard-common';
import { SeedTimeEntry } from '@callboard/plugin-callboard-node';
import { demoPeople } from '../demoPeople';
import { createChance } from '../world/chance';
import { Calendar } from '../year/Calendar';
import { Tenure } from '../year/tenures';
import { Absence } from './absencesOf';
import { Efforts } from './Efforts';
import { TimeHabits } from './timeHabits';

/** People work on something for about so long before it is done, in days. */
const WEEKS_OF_WORK = 12;

/** The demo's member fills this week himself. */
const MEMBER = demoPeople[2].name;

const activities = [
  { activity_type: 'development', weight: 6 },
  { activity_type: 'review', weight: 2 },
  { activity_type: 'meeting', weight: 1 },
  { activity_type: 'support', weight: 1 },
];

const words: Record<string, string[]> = {
  development: ['Implementation', 'Tests', 'Refactoring', 'Found the cause'],
  review: ['Code review', 'Second look', 'Comments addressed'],
  meeting: ['Planning', 'Refinement', 'Talk with the customer'],
  support: ['Help for operations', 'Looked at the logs'],
};

/** What somebody logged in the year, in order of time. */
export function entriesOf({
  tenure: { person, from },
  habits,
  calendar,
  holidays,
  absences,
  items,
}: {
  tenure: Tenure;
  habits: TimeHabits;
  calendar: Calendar;
  /** `YYYY-MM-DD` */
  holidays: ReadonlySet<string>;
  absences: readonly Absence[];
  /** Theirs, as they are in the end. */
  items: readonly WorkItem[];
}): SeedTimeEntry[] {
  const chance = createChance(`time of ${person.name}`);
  const efforts = new Efforts(createChance(`efforts of ${person.name}`), items);
  const entries: SeedTimeEntry[] = [];
  const end = person.name === MEMBER ? calendar.lastMonday : calendar.days;
  for (let day = Math.ceil(from * calendar.days); day < end; day += 1) {
    const date = calendar.dayAt(day).toFormat('yyyy-MM-dd');
    const isAway = absences.some(
      ({ date_from, date_to }) => date_from <= date && date <= date_to,
    );
    const isLogged = chance.datatype.boolean(habits.diligence);
    if (
      calendar.isWorkingDay(day) &&
      !holidays.has(date) &&
      !isAway &&
      isLogged
    ) {
      const at = calendar.dayAt(day).plus({ hours: 17.5 }).toJSDate();
      const active = efforts.open(items.filter(item => isWorkedOn(item, date)));
      entries.push(
        ...entriesOfDay(chance, habits, { date, at }, { active, efforts }),
      );
    }
  }
  return entries;
}

function entriesOfDay(
  chance: Faker,
  habits: TimeHabits,
  { date, at }: { date: string; at: Date },
  { active, efforts }: { active: readonly WorkItem[]; efforts: Efforts },
): SeedTimeEntry[] {
  if (active.length === 0) {
    return [];
  }
  const quarters = Math.round(
    (habits.minutes + chance.number.int({ min: -45, max: 45 })) / 15,
  );
  const chosen = efforts.choose(chance.helpers.shuffle([...active]), {
    least: chance.number.int({ min: 1, max: 4 }),
    quarters,
  });
  const spent = efforts.work(chosen, shares(chance, quarters, chosen.length));
  return spent.flatMap((share, index) => {
    if (share === 0) {
      return [];
    }
    const activity_type = chance.helpers.weightedArrayElement(
      activities.map(({ activity_type: value, weight }) => ({ value, weight })),
    );
    return {
      at: new Date(at.getTime() + index * 20_000),
      workItemId: chosen[index].id,
      entry: {
        duration_minutes: share * 15,
        logged_at: date,
        activity_type,
        is_billable: chance.datatype.boolean(0.3),
        description: chance.datatype.boolean(0.6)
          ? chance.helpers.arrayElement(words[activity_type])
          : null,
      },
    };
  });
}

/** Whether an item could be worked on that day: it is there, and not long done. */
function isWorkedOn(item: WorkItem, date: string): boolean {
  const created = item.created_at.slice(0, 10);
  const completed = item.completed_at?.slice(0, 10);
  const isOver = completed !== undefined && completed < date;
  const isAhead =
    completed !== undefined &&
    Date.parse(completed) - Date.parse(date) > WEEKS_OF_WORK * 7 * 86_400_000;
  const isStarted = completed !== undefined || item.state_group === 'started';
  return created <= date && isStarted && !isOver && !isAhead;
}

/** A number of quarters of an hour in so many parts, none of them empty. */
function shares(chance: Faker, quarters: number, parts: number): number[] {
  const cuts = chance.helpers
    .uniqueArray(
      () => chance.number.int({ min: 1, max: quarters - 1 }),
      parts - 1,
    )
    .sort((one, other) => one - other);
  return [...cuts, quarters].map((cut, index) => cut - (cuts[index - 1] ?? 0));
}
