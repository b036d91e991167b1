import { Change } from '../../../changes/Changes';
import { foldText } from '../../../database/foldText';
import { ProjectRow } from '../../../core/projects/ProjectRow';
import { SettingService } from '../settings/SettingService';
import { SettingRow } from '../settings/SettingRow';

/** One kind of settings of a project, by name; those missing are made. */
export class SettingsByName {
  readonly #ids = new Map<string, string>();
  readonly #rows: SettingRow[] = [];

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
    found.#take(known);
    const made = [...wanted]
      .filter(([key]) => !found.#ids.has(key))
      .map(([, name]) => service.blank(change, project, { name } as {}));
    await service.add(change, made, { detail: true });
    found.#take(made);
    return found;
  }

  /** All that were asked for. */
  all(): readonly SettingRow[] {
    return this.#rows;
  }

  /** The id of one that was asked for. */
  idOf(name: string): string {
    return this.#ids.get(foldText(name))!;
  }

  #take(rows: readonly SettingRow[]): void {
    this.#rows.push(...rows);
    rows.forEach(row => this.#ids.set(foldText(row.name), row.id));
  }
}
