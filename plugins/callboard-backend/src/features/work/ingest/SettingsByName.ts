import { Change } from '../../../changes/Changes';
import { foldText } from '../../../database/foldText';
import { ProjectRow } from '../../projects/ProjectRow';
import { SettingService } from '../settings/SettingService';
import { SettingRow } from '../settings/SettingRow';

/** One kind of settings of a project, by name; those missing are made. */
export class SettingsByName {
  readonly #ids = new Map<string, string>();

  private constructor() {}

  /** Reads those of some names, and makes the ones there are not. */
  static async load<Row extends SettingRow>(
    change: Change,
    project: ProjectRow,
    service: SettingService<Row>,
    names: readonly string[],
  ): Promise<SettingsByName> {
    const found = new SettingsByName();
    const wanted = new Map(names.map(name => [foldText(name), name]));
    const known = await service.store.findByNames(change.tx, project.id, [
      ...wanted.values(),
    ]);
    known.forEach(row => found.#ids.set(foldText(row.name), row.id));
    const made = [...wanted]
      .filter(([key]) => !found.#ids.has(key))
      .map(([, name]) => service.blank(change, project, { name } as {}));
    await service.add(change, made, { detail: true });
    made.forEach(row => found.#ids.set(foldText(row.name), row.id));
    return found;
  }

  /** The id of one that was asked for. */
  idOf(name: string): string {
    return this.#ids.get(foldText(name))!;
  }
}
