import { NotAllowedError } from '@backstage/errors';
import {
  JsonValue,
  Role,
  includesRole,
  Setting,
  SettingDeclarations,
  SettingsPatch,
  SettingsSchema,
  ShownSettings,
} from '@callboard/plugin-callboard-common';
import { isEqual } from 'lodash';
import { z } from 'zod';
import { StoredSettings } from '../access/Caller';

export type SettingValues<Declared extends SettingDeclarations> = {
  readonly [Key in keyof Declared]: z.output<Declared[Key]['schema']>;
};

export class Settings<Declared extends SettingDeclarations> {
  readonly #settings: ReadonlyMap<string, Setting>;
  /** The fields of activity entries that guests must not read: `settings.` and the key. */
  readonly sensitive: readonly string[];

  constructor(schema: SettingsSchema<Declared>) {
    this.#settings = new Map(Object.entries<Setting>(schema.declared));
    this.sensitive = [...this.#settings]
      .filter(([, { read }]) => read !== 'guest')
      .map(([key]) => `settings.${key}`);
  }

  /**
   * The value of each setting: the stored value, or the default if none is stored or the schema no
   * longer accepts it.
   */
  parseValues(stored: StoredSettings): SettingValues<Declared> {
    const values = [...this.#settings].map(([key, setting]) => {
      const parsed = setting.schema.safeParse(
        Object.hasOwn(stored, key) ? stored[key] : setting.default,
      );
      return [key, parsed.success ? parsed.data : setting.default];
    });
    return Object.fromEntries(values);
  }

  filterReadable(
    role: Role,
    stored: StoredSettings,
  ): z.output<ShownSettings<Declared>> {
    const values = Object.entries(this.parseValues(stored)).filter(([key]) =>
      includesRole(role, this.#settings.get(key)!.read),
    );
    return Object.fromEntries(values) as z.output<ShownSettings<Declared>>;
  }

  /**
   * The stored settings after a patch. A value equal to its default is not stored. Undeclared keys
   * stay: a newer replica may have set them.
   */
  applyPatch(
    stored: StoredSettings,
    patch?: z.output<SettingsPatch<Declared>> | null,
  ): StoredSettings {
    const next = new Map(Object.entries(stored));
    for (const [key, value] of getEntries(patch)) {
      if (value === null || isEqual(value, this.#settings.get(key)!.default)) {
        next.delete(key);
      } else {
        next.set(key, value);
      }
    }
    return Object.fromEntries(next);
  }

  /**
   * Checks that a role may apply a patch of a resource. Each setting requires its `write` role.
   * Other fields require `admin`, and so does an empty patch.
   *
   * @throws NotAllowedError if the role may not apply the patch
   */
  assertCanPatch(
    role: Role,
    {
      settings,
      ...fields
    }: { settings?: z.output<SettingsPatch<Declared>> | null },
  ): void {
    const keys = getEntries(settings).map(([key]) => key);
    const forbidden = keys.filter(
      key => !includesRole(role, this.#settings.get(key)!.write),
    );
    if (forbidden.length > 0) {
      throw new NotAllowedError(
        `Your role does not let you change ${forbidden
          .map(key => `settings.${key}`)
          .join(', ')}`,
      );
    }
    const needsAdmin = getEntries(fields).length > 0 || keys.length === 0;
    if (needsAdmin && !includesRole(role, 'admin')) {
      throw new NotAllowedError('Requires the role admin');
    }
  }
}

function getEntries(
  patch: object | null | undefined,
): Array<[string, JsonValue]> {
  return Object.entries(patch ?? {}).filter(([, value]) => value !== undefined);
}
