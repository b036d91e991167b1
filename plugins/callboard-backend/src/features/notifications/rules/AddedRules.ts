import {
  NotificationDeclarations,
  NotificationRule,
  NotificationRulesExtensionPoint,
  NotificationTypeDeclaration,
} from '@callboard/plugin-callboard-node';
import { Feature } from '../../../core/Feature';
import { NotificationRules } from './NotificationRules';
import { NotificationTypes } from './NotificationTypes';

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
