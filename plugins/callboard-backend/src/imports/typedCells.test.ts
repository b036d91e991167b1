import { createItemCells } from '../features/work/imports/itemCells';
import {
  amountCell,
  createDurationCells,
  workItemIdentifierCell,
} from '../features/time/imports/worklogCells';
import { createMomentCellSchema } from './moments';
import { createNumberCell, dateCell, flagCell } from './parseCells';

const itemCells = createItemCells({
  format: { minutesPerUnit: 60 },
  zone: 'UTC',
  order: 'day_first',
  minutesPerDay: 480,
});

const typedCells = {
  number: createNumberCell(0, 1e9),
  flag: flagCell,
  date: dateCell,
  amount: amountCell,
  identifier: workItemIdentifierCell,
  ...createDurationCells(480),
  day: createMomentCellSchema('date', 'month_first'),
  time: createMomentCellSchema('time'),
  estimate_time: itemCells.estimate_time,
  estimate_points: itemCells.estimate_points,
  start_date: itemCells.start_date,
  created_at: itemCells.created_at,
};

const MEBI = 2 ** 20;

describe('typed cells of imports', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each(['estimate_time', 'estimate_points'] as const)(
    'rejects a comma that could separate thousands: %s',
    field => {
      expect(itemCells[field].safeParse('14,400').success).toBe(false);
      expect(itemCells[field].safeParse('1,5').success).toBe(true);
    },
  );

  it.each(Object.entries(typedCells))(
    'rejects a text of a million characters before any regular expression: %s',
    (_, schema) => {
      const texts = ['1', ' ', 'UTC(', 'PAY-'].map(part =>
        part.repeat(MEBI / part.length),
      );
      const exec = jest
        .spyOn(RegExp.prototype, 'exec')
        .mockImplementation(() => null);
      const messages = texts.map(
        text => schema.safeParse(text).error?.issues[0].message,
      );
      expect(exec).not.toHaveBeenCalled();
      expect(messages).toEqual(
        texts.map(() => 'must have at most 100 characters'),
      );
    },
  );

  it.each([
    ['start_date', 'Asia/Tokyo', '9999-12-31T23:30:00Z'],
    ['start_date', 'America/New_York', '1970-01-01T00:30:00Z'],
    ['created_at', 'America/New_York', '9999-12-31 23:30'],
    ['created_at', 'Asia/Tokyo', '1970-01-01 00:30'],
  ] as const)(
    'rejects a %s that the time zone %s moves out of the years 1970 to 9999: %s',
    (field, zone, text) => {
      const cells = createItemCells({
        format: { minutesPerUnit: 60 },
        zone,
        order: undefined,
        minutesPerDay: 480,
      });
      expect(cells[field].safeParse(text).error?.issues).toMatchObject([
        { message: 'must be in the years 1970 to 9999' },
      ]);
    },
  );
});
