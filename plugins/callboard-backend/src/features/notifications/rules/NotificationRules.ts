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

/** The types and rules that modules add. */
export class AddedRules implements NotificationRulesExtensionPoint {
  readonly #types: NotificationTypeDeclaration[] = [];
  readonly #rules: NotificationRule[] = [];

  /** {@inheritdoc @callboard/plugin-callboard-node#NotificationRulesExtensionPoint.addRules} */
  addRules({
    types = [],
    rules = [],
  }: Partial<NotificationDeclarations>): void {
    this.#types.push(...types);
    this.#rules.push(...rules);
  }

  /**
   * Combines these rules with those of features, whose rules run first.
   *
   * @throws Error when two types or two rules have the same name
   */
  combineWith(declared: readonly Pick<Feature, 'notifications'>[]): {
    types: NotificationTypes;
    rules: NotificationRules;
  } {
    const ours = declared.flatMap(({ notifications }) => notifications ?? []);
    return {
      types: new NotificationTypes([
        ...ours.flatMap(({ types }) => types),
        ...this.#types,
      ]),
      rules: new NotificationRules([
        ...ours.flatMap(({ rules }) => rules),
        ...this.#rules,
      ]),
    };
  }
}
