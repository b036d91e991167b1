import { RetentionRule } from '@callboard/plugin-callboard-common';

/** Rows that a rule removes. */
export interface EffectiveRule {
  rule: RetentionRule;
  /** Where a rule for all workspaces does not hold: they have one of their own. */
  except: readonly string[];
}

/** The rules by which rows go, each with where it holds: the narrowest one does. */
export function effectiveRules(
  rules: readonly RetentionRule[],
): EffectiveRule[] {
  return rules
    .filter(({ keep_days }) => keep_days !== null)
    .map(rule => ({
      rule,
      except:
        rule.workspace_id === null
          ? rules.flatMap(other =>
              other.class === rule.class ? other.workspace_id ?? [] : [],
            )
          : [],
    }));
}
