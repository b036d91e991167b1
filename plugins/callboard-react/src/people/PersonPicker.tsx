import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ValuePicker } from '../pickers/ValuePicker';
import { parseRef } from '../resources/parseRef';
import { callboardReactTranslationRef } from '../translation';
import { PersonAvatar } from './PersonAvatar';

/** A person as an option; in some pickers, also a Group. @public */
export interface PersonOption {
  user_ref: string;
  name: string;
  /** Shown after the name, for example the number of the person's rows. */
  count?: number;
}

/** Selects one person by name or reference. @public */
export function PersonPicker(props: {
  /** The reference of the selected person. */
  value: string | undefined;
  onChange: (userRef: string | undefined) => void;
  options: PersonOption[];
  loading?: boolean;
  label?: string;
  /** Called with the typed text, if the options come from a search. */
  onSearch?: (text: string) => void;
  fullWidth?: boolean;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { options, label, ...others } = props;
  return (
    <ValuePicker
      {...others}
      label={label ?? t('person.label')}
      options={options.map(({ user_ref, name, count }) => ({
        value: user_ref,
        label: name,
        count,
      }))}
      getLabel={userRef => parseRef(userRef)?.name ?? userRef}
      renderIcon={(person, size) => (
        <PersonAvatar userRef={person.value} name={person.label} size={size} />
      )}
      findsValues
      noOptionsText={t('person.none')}
    />
  );
}
