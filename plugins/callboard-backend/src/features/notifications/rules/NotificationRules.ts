import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { NotificationRule } from '@callboard/plugin-callboard-node';

/** All rules, in the order in which they run. */
export class NotificationRules {
  readonly #byChange = new Map<string, NotificationRule[]>();

  /** @throws Error for two of one name, or a name that cannot be stored */
  constructor(rules: readonly NotificationRule[]) {
    const names = new Set<string>();
    for (const rule of rules) {
      if (names.has(rule.name)) {
        throw new Error(`There are two notification rules '${rule.name}'`);
      }
      if (!/^\P{C}{1,64}$/u.test(rule.name)) {
        throw new Error(`'${rule.name}' cannot be the name of a rule`);
      }
      names.add(rule.name);
      new Set<string>(rule.on).forEach(type =>
        this.#byChange.set(type, [...(this.#byChange.get(type) ?? []), rule]),
      );
    }
  }

  /** Those to ask about a change: about details, those that can sum them up. */
  findMatching({
    entity_type,
    action,
    is_detail,
  }: ChangeEvent): NotificationRule[] {
    const rules = this.#byChange.get(`${entity_type}.${action}`) ?? [];
    return is_detail ? rules.filter(({ together }) => together) : rules;
  }
}
