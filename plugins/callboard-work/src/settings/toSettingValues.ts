import type { Setting, SettingValues } from './SettingKind';

const COLOR = '#6e7781';

/** Returns the initial values of the dialog; a new setting has only a colour. */
export function toSettingValues(resource: Setting | undefined): SettingValues {
  const empty: SettingValues = {
    name: '',
    color: COLOR,
    group: 'unstarted',
    description: '',
    start_date: '',
    end_date: '',
    target_date: '',
    lead_ref: '',
  };
  if (!resource) {
    return empty;
  }
  const known = Object.entries(resource).filter(
    ([name, value]) => name in empty && value !== null,
  );
  return { ...empty, ...Object.fromEntries(known) };
}
