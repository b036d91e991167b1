import { z } from 'zod';
import { JsonValue } from '../contract/primitives';
import { Role } from '../roles';

/** A setting of workspaces or projects, as its domain declares it. @public */
export interface Setting<
  Schema extends z.ZodType<JsonValue, JsonValue> = z.ZodType<
    JsonValue,
    JsonValue
  >,
  Reader extends Role = Role,
> {
  /** What the setting is for, in one sentence without a full stop. */
  readonly summary: string;
  /**
   * The values it can have. It must bound their size. In a request, null means the
   * default, so null can be one of them only where it is the default.
   */
  readonly schema: Schema;
  /** The value where nobody has set one. */
  readonly default: z.output<Schema>;
  /** The lowest role that may read it. */
  readonly read: Reader;
  /** The lowest role that may change it: `read`, or a higher one. */
  readonly write: Role;
}

/** Settings by the keys they have on the wire. @public */
export type SettingDeclarations = Readonly<Record<string, Setting>>;

/**
 * Declares a setting. A domain exports its settings as an object of these, and
 * `workspaceSettings` or `projectSettings` takes them into the contract.
 *
 * @public
 */
export function defineSetting<
  Schema extends z.ZodType<JsonValue, JsonValue>,
  const Reader extends Role,
>(setting: Setting<Schema, Reader>): Setting<Schema, Reader> {
  return setting;
}
