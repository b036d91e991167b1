import { z } from 'zod';
import { JsonValue } from '../contract/primitives';
import { Role, includesRole, roles } from '../roles';

/** A workspace or project setting, as its domain declares it. @public */
export interface Setting<
  Schema extends z.ZodType<JsonValue, JsonValue> = z.ZodType<
    JsonValue,
    JsonValue
  >,
  Reader extends Role = Role,
> {
  /** The purpose of the setting, in one sentence without a full stop. */
  readonly summary: string;
  /**
   * The accepted values. The schema must bound their size. In a request, null means the default, so
   * null may be a value only if it is the default.
   */
  readonly schema: Schema;
  /** The value if none is set. */
  readonly default: z.output<Schema>;
  /** The lowest role that may read the setting. */
  readonly read: Reader;
  /** The lowest role that may change the setting; not lower than `read`. */
  readonly write: Role;
}

/** Settings by their API keys. @public */
export type SettingDeclarations = Readonly<Record<string, Setting>>;

/**
 * Declares a setting. A domain exports an object of declarations, and `workspaceSettings` or
 * `projectSettings` adds them to the contract.
 *
 * @public
 */
export function defineSetting<
  Schema extends z.ZodType<JsonValue, JsonValue>,
  const Reader extends Role,
>(setting: Setting<Schema, Reader>): Setting<Schema, Reader> {
  return setting;
}

/** Settings as responses show them, without those that the reader's role cannot read. @public */
export type ShownSettings<Declared extends SettingDeclarations> = z.ZodObject<
  {
    [Key in keyof Declared]: Declared[Key] extends Setting<
      infer Schema,
      'guest'
    >
      ? Schema
      : z.ZodOptional<Declared[Key]['schema']>;
  },
  z.core.$strict
>;

/**
 * Settings as requests change them: null resets a setting to its default; an absent key leaves it
 * unchanged.
 *
 * @public
 */
export type SettingsPatch<Declared extends SettingDeclarations> = z.ZodObject<
  {
    [Key in keyof Declared]: z.ZodOptional<
      z.ZodNullable<Declared[Key]['schema']>
    >;
  },
  z.core.$strict
>;

/** All settings of one kind of resource. @public */
export interface SettingsSchema<
  Declared extends SettingDeclarations = SettingDeclarations,
> {
  readonly declared: Declared;
  readonly shown: ShownSettings<Declared>;
  readonly patch: SettingsPatch<Declared>;
  /** The default values. */
  readonly defaults: {
    readonly [Key in keyof Declared]: z.output<Declared[Key]['schema']>;
  };
  /** The lowest role that may change at least one setting, or `otherwise` if that role is lower. */
  getLowestWriteRole(otherwise: Role): Role;
}

/** The settings of several domains together. @public */
export type MergedSettings<Domains extends readonly SettingDeclarations[]> =
  Domains extends readonly [
    infer First extends SettingDeclarations,
    ...infer Rest extends readonly SettingDeclarations[],
  ]
    ? First & MergedSettings<Rest>
    : Readonly<Record<never, Setting>>;

/**
 * Merges the declared settings of domains into one schema.
 *
 * @throws TypeError for an inconsistent declaration, and for a key declared twice
 * @public
 */
export function createSettingsSchema<
  const Domains extends readonly SettingDeclarations[],
>(...domains: Domains): SettingsSchema<MergedSettings<Domains>> {
  type Declared = MergedSettings<Domains>;
  const settings = domains.flatMap(domain => Object.entries<Setting>(domain));
  settings.forEach(checkDeclaration);
  const buildShape = (toSchema: (setting: Setting) => z.ZodType) =>
    Object.fromEntries(
      settings.map(([key, setting]) => [
        key,
        toSchema(setting).meta({ description: describeSetting(setting) }),
      ]),
    );
  return {
    declared: Object.fromEntries(settings) as unknown as Declared,
    shown: z.strictObject(
      buildShape(({ read, schema }) =>
        read === 'guest' ? schema : schema.optional(),
      ),
    ) as unknown as ShownSettings<Declared>,
    patch: z.strictObject(
      buildShape(({ schema }) => schema.nullable().optional()),
    ) as unknown as SettingsPatch<Declared>,
    defaults: Object.fromEntries(
      settings.map(([key, setting]) => [key, setting.default]),
    ) as SettingsSchema<Declared>['defaults'],
    getLowestWriteRole: otherwise =>
      roles.find(
        role =>
          role === otherwise ||
          settings.some(([, { write }]) => write === role),
      )!,
  };
}

function describeSetting({
  summary,
  read,
  write,
  ...setting
}: Setting): string {
  const value = JSON.stringify(setting.default);
  return `${summary}. The default is ${value}. Requires the role ${read} to read and ${write} to change.`;
}

function checkDeclaration(
  [key, setting]: [string, Setting],
  index: number,
  settings: Array<[string, Setting]>,
): void {
  const { schema, read, write } = setting;
  const mistake =
    (!/^[a-z][a-z0-9_]*$/.test(key) && 'its key is not snake_case') ||
    (settings.findIndex(([otherKey]) => otherKey === key) < index &&
      'two domains declare it') ||
    (setting.default !== null &&
      schema.safeParse(null).success &&
      'it accepts null, which is not its default') ||
    (!schema.safeParse(setting.default).success &&
      'its default is not an accepted value') ||
    (!includesRole(write, read) && 'its write role cannot read it');
  if (mistake) {
    throw new TypeError(`The setting ${key} is declared wrongly: ${mistake}`);
  }
}
