import { z } from 'zod';
import { JsonValue } from '../contract/primitives';
import { Role } from '../roles';

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
  /** The lowest role that may read it. */
  readonly read: Reader;
  /** The lowest role that may change it: `read`, or a higher one. */
  readonly write: Role;
}

/** Settings by their API keys. @public */
export type SettingDeclarations = Readonly<Record<string, Setting>>;

/**
 * Declares a setting. A domain exports its settings as an object of these, and `workspaceSettings`
 * or `projectSettings` adds them to the contract.
 *
 * @public
 */
export function defineSetting<
  Schema extends z.ZodType<JsonValue, JsonValue>,
  const Reader extends Role,
>(setting: Setting<Schema, Reader>): Setting<Schema, Reader> {
  return setting;
}
