import { ConflictError, NotFoundError } from '@backstage/errors';
import { BodyOf, endpoints, Holiday } from '@callboard/plugin-callboard-common';
import Holidays from 'date-holidays';
import { uniqBy } from 'lodash';
import { WorkspaceRow } from '../../../access/Caller';
import { Change } from '../../../changes/Changes';
import { Core } from '../../../core/Core';
import {
  formatCountedNoun,
  recordBulkAction,
} from '../../../core/workspaces/recordBulkAction';
import { inListSql } from '../../../database/bulk';
import { isUniqueViolation } from '../../../database/dialect';
import { createId } from '../../../database/ids';
import { countRows } from '../../../database/statements';
import { lockWorkspaces } from '../../../database/locks';
import {
  DatedPosition,
  isDatedPosition,
  readPage,
  selectPage,
} from '../../../database/paging';
import { createFieldError } from '../../../http/errors';
import { ContextOf } from '../../../http/Handler';
import { addDays } from '../../../database/zones';
import { Table } from '../../../database/Table';

const DAY_MS = 86_400_000;

const getHolidayKey = ({ date, name }: { date: string; name: string }) =>
  `${date} ${name}`;

const holidayTable = new Table<Holiday>('holidays', {
  id: 'text',
  date: 'text',
  name: 'text',
  minutes: 'number',
  created_at: 'instant',
});

/** Manages holidays: days on which a workspace expects at most a given number of minutes. */
export class HolidayService {
  constructor(private readonly core: Pick<Core, 'knex' | 'changes'>) {}

  /** Lists the holidays of a date range by date, in pages. */
  async list({ workspace, query }: ContextOf<'listHolidays'>) {
    const { knex } = this.core;
    const { date_from, date_to } = query;
    const selectHolidays = () =>
      holidayTable
        .select(knex)
        .where({ workspace_id: workspace.id })
        .modify(rows => {
          if (date_from) rows.where('date', '>=', date_from);
          if (date_to) rows.where('date', '<=', date_to);
        });
    const holidays = await readPage(query, isDatedPosition, {
      list: async (after, limit): Promise<Holiday[]> => {
        const page = { after, limit };
        const rows = await selectPage(selectHolidays(), ['date', 'id'], page);
        return rows.map(holidayTable.read);
      },
      getPosition: ({ date, id }): DatedPosition => [date, id],
    });
    return { ...holidays, total: await countRows(selectHolidays()) };
  }

  /** @throws ConflictError when the day already has a holiday of that name */
  async create({
    caller,
    workspace,
    body,
  }: ContextOf<'createHoliday'>): Promise<Holiday> {
    try {
      return await this.core.changes.run(caller, async change => {
        // Prevents a concurrent import from adding the same holiday.
        await lockWorkspaces(change.tx, [workspace.id]);
        const minutes = body.minutes ?? 0;
        const holiday = buildHoliday(change, { ...body, minutes });
        change.record(toHolidayActivity(workspace, null, holiday));
        const workspace_id = workspace.id;
        await holidayTable.insert(change.tx, [holiday], { workspace_id });
        return holiday;
      });
    } catch (error) {
      if (isUniqueViolation(error)) {
        throw new ConflictError(
          `The holiday ${body.name} already exists on ${body.date}`,
        );
      }
      throw error;
    }
  }

  /** @throws NotFoundError when the holiday does not exist */
  async delete({
    caller,
    workspace,
    params: { id },
  }: ContextOf<'deleteHoliday'>): Promise<void> {
    await this.core.changes.run(caller, async change => {
      const workspace_id = workspace.id;
      const holiday = await holidayTable.lock(change.tx, { id, workspace_id });
      if (!holiday) {
        throw new NotFoundError(`Holiday ${id} not found`);
      }
      await holidayTable.softDelete(change.tx, [id], change.now);
      change.record(toHolidayActivity(workspace, holiday, null));
    });
  }

  /**
   * Adds the public holidays of a country or region in a year, except holidays that the workspace
   * already has.
   *
   * @throws InvalidRequestError for an unknown country or region
   */
  async import({ caller, workspace, body }: ContextOf<'importHolidays'>) {
    const days = listPublicHolidays(body);
    const workspace_id = workspace.id;
    return this.core.changes.run(caller, async change => {
      // Serialises concurrent imports, so that each day is added once.
      await lockWorkspaces(change.tx, [workspace.id]);
      const dates = days.map(({ date }) => date);
      const existing: Holiday[] = await holidayTable
        .select(change.tx)
        .where({ workspace_id })
        .whereRaw(...inListSql(change.tx, 'date', dates, 'text'));
      const existingKeys = new Set(existing.map(getHolidayKey));
      const holidays = days
        .filter(day => !existingKeys.has(getHolidayKey(day)))
        .map(day => buildHoliday(change, { ...day, minutes: 0 }));
      if (holidays.length > 0) {
        await holidayTable.insert(change.tx, holidays, { workspace_id });
        holidays.forEach(holiday =>
          change.record({
            ...toHolidayActivity(workspace, null, holiday),
            detail: true,
          }),
        );
        await recordBulkAction(change, workspace.id, {
          action: 'bulk_import',
          entityType: 'holiday',
          text: formatCountedNoun(holidays.length, 'holiday', 'holidays'),
          counts: { created: holidays.length },
        });
      }
      return {
        created: holidays.length,
        skipped: days.length - holidays.length,
      };
    });
  }
}

function buildHoliday(
  { now }: Change,
  values: Pick<Holiday, 'date' | 'name' | 'minutes'>,
): Holiday {
  return {
    id: createId(now),
    ...values,
    created_at: new Date(now).toISOString(),
  };
}

function toHolidayActivity(
  { id: workspace_id }: WorkspaceRow,
  before: Holiday | null,
  after: Holiday | null,
) {
  const { id, date, name } = (after ?? before)!;
  return {
    workspace_id,
    visibility: 'workspace' as const,
    entity_type: 'holiday' as const,
    entity_id: id,
    entity_label: `${name}, ${date}`,
    before,
    after,
  };
}

/** @throws InvalidRequestError for a country or region that the library does not know */
function listPublicHolidays({
  country,
  region,
  year,
}: BodyOf<typeof endpoints.importHolidays>): Array<{
  date: string;
  name: string;
}> {
  const calendar = new Holidays();
  const code = country.toUpperCase();
  if (!Object.hasOwn(calendar.getCountries(), code)) {
    throw createFieldError(
      'body.country',
      `public holidays of ${code} are not available. Add them manually`,
    );
  }
  const regions = calendar.getStates(code) ?? {};
  const regionCodes = Object.keys(regions);
  // The codes of some regions are not in upper case.
  const regionCode = regionCodes.find(
    known => known.toUpperCase() === region?.toUpperCase(),
  );
  if (region && !regionCode) {
    throw createFieldError(
      'body.region',
      regionCodes.length > 0
        ? `must be one of ${regionCodes.join(', ')}`
        : `${code} has no regional holidays. Leave the region empty`,
    );
  }
  if (regionCode) {
    calendar.init(code, regionCode);
  } else {
    calendar.init(code);
  }
  const days = (calendar.getHolidays(year) ?? [])
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, name, start, end }) =>
      // `date` is already local time, so no zone conversion is needed.
      listCoveredDays(date.slice(0, 10), end.getTime() - start.getTime()).map(
        day => ({
          date: day,
          name: name.slice(0, 255),
        }),
      ),
    );
  return uniqBy(days, getHolidayKey);
}

/**
 * Lists the days that a holiday covers. Rounds the holiday's length to whole days, because some
 * holidays begin at sunset or at noon.
 */
function listCoveredDays(first: string, durationMs: number): string[] {
  const count = Math.max(1, Math.round(durationMs / DAY_MS));
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}
