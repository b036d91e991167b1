import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod';
import { getLinkKind, normaliseUrl } from './getLinkKind';

/** The maximum number of values in one filter. @public */
export const MAX_FILTER_VALUES = 100;

/** A query parameter with several values, separated by commas. */
export function createListParameter<Value extends z.ZodType<string, string>>(
  value: Value,
  maxValues = MAX_FILTER_VALUES,
) {
  return z
    .string()
    .transform(text => text.split(','))
    .pipe(
      z.array(value).max(maxValues, `must have at most ${maxValues} values`),
    ) as unknown as z.ZodType<Array<z.output<Value>>, string>;
}

/** Whether a list contains no value twice. */
export const areUnique = (values: readonly unknown[]) =>
  new Set(values).size === values.length;

const listedZones = new Map(
  Intl.supportedValuesOf('timeZone').map(name => [name.toLowerCase(), name]),
);

/**
 * Normalises the case of a time zone's name as in the IANA database. Caches of zones are keyed by
 * name and must not have one entry for each spelling of `Europe/Berlin`. An alias, such as
 * `Asia/Calcutta`, is not resolved.
 *
 * @returns undefined if the zone does not exist
 */
function normaliseZoneName(name: string): string | undefined {
  const lower = name.toLowerCase();
  const listed = listedZones.get(lower);
  if (listed !== undefined) {
    return listed;
  }
  // Excludes `+05:30`, which newer runtimes accept as a zone.
  return /^[a-z]/.test(lower) && IANAZone.isValidZone(lower)
    ? capitaliseZoneName(lower)
    : undefined;
}

/**
 * Capitalises a zone that the runtime accepts but does not list, such as `US/Pacific`,
 * `Etc/GMT+5` or `EST5EDT`. Of aliases such as `Asia/Calcutta` and `Asia/Kolkata`, the runtime
 * lists only one.
 */
function capitaliseZoneName(lower: string): string {
  const isAbbreviated = !lower.includes('/') || /^(etc|us)\//.test(lower);
  return lower.replace(/[a-z]+/g, word =>
    isAbbreviated && word.length <= 3 && word !== 'etc'
      ? word.toUpperCase()
      : word[0].toUpperCase() + word.slice(1),
  );
}

const anyJson = z.json();

/** @public */
export type JsonValue = z.output<typeof anyJson>;

const plainTypes = ['string', 'number', 'boolean', 'object', 'null'];
const jsonTypes = [...plainTypes, 'array'];

/**
 * Any JSON value. The JSON Schema is not recursive, because some code generators cannot handle
 * recursion; it describes arrays to a depth of two.
 *
 * @public
 */
export const jsonValue = z
  .unknown()
  .transform((value, context) => {
    // Parsing copies the value without keys named `__proto__`.
    const { data, error } = anyJson.safeParse(value);
    if (error) {
      context.addIssue({ code: 'custom', message: 'must be a JSON value' });
      return z.NEVER;
    }
    return data;
  })
  .meta({
    id: 'JsonValue',
    type: jsonTypes,
    items: { type: jsonTypes, items: { type: plainTypes } },
  }) as z.ZodType<JsonValue, JsonValue>;

const MAX_URL_LENGTH = 2_048;

/** Normalises a URL, unless its encoded characters would then make it too long. */
function normaliseShortUrl(text: string): string {
  const normalised = normaliseUrl(text);
  return normalised.length > MAX_URL_LENGTH ? text : normalised;
}

/** A URL, normalised if its scheme is http or https. */
export const url = z.string().overwrite(normaliseShortUrl).max(MAX_URL_LENGTH);

/**
 * A link of one of the kinds. Checks the kind before it normalises a web address, because
 * normalisation removes backslashes and outer spaces.
 */
export function createLinkSchema(
  kinds: Array<ReturnType<typeof getLinkKind>>,
  message: string,
) {
  return z
    .string()
    .refine(text => kinds.includes(getLinkKind(text)), message)
    .overwrite(normaliseShortUrl)
    .max(MAX_URL_LENGTH);
}

/**
 * Parses a request object in which null means the same as an absent field. Fields that accept null
 * keep it.
 */
export function omitNulls<Schema extends z.ZodObject>(
  schema: Schema,
): z.ZodType<z.output<Schema>, z.input<Schema>> {
  const omittable = Object.entries<z.core.$ZodType>(schema.shape)
    .filter(
      ([, field]) =>
        z.safeParse(field, undefined).success &&
        !z.safeParse(field, null).success,
    )
    .map(([name]) => name);
  return z.preprocess(
    value =>
      typeof value === 'object' && value && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value).filter(
              ([name, entry]) => entry !== null || !omittable.includes(name),
            ),
          )
        : value,
    schema,
  ) as unknown as z.ZodType<z.output<Schema>, z.input<Schema>>;
}

/** A UUID in lower case, like every id in Callboard. @public */
export const uuid = z
  .string()
  .regex(
    /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/,
    'must be a UUID',
  )
  .transform(value => value.toLowerCase())
  // Zod cannot derive the JSON Schema of a transform's output.
  .meta({ type: 'string', format: 'uuid' }) as z.ZodType<string, string>;

/** A character that is a word by itself: an emoji, or a Chinese, Japanese or Korean character. */
const wordCharacter =
  /[\p{Extended_Pictographic}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;

/** Whether a text has at least two characters, or one that is a word. @public */
export function isSearchable(text: string): boolean {
  return text.length >= 2 || wordCharacter.test(text);
}

/** The short name of a workspace in paths. @public */
export const slug = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$/,
    'must be 1 to 63 lower-case letters, digits, hyphens or underscores, beginning and ending with a letter or digit',
  );

/** The path parameters of an endpoint of a workspace. */
export const workspaceParams = z.strictObject({ slug });

/** The path parameters of an endpoint of a project. */
export const projectParams = z.strictObject({ slug, pid: uuid });

/** An instant in a response: ISO 8601 in UTC with milliseconds. @public */
export const instant = z.iso.datetime({ precision: 3 });

/**
 * Converts an RFC 3339 text to milliseconds since 1970; NaN if it is invalid. JavaScript would
 * parse the 30th of February as the 2nd of March.
 */
function parseRfc3339(text: string): number {
  const [, day, time, fraction = '', offset] =
    /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d+))?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/.exec(
      text,
    ) ?? [];
  return isDay(day)
    ? Date.parse(
        `${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`,
      )
    : NaN;
}

function isDay(text: string | undefined): boolean {
  return text !== undefined && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}

const FIRST_INSTANT = Date.parse('1970-01-01T00:00:00.000Z');
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * An instant in a request: RFC 3339, in the years 1970 to 9999 UTC, with or without a fraction,
 * with `Z` or an offset. Handlers get it in UTC with milliseconds, rounded down. A leap second is
 * rejected: clocks cannot represent it.
 *
 * @public
 */
export const instantInput = z
  .string()
  .max(64)
  .transform((text, context) => {
    const ms = parseRfc3339(text.toUpperCase());
    if (ms >= FIRST_INSTANT && ms <= LAST_INSTANT) {
      return new Date(ms).toISOString();
    }
    context.addIssue({
      code: 'custom',
      message: Number.isNaN(ms)
        ? 'must be an instant such as 2026-01-31T09:30:00Z'
        : 'must be in the years 1970 to 9999 of UTC',
    });
    return z.NEVER;
  })
  .meta({ format: 'date-time' }) as z.ZodType<string, string>;

/** A calendar date in a filter, which may lie before all stored dates. */
export const anyCalendarDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date like 2026-01-31')
  .refine(isDay, 'is not a valid date')
  .meta({ format: 'date' });

/** A calendar date, `YYYY-MM-DD`, without a time zone. @public */
export const calendarDate = anyCalendarDate
  .refine(value => value >= '1970-01-01', 'must not be before 1970-01-01')
  .meta({ format: 'date' });

/**
 * Lets a check of several fields run if these fields are valid. By default, a check runs only if
 * all fields are valid, so the response would not list every invalid field.
 */
export function whenValid(...fields: PropertyKey[]) {
  return ({ value, issues }: z.core.ParsePayload): boolean =>
    typeof value === 'object' &&
    value !== null &&
    !issues.some(({ path }) => path?.length && fields.includes(path[0]));
}

/** Rejects an object whose field `last`, such as an end date, is before its field `first`. */
export function requireOrder<Schema extends z.ZodType>(
  schema: Schema,
  first: string,
  last: string,
): Schema {
  return schema.refine(
    value => {
      const values = value as Record<string, string | number | null>;
      const from = values[first] ?? undefined;
      const to = values[last] ?? undefined;
      return from === undefined || to === undefined || to >= from;
    },
    {
      path: [last],
      message: `must not be before ${first}`,
      when: whenValid(first, last),
    },
  );
}

/** The name of an IANA time zone, normalised to the case of the IANA database. @public */
export const timeZone = z
  .string()
  .max(64)
  .transform((name, context) => {
    const normalised = normaliseZoneName(name);
    if (normalised !== undefined) {
      return normalised;
    }
    context.addIssue({
      code: 'custom',
      message: 'must be an IANA time zone such as Europe/Berlin',
    });
    return z.NEVER;
  })
  // Zod cannot derive the JSON Schema of a transform's output.
  .meta({ type: 'string', maxLength: 64 }) as z.ZodType<string, string>;

/**
 * A well-formed, lower-case reference to a User; the catalog need not know it.
 * @public
 */
export const userRef = z
  .string()
  .max(255)
  .regex(
    /^user:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\/[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$/,
    'must be a lower-case User reference such as user:default/jane',
  );

/** An integer query parameter within bounds. @public */
export function createIntegerParameter(min: number, max: number) {
  return z.preprocess(
    value =>
      typeof value === 'string' && /^\d{1,15}$/.test(value)
        ? Number(value)
        : value,
    z
      .int(`must be a whole number from ${min} to ${max}`)
      .min(min, `must be at least ${min}`)
      .max(max, `must be at most ${max}`),
  ) as z.ZodType<number, number | string>;
}

/** A query parameter that is `true` or `false`. @public */
export const booleanParameter = z.preprocess(value => {
  if (value === 'true') return true;
  if (value === 'false') return false;
  return value;
}, z.boolean('must be true or false')) as z.ZodType<boolean, boolean | string>;

/**
 * A position in a list, from the `next_cursor` of an earlier response. A cursor contains the sort
 * key of an item, which can be a long text: 255 characters, each of up to nine bytes after case
 * folding.
 *
 * @public
 */
export const cursorParameter = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,4096}$/, 'is not a cursor of this list');

/** The parameters `cursor` and `limit` of every list. @public */
export const pageParameters = {
  cursor: cursorParameter.optional(),
  limit: createIntegerParameter(1, 200).default(50),
};

/** The response of a list. @public */
export function createPageSchema<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    items: z.array(item),
    next_cursor: z.string().nullable(),
    total: z.int().min(0).optional(),
  });
}
