import { ChangeEvent } from '@callboard/plugin-callboard-common';
import {
  NotificationRule,
  NotificationDeclarations,
  NotificationRulesExtensionPoint,
  NotificationTypeDeclaration,
} from '@callboard/plugin-callboard-node';
import { Feature } from '../../../core/Feature';
import { NotificationTypes } from './NotificationTypes';

/** All rules, in the order in which they run. */
export class NotificationRules {
  readonly #byChangeType = new Map<string, NotificationRule[]>();

  /** @throws Error when two rules have the same name, or a name is invalid */
  constructor(rules: readonly NotificationRule[]) {
    const names = new Set<string>();
    for (const rule of rules) {
      if (names.has(rule.name)) {
        throw new Error(`Two notification rules have the name '${rule.name}'`);
      }
      if (!/^\P{C}{1,64}$/u.test(rule.name)) {
        throw new Error(
          `'${rule.name}' is not a valid name of a notification rule: use 1 to 64 printable characters`,
        );
      }
      names.add(rule.name);
      new Set<string>(rule.on).forEach(type =>
        this.#byChangeType.set(type, [
          ...(this.#byChangeType.get(type) ?? []),
          rule,
        ]),
      );
    }
  }

  /** Finds the rules for a change. A detail of a bulk action matches only rules with `bulk`. */
  findMatching({
    entity_type,
    action,
    is_detail,
  }: ChangeEvent): NotificationRule[] {
    const rules = this.#byChangeType.get(`${entity_type}.${action}`) ?? [];
    return is_detail ? rules.filter(({ bulk }) => bulk) : rules;
  }
}

export class AddedRules implements NotificationRulesExtensionPoint {
  readonly #types: NotificationTypeDeclaration[] = [];
  readonly #rules: NotificationRule[] = [];

  addRules({
    types = [],
    rules = [],
  }: Partial<NotificationDeclarations>): void {
    this.#types.push(...types);
    this.#rules.push(...rules);
  }

  /**
   * Combines the types and rules of features and modules. The rules of features run first.
   *
   * @throws Error when two types or two rules have the same name
   */
  combineWith(features: readonly Pick<Feature, 'notifications'>[]): {
    types: NotificationTypes;
    rules: NotificationRules;
  } {
    const declaredByFeatures = features.flatMap(
      ({ notifications }) => notifications ?? [],
    );
    return {
      types: new NotificationTypes([
        ...declaredByFeatures.flatMap(({ types }) => types),
        ...this.#types,
      ]),
      rules: new NotificationRules([
        ...declaredByFeatures.flatMap(({ rules }) => rules),
        ...this.#rules,
      ]),
    };
  }
}
